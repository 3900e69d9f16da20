"""One batch of a small training, done by hand."""

import numpy as np
import pytest

from engine.networks.network import NetworkSpec
from engine.training.by_hand import batch_of_new, by_hand
from engine.training.config import TrainingConfig

SPEC, CONFIG = NetworkSpec((8,)), TrainingConfig()


@pytest.fixture(scope="session")
def batch_of(some_digits, few_digits):
    """``batch_of(spec, config)``: the first one."""

    def made(spec=SPEC, config=CONFIG):
        sets = some_digits.take(np.arange(100)), few_digits.take(np.arange(20))
        return by_hand(batch_of_new(spec, config, *sets, None))

    return made
