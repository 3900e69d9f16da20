"""The course of a training, epoch by epoch, in arrays that can be plotted as they are."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np

from engine.training.rate_changes import RateChange
from engine.words import _

OPTIMISTIC = _("* The best epoch is optimistic: it was chosen on the test images.")
"""Wherever a best epoch is told that nobody has kept validation images for."""


@dataclass(frozen=True, eq=False)
class EpochReport:
    """What one epoch brought. Accuracies are in percent.

    ``loss`` and ``train_accuracy`` are means over the batches as they went by, while the network was changing;
    ``test_accuracy`` is that of the whole test set after the epoch. Epoch 0 is measured before training, on all images.
    ``batch_losses``: (batches,) float32, empty for epoch 0. ``seconds``: what it took, without pauses.
    ``learning_rate``: that of its last batch; NaN for epoch 0. ``rate_changes``: those that came in it.
    ``validation_accuracy``: as that of the test, of the images that are kept for it; NaN if there are none.
    """

    epoch: int
    loss: float
    batch_losses: np.ndarray
    train_accuracy: float
    test_accuracy: float
    seconds: float
    learning_rate: float = math.nan
    rate_changes: tuple[RateChange, ...] = ()
    validation_accuracy: float = math.nan


class History:
    """Room for ``epochs`` + 1 reports, filled from the training thread and read by others up to ``count``.

    ``loss``, ``train_accuracy``, ``test_accuracy``, ``validation_accuracy`` (percent) and ``seconds``: (epochs + 1,)
    float64, the first ``count`` entries valid; the index is the epoch. ``learning_rate``: the same, of the last batch
    of each epoch. ``rate_changes``: those of the epochs that are here, in their order.
    """

    def __init__(self, epochs: int):
        self.count = 0
        self.loss = np.full(epochs + 1, np.nan)
        self.train_accuracy = np.full(epochs + 1, np.nan)
        self.test_accuracy = np.full(epochs + 1, np.nan)
        self.validation_accuracy = np.full(epochs + 1, np.nan)
        self.seconds = np.zeros(epochs + 1)
        self.learning_rate = np.full(epochs + 1, np.nan)
        self.rate_changes: tuple[RateChange, ...] = ()
        self.batch_losses: list[np.ndarray] = []

    def append(self, report: EpochReport) -> None:
        at = report.epoch
        self.loss[at] = report.loss
        self.train_accuracy[at] = report.train_accuracy
        self.test_accuracy[at] = report.test_accuracy
        self.validation_accuracy[at] = report.validation_accuracy
        self.seconds[at] = report.seconds
        self.learning_rate[at] = report.learning_rate
        self.rate_changes += report.rate_changes
        self.batch_losses.append(report.batch_losses)
        self.count = at + 1  # last, so that a reader never counts what is not there yet

    def extended(self, epochs: int) -> History:
        """A copy of what is here, with room for ``epochs`` + 1 reports."""
        copy = History(epochs)
        for name in ("loss", "train_accuracy", "test_accuracy", "validation_accuracy", "seconds", "learning_rate"):
            getattr(copy, name)[: self.count] = getattr(self, name)[: self.count]
        copy.batch_losses, copy.rate_changes = self.batch_losses[: self.count], self.rate_changes
        copy.count = self.count
        return copy

    @property
    def is_validated(self) -> bool:
        """Whether some of the training images are kept for validation."""
        return self.count > 0 and bool(np.isfinite(self.validation_accuracy[0]))

    @property
    def best(self) -> int:
        """The epoch with the highest test accuracy, the first of equals; 0 before there is any.

        With validation images it is the epoch from 1 on with the highest accuracy on those: chosen without the test.
        """
        if self.is_validated:
            return 1 + int(np.argmax(self.validation_accuracy[1 : self.count])) if self.count > 1 else 0
        return int(np.argmax(self.test_accuracy[: self.count])) if self.count else 0
