"""The settings of a plan in words, and in which of them two plans differ."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from engine.experiments.canonical import canonical
from engine.experiments.experiment import Factor
from engine.experiments.factors import AS_THEY_ARE, FACTORS, Plan
from engine.networks.network import ACTIVATION_NAMES, OUTPUT_NAMES
from engine.training.config import OPTIMIZER_NAMES


def bare(plan: Plan, factors: Sequence[Factor]) -> Plan:
    """The plan without what does not matter to an experiment with these factors: what is varied, and the seed."""
    for factor in factors:
        plan = FACTORS[factor.name].vary(plan, factor.values[0])
    return canonical(replace(plan, config=replace(plan.config, seed=0)))


def differences(plan: Plan, other: Plan) -> list[str]:
    """The settings of ``plan``, in words, in which the other one differs; empty if they are the same."""
    return [words for words, others in zip(_settings(plan), _settings(other), strict=True) if words != others]


def _settings(plan: Plan) -> list[str]:
    spec, config = plan.spec, plan.config
    return [
        f"{OPTIMIZER_NAMES[config.optimizer]} {config.learning_rate:g}",
        f"batch {config.batch_size}",
        f"{config.epochs} epochs" if config.epochs != 1 else "1 epoch",
        f"hidden layers of {', '.join(map(str, spec.hidden))} units" if spec.hidden else "no hidden layers",
        ACTIVATION_NAMES[spec.activation],
        OUTPUT_NAMES[spec.output],
        _unless_0("momentum", config.momentum),
        _unless_0("weight decay", config.weight_decay),
        _unless_0("dropout", config.dropout),
        f"a {config.schedule} rate",
        f"augmentation: {config.augmentation}" if config.augmentation != "none" else "no augmentation",
        f"{100 * plan.test_fraction:.3g} % test images",
        f"images {plan.changes or AS_THEY_ARE}",
        f"pixels from {FACTORS['range'].words((spec.input_range, plan.test_range))}",
    ]


def _unless_0(name: str, value: float) -> str:
    return f"{name} {value:g}" if value else f"no {name}"
