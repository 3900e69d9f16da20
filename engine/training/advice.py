"""What to try when a training goes on without getting anywhere.

The numbers are measured with small networks on 3,000 and on 18,000 images; the tests train one for each case.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from engine.networks.network import NetworkSpec
from engine.numbers import short
from engine.training.config import OPTIMIZER_NAMES, TrainingConfig
from engine.training.history import History
from engine.training.usual import FIRST_RATE, LIKE_A_RATE, MOST_DECAY, MOST_DROPOUT, RATES, like_a_rate
from engine.words import _, ngettext

PATIENCE = 5  # epochs after which a network that is still at chance gets a word about it
ABOVE_CHANCE = 1 / 18
"""Of the way from chance to 100 %, still taken for chance: with ten classes up to 15 %, as the most frequent digit
alone is 11 to 12 % of the images."""
JUMP = 0.4  # of a batch's loss above that before training; without jumps it is 0.2 at most, for any number of layers
RESTLESS = 0.44
"""Of -p: the deviation of a batch's loss times the root of its size, divided by the variance q (1 - q) of a guess that
is right with q = 1/n. With ten classes 0.2 where all p are near 0.1."""
FEW_UPDATES = 500  # the lesson's network leaves chance after about as many
DEEP = 4  # hidden layers from which on plain SGD needs longer than PATIENCE to begin


def advice(spec: NetworkSpec, config: TrainingConfig, history: History) -> str | None:
    """A note on a training that is still at chance after PATIENCE epochs or more, as far as it has come; else None."""
    last = history.count - 1
    if last < PATIENCE or not history.train_accuracy[last] < at_chance(spec.classes):
        return None
    stuck = _Stuck(spec, config, history)
    reason = next(filter(None, (find(stuck) for find in _REASONS)))
    return ngettext(
        "Still at chance after {epochs} epoch: {reason}", "Still at chance after {epochs} epochs: {reason}", last
    ).format(epochs=last, reason=reason)


def at_chance(classes: int) -> float:
    """Percent of the training images below which a network of so many classes has learned nothing."""
    return 100 / classes + (100 - 100 / classes) * ABOVE_CHANCE


@dataclass(frozen=True)
class _Stuck:
    spec: NetworkSpec
    config: TrainingConfig
    history: History

    @property
    def optimizer(self) -> str:
        return OPTIMIZER_NAMES[self.config.optimizer]

    @property
    def updates(self) -> int:
        return sum(map(len, self.history.batch_losses))

    def jumps(self) -> bool:
        """Whether losses went far beyond what an untrained network has: from such a step there is no way back."""
        losses = np.concatenate(self.history.batch_losses)
        if self.spec.output == "log_softmax":
            return not bool((losses <= self.history.loss[0] + JUMP).all())  # also where it is no number
        variance = (1 - 1 / self.spec.classes) / self.spec.classes
        return bool(losses.std() * self.config.batch_size**0.5 > RESTLESS * variance)  # each p is 0 or 1 then, not 1/n


def _unlike_any(stuck: _Stuck) -> str:
    if stuck.config.dropout > MOST_DROPOUT:
        return _("a dropout of {dropout} leaves too few units to learn with. Try 0.2 or none.").format(
            dropout=short(stuck.config.dropout)
        )
    if stuck.config.weight_decay > MOST_DECAY:
        return _("a weight decay of {decay} pulls all weights to 0. Try 0.0001 or none.").format(
            decay=short(stuck.config.weight_decay)
        )
    return ""


def _too_high(stuck: _Stuck) -> str:
    if not stuck.jumps():
        return ""
    jumped = _("the loss jumped, and there is no way back from that.")
    return f"{jumped} {_smaller_rate(stuck)}"


def _smaller_rate(stuck: _Stuck) -> str:
    rate = stuck.config.learning_rate
    smaller = min(FIRST_RATE[stuck.config.optimizer], rate / 10)
    if stuck.config.momentum and stuck.config.optimizer == "sgd":
        sentence = _("The learning rate of {rate} is too high for {optimizer} here: try {smaller} or less momentum.")
    else:
        sentence = _("The learning rate of {rate} is too high for {optimizer} here: try {smaller}.")
    return sentence.format(rate=short(rate), optimizer=stuck.optimizer, smaller=short(smaller))


def _sigmoid(stuck: _Stuck) -> str:
    layers = len(stuck.spec.hidden)
    if stuck.spec.activation != "sigmoid" or layers < 2 or stuck.config.learning_rate < _usual(stuck)[0]:
        return ""
    return ngettext(
        "sigmoid's slope is 1/4 at most, and {layers} layer multiplies it, so that the first ones hardly change. "
        "Try ReLU, or fewer layers.",
        "sigmoid's slope is 1/4 at most, and {layers} layers multiply it, so that the first ones hardly change. "
        "Try ReLU, or fewer layers.",
        layers,
    ).format(layers=layers)


def _usual(stuck: _Stuck) -> tuple[float, float]:
    return RATES[stuck.config.optimizer]


def _rate(stuck: _Stuck) -> str:
    rate, (low, high) = stuck.config.learning_rate, _usual(stuck)
    if rate < low:
        first = FIRST_RATE[stuck.config.optimizer]
        return _("a learning rate of {rate} is low for {optimizer}. Try {first}.").format(
            rate=short(rate), optimizer=stuck.optimizer, first=short(first)
        )
    is_high = rate > high or (stuck.config.momentum and like_a_rate(stuck.config) > LIKE_A_RATE)
    return _smaller_rate(stuck) if is_high else ""


def _softmax(stuck: _Stuck) -> str:
    if stuck.spec.output != "softmax":
        return ""
    if like_a_rate(stuck.config) * 2 <= _usual(stuck)[1]:
        return _(
            "where the probability of the truth is near 0, the gradient of −p vanishes, too. "
            "Wait, try another seed or a higher learning rate, or use log-softmax."
        )
    return _(
        "where the probability of the truth is near 0, the gradient of −p vanishes, too. "
        "Wait, try another seed, or use log-softmax."
    )


def _few_updates(stuck: _Stuck) -> str:
    if stuck.updates >= FEW_UPDATES:
        return ""
    return ngettext(
        "this was only {updates} update. Wait, or try smaller batches or more images.",
        "these were only {updates} updates. Wait, or try smaller batches or more images.",
        stuck.updates,
    ).format(updates=stuck.updates)


def _deep(stuck: _Stuck) -> str:
    layers = len(stuck.spec.hidden)
    if layers < DEEP:
        return ""
    if stuck.config.optimizer == "adam":
        return ngettext(
            "{layers} hidden layer begins slowly. Wait, or try fewer layers.",
            "{layers} hidden layers begin slowly. Wait, or try fewer layers.",
            layers,
        ).format(layers=layers)
    return ngettext(
        "{layers} hidden layer begins slowly. Wait, or try fewer layers, or Adam at 0.001.",
        "{layers} hidden layers begin slowly. Wait, or try fewer layers, or Adam at 0.001.",
        layers,
    ).format(layers=layers)


def _anything(stuck: _Stuck) -> str:
    if stuck.config.optimizer == "sgd":
        return _("it begins slowly. Wait, or try a higher learning rate, such as 0.1, or Adam at 0.001.")
    return _("it begins slowly. Wait, or try another seed.")


_REASONS: tuple[Callable[[_Stuck], str], ...] = (
    _unlike_any, _too_high, _sigmoid, _rate, _softmax, _few_updates, _deep, _anything,
)  # fmt: skip
"""Each gives its words, or none if it is not the reason; the surest first."""
