"""How a network is trained: the optimiser, its rates, and how long."""

from __future__ import annotations

import math
from dataclasses import dataclass, field

from engine import limits
from engine.errors import UserError
from engine.numbers import whole
from engine.records import LATER
from engine.training.augmentation import AUGMENTATION_KINDS
from engine.words import _

AUGMENTATIONS = ("none", *AUGMENTATION_KINDS)
MOST_EPOCHS = 100_000
LARGEST = 1e30  # of a rate: float32 ends at 3e38
OPTIMIZERS = ("sgd", "rmsprop", "adam")
OPTIMIZER_NAMES = {"sgd": "SGD", "rmsprop": "RMSprop", "adam": "Adam"}
SCHEDULES = ("constant", "cosine")


@dataclass(frozen=True)
class TrainingConfig:
    """How a network is trained; the defaults are the lesson's.

    ``schedule``: "constant", or "cosine", which lowers the learning rate from epoch to epoch along half a cosine.
    ``momentum`` is used by "sgd" only. ``weight_decay`` adds ``weight_decay * w`` to the gradient of every
    parameter (L2, as in torch.optim). ``dropout``: the share of each hidden layer's activations set to 0 in training.
    ``augmentation``: "none", or the kind of random variants of the images that each epoch sees, see
    engine.training.augmentation.

    ``patience``: the training ends after so many epochs without a better accuracy, ``target_accuracy``: as soon as it
    has reached this many percent; 0: neither. ``validation_fraction``: the share of the training images, 0 to 1, that
    are kept out of training to measure that accuracy; 0: it is measured on the test images. See
    engine.training.early_stopping.

    Raises UserError, with the field's name, for values that cannot be trained with.
    """

    epochs: int = 60
    batch_size: int = 32
    learning_rate: float = 0.01
    optimizer: str = "sgd"
    seed: int = 0
    momentum: float = 0.0
    weight_decay: float = 0.0
    dropout: float = 0.0
    schedule: str = "constant"
    augmentation: str = field(default="none", metadata=LATER)
    patience: int = field(default=0, metadata=LATER)
    target_accuracy: float = field(default=0.0, metadata=LATER)
    validation_fraction: float = field(default=0.0, metadata=LATER)

    def __post_init__(self) -> None:
        if not 1 <= self.epochs <= MOST_EPOCHS:
            raise UserError(_("Train for 1 to {most} epochs.").format(most=whole(MOST_EPOCHS)), "epochs")
        if self.batch_size < 1:
            raise UserError(_("A batch needs at least one image."), "batch_size")
        if self.batch_size > limits.IMAGES:
            raise UserError(_("A batch has at most {images} images.").format(images=whole(limits.IMAGES)), "batch_size")
        check_rate(self.learning_rate)
        if self.optimizer not in OPTIMIZERS:
            sentence = _("There is no optimiser “{optimizer}”: use {optimizers}.")
            message = sentence.format(optimizer=self.optimizer, optimizers=", ".join(OPTIMIZERS))
            raise UserError(message, "optimizer")
        if not 0 <= self.seed < 2**32:
            sentence = _("The seed must be a whole number from 0 to {most}.")
            raise UserError(sentence.format(most=whole(2**32 - 1)), "seed")
        if not 0 <= self.momentum < 1:
            raise UserError(_("Momentum must be at least 0 and under 1."), "momentum")
        if not 0 <= self.weight_decay <= LARGEST:
            raise UserError(_("The weight decay must be 0 or more."), "weight_decay")
        if not 0 <= self.dropout < 1:
            raise UserError(_("Dropout must be at least 0 and under 1."), "dropout")
        if self.schedule not in SCHEDULES:
            sentence = _("There is no schedule “{schedule}”: use {first} or {second}.")
            message = sentence.format(schedule=self.schedule, first=SCHEDULES[0], second=SCHEDULES[1])
            raise UserError(message, "schedule")
        if self.augmentation not in AUGMENTATIONS:
            sentence = _("There is no augmentation “{augmentation}”: use {augmentations}.")
            message = sentence.format(augmentation=self.augmentation, augmentations=", ".join(AUGMENTATIONS))
            raise UserError(message, "augmentation")
        self._check_stopping()

    def _check_stopping(self) -> None:
        if not 0 <= self.patience <= MOST_EPOCHS:
            sentence = _("The patience is a number of epochs, up to {most}; 0 is no end to it.")
            raise UserError(sentence.format(most=whole(MOST_EPOCHS)), "patience")
        if not 0 <= self.target_accuracy <= 100:
            raise UserError(_("Stop at an accuracy of up to 100 percent; 0 is never."), "target_accuracy")
        if self.validation_fraction and not 0.01 <= self.validation_fraction <= 0.9:
            sentence = _("Keep 1 to 90 percent of the training images for validation, or none.")
            raise UserError(sentence, "validation_fraction")

    @property
    def may_stop_early(self) -> bool:
        return bool(self.patience or self.target_accuracy)

    @property
    def chooses_on_test(self) -> bool:
        """Whether the test images say when it ends."""
        return self.may_stop_early and not self.validation_fraction

    @property
    def can_be_extended(self) -> bool:
        """Whether a training with more epochs begins as this one does: a cosine is as long as the epochs."""
        return self.schedule == "constant"

    def rate(self, epoch: int) -> float:
        """The learning rate in an epoch, counted from 1."""
        if self.schedule == "constant":
            return self.learning_rate
        return self.learning_rate * (1 + math.cos(math.pi * (epoch - 1) / self.epochs)) / 2


def check_rate(rate: float) -> None:
    """Raises UserError for a learning rate that nothing can be trained with."""
    if not 0 < rate <= LARGEST:
        raise UserError(_("The learning rate must be a number over 0, such as 0.01."), "learning_rate")
