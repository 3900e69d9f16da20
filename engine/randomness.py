"""One seed, many independent random generators, so that variants of a run share what they can share."""

import numpy as np
import torch

WEIGHTS, ORDER, DROPOUT, AUGMENTATION = range(4)


def generator(seed: int, purpose: int, index: int = 0) -> torch.Generator:
    """A generator for one purpose of one run; ``index`` tells layers apart.

    Changing the second layer's width, say, changes neither the first layer's weights nor the order of the batches.
    numpy's SeedSequence spreads the three numbers over the whole state.
    """
    state = np.random.SeedSequence([seed, purpose, index]).generate_state(1, np.uint64)[0]
    return torch.Generator().manual_seed(int(state >> np.uint64(1)))


def numpy_generator(seed: int, purpose: int, index: int = 0) -> np.random.Generator:
    """The same for what numpy draws, such as the variants of the epoch ``index``."""
    return np.random.default_rng([seed, purpose, index])
