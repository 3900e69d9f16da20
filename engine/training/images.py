"""The images of a training: what the network learns from, and what it is judged by after each epoch."""

from __future__ import annotations

from collections.abc import Callable

import torch
from torch import Tensor

from engine.digits.dataset import Digits
from engine.digits.identity import fingerprint
from engine.networks.network import CHUNK, FeedForward
from engine.training.checkpoint import train_sum
from engine.training.config import TrainingConfig
from engine.training.early_stopping import validation_split

After = Callable[[Digits], Digits]
"""Training images, varied or not, to what the network sees of them."""


class Images:
    """``train``, ``test``: what a network is trained on and tested with. ``seen``: the training images as it sees them
    unvaried, and so are those for ``validation``, if ``config`` keeps any.

    Raises UserError if there are too few for that.
    """

    def __init__(self, config: TrainingConfig, train_set: Digits, test_set: Digits, after: After | None) -> None:
        self.train, validation = validation_split(train_set, config)
        self.test, self.after = test_set, after or (lambda digits: digits)
        self.seen = self.after(self.train)
        self.validation = None if validation is None else self.after(validation)

    def sums(self, are_varied: bool) -> tuple[str, str]:
        """Of the training images and those of the test, as a checkpoint keeps them."""
        return train_sum(self.train, self.seen, are_varied), fingerprint(self.test)


class Judged:
    """Images that a network in training is judged by, as it is at the moment."""

    def __init__(self, network: FeedForward, digits: Digits) -> None:
        self._network = network
        self._inputs = network.inputs(digits.images)
        self._labels = torch.from_numpy(digits.labels)

    def accuracy(self) -> float:
        """Percent right."""
        evidence = torch.cat([self._network.logits(part) for part in torch.split(self._inputs, CHUNK)])
        return percent_right(evidence, self._labels)


def percent_right(evidence: Tensor, labels: Tensor) -> float:
    """``evidence``: (n, classes); ``labels``: (n,)."""
    return 100 * (evidence.argmax(1) == labels).double().mean().item()  # in float32 90 % would be a little less
