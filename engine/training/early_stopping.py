"""When a training ends before its last epoch: without improvement for some epochs, or with an accuracy to be reached.

Watched is the accuracy on the validation images, if some of the training images are kept for that, else on the test
images. To choose the moment on those makes the test accuracy a little too good: it is the luckiest of several.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from engine.digits.dataset import Digits
from engine.digits.splitting import split
from engine.errors import UserError
from engine.numbers import short, whole
from engine.training.config import TrainingConfig
from engine.training.history import History
from engine.words import _, ngettext


@dataclass(frozen=True)
class Watched:
    """``best``: the highest watched accuracy since the first epoch, percent; -1 before it: the untrained network does
    not count. ``stale``: how many epochs in a row, up to now, were not better."""

    best: float = -1.0
    stale: int = 0

    def after(self, accuracy: float) -> Watched:
        """One epoch later. What is only as good as before is no improvement."""
        return Watched(accuracy, 0) if accuracy > self.best else Watched(self.best, self.stale + 1)

    def is_enough(self, config: TrainingConfig) -> bool:
        """Whether the training shall end here."""
        return _has_reached(config, self.best) or 0 < config.patience <= self.stale


def _has_reached(config: TrainingConfig, accuracy: float) -> bool:
    return 0 < config.target_accuracy <= accuracy


def validation_split(train_set: Digits, config: TrainingConfig) -> tuple[Digits, Digits | None]:
    """What is trained on, and the validation images, if any: split off as the test images are, by the seed.

    Raises UserError if there are too few images.
    """
    fraction = config.validation_fraction
    if not fraction:
        return train_set, None
    try:
        return split(train_set, fraction, config.seed)
    except UserError as error:
        sentence = ngettext(
            "{count} training image is too few to keep {percent} % for validation, with some of each class on both "
            "sides.",
            "{count} training images are too few to keep {percent} % of them for validation, with some of each class "
            "on both sides.",
            len(train_set),
        )
        message = sentence.format(count=whole(len(train_set)), percent=short(100 * fraction, 3))
        raise UserError(message, "validation_fraction") from error


def has_ended_early(config: TrainingConfig, history: History) -> bool:
    """Whether a rule would end a training with this course here, before its last epoch."""
    watched = Watched()
    for accuracy in _accuracies(config, history)[1 : history.count]:
        watched = watched.after(float(accuracy))
    return 1 < history.count <= config.epochs and watched.is_enough(config)


def _accuracies(config: TrainingConfig, history: History) -> np.ndarray:
    """Those that are watched, (epochs + 1,)."""
    return history.validation_accuracy if config.validation_fraction else history.test_accuracy


def why_ended(config: TrainingConfig, history: History) -> str:
    """Of a training that ended early, which rule ended it: "no better test accuracy for 5 epochs"."""
    watched = _accuracies(config, history)
    if _has_reached(config, float(watched[history.count - 1])):
        if config.validation_fraction:
            sentence = _("the validation accuracy has reached {percent} %")
        else:
            sentence = _("the test accuracy has reached {percent} %")
        return sentence.format(percent=short(config.target_accuracy))
    if config.validation_fraction:
        sentence = ngettext(
            "no better validation accuracy for {epochs} epoch",
            "no better validation accuracy for {epochs} epochs",
            config.patience,
        )
    else:
        sentence = ngettext(
            "no better test accuracy for {epochs} epoch", "no better test accuracy for {epochs} epochs", config.patience
        )
    return sentence.format(epochs=whole(config.patience))
