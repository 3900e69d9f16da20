"""What is usual for the settings of a training: outside of it a value is more often a slip than a wish.

Learning rates are what the lesson's network learns with here (784-64-32-32-10, 18,000 images, 15 epochs): SGD reaches
10 % at 0.0001, 25 at 0.001, 92 at 0.01, 96 at 0.1; RMSprop and Adam 92 at 0.0001, 94 to 96 from 0.001 to 0.01, 10 at
0.1. With 3,000 images, SGD still learns at 0.5 and comes to nothing from 1.5 on. Bengio ("Practical recommendations for
gradient-based training of deep architectures", 2012) gives less than 1 for SGD and inputs of 0 to 1, and 0.01 to begin
with; Kingma and Ba (2015) give 0.001 for Adam.

Momentum: 0.5, 0.9 and 0.99 are common, and a steady gradient moves the weights as a rate of 1 / (1 - momentum) times
the learning rate would (Goodfellow, Bengio, Courville, "Deep learning", 2016, section 8.3.2). Here 1 is still well, and
10 is not.

Dropout: hidden units are kept with 0.5 to 0.8 (Srivastava et al., "Dropout", 2014, appendix A.4).

Weight decay: 0.0005 (Krizhevsky, Sutskever, Hinton, "ImageNet classification", 2012). Here 0.001 changes nothing, 0.01
costs two points, and with 0.1 nothing is learned.
"""

from __future__ import annotations

from engine.numbers import short
from engine.training.config import OPTIMIZER_NAMES, TrainingConfig
from engine.words import _

RATES = {"sgd": (0.001, 0.5), "rmsprop": (0.0001, 0.01), "adam": (0.0001, 0.01)}
"""By optimiser: the lowest and the highest usual learning rate."""
FIRST_RATE = {"sgd": 0.01, "rmsprop": 0.001, "adam": 0.001}
"""By optimiser: the learning rate to begin with."""
MOST_MOMENTUM, MOST_DROPOUT, MOST_DECAY = 0.99, 0.5, 0.01
LIKE_A_RATE = 1.5  # of SGD with momentum: from here on without it nothing is learned


def unusual(config: TrainingConfig) -> dict[str, str]:
    """A sentence on each setting that is not usual, by the name of its field; empty if all are."""
    found = {
        "learning_rate": _rate(config),
        "momentum": _momentum(config),
        "dropout": _dropout(config),
        "weight_decay": _weight_decay(config),
    }
    return {field: sentence for field, sentence in found.items() if sentence}


def like_a_rate(config: TrainingConfig) -> float:
    """The learning rate without momentum that would move the weights as far, if the gradient stayed as it is."""
    return config.learning_rate / (1 - config.momentum) if config.optimizer == "sgd" else config.learning_rate


def _rate(config: TrainingConfig) -> str:
    low, high = RATES[config.optimizer]
    if low <= config.learning_rate <= high:
        return ""
    return _("Most use {low} to {high} with {optimizer}.").format(
        low=short(low), high=short(high), optimizer=OPTIMIZER_NAMES[config.optimizer]
    )


def _momentum(config: TrainingConfig) -> str:
    if config.momentum and config.optimizer != "sgd":
        return _("{optimizer} does not use it: only SGD does.").format(optimizer=OPTIMIZER_NAMES[config.optimizer])
    if config.momentum > MOST_MOMENTUM:
        return _("Most use {low} to {high}.").format(low=short(0.5), high=short(MOST_MOMENTUM))
    if config.momentum and like_a_rate(config) > LIKE_A_RATE:
        return _("With this rate it moves the weights like a rate of {rate} without momentum: try less.").format(
            rate=short(like_a_rate(config), 3)
        )
    return ""


def _dropout(config: TrainingConfig) -> str:
    if config.dropout <= MOST_DROPOUT:
        return ""
    return _("Most use {low} to {high}.").format(low=short(0.2), high=short(MOST_DROPOUT))


def _weight_decay(config: TrainingConfig) -> str:
    if config.weight_decay <= MOST_DECAY:
        return ""
    return _("Most use {most} or less.").format(most=short(MOST_DECAY))
