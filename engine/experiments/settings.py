"""The settings of a plan in words, and in which of them two plans differ."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from engine.experiments.canonical import canonical
from engine.experiments.experiment import Factor
from engine.experiments.factors import FACTORS, Plan
from engine.networks.network import ACTIVATION_NAMES, OUTPUT_NAMES
from engine.numbers import short, whole
from engine.training.config import OPTIMIZER_NAMES
from engine.words import _, ngettext


def bare(plan: Plan, factors: Sequence[Factor]) -> Plan:
    """The plan without what does not matter to an experiment with these factors: what is varied, and the seed."""
    for factor in factors:
        plan = FACTORS[factor.name].vary(plan, factor.values[0])
    return canonical(replace(plan, config=replace(plan.config, seed=0)))


def differences(plan: Plan, other: Plan) -> list[str]:
    """The settings of ``plan``, in words, in which the other one differs; empty if they are the same."""
    return [words for words, others in zip(_settings(plan), _settings(other), strict=True) if words != others]


RATES = {"constant": _("a constant rate"), "cosine": _("a cosine rate")}


def _settings(plan: Plan) -> list[str]:
    spec, config = plan.spec, plan.config
    epochs, changes = config.epochs, plan.changes
    return [
        f"{OPTIMIZER_NAMES[config.optimizer]} {short(config.learning_rate)}",
        FACTORS["batch_size"].label(config.batch_size),
        ngettext("{epochs} epoch", "{epochs} epochs", epochs).format(epochs=whole(epochs)),
        _layers(spec.hidden),
        ACTIVATION_NAMES[spec.activation],
        OUTPUT_NAMES[spec.output],
        _("momentum {momentum}").format(momentum=short(config.momentum)) if config.momentum else _("no momentum"),
        _("weight decay {decay}").format(decay=short(config.weight_decay))
        if config.weight_decay
        else _("no weight decay"),
        _("dropout {dropout}").format(dropout=short(config.dropout)) if config.dropout else _("no dropout"),
        RATES[config.schedule],
        FACTORS["augmentation"].label(config.augmentation) if config.augmentation != "none" else _("no augmentation"),
        _("patience {epochs}").format(epochs=whole(config.patience)) if config.patience else _("no patience"),
        _("stop at {percent} %").format(percent=short(config.target_accuracy))
        if config.target_accuracy
        else _("no accuracy to stop at"),
        _("{percent} % for validation").format(percent=short(100 * config.validation_fraction, 3))
        if config.validation_fraction
        else _("none for validation"),
        _("{percent} % test images").format(percent=short(100 * plan.test_fraction, 3)),
        _("images {changes}").format(changes=changes.words(spec.names)) if changes else _("images as they are"),
        _("pixels from {range}").format(range=FACTORS["range"].words((spec.input_range, plan.test_range))),
    ]


def _layers(hidden: tuple[int, ...]) -> str:
    if not hidden:
        return _("no hidden layers")
    return _("hidden layers of {units} units").format(units=FACTORS["hidden"].words(hidden))
