"""Which settings of a plan have no effect: two plans may be written differently and be one training."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from engine.digits.changes import FEW, LEFT_OUT, SCRAMBLED_EACH, SHIFTED, Change, Changes
from engine.experiments.factors import LESSON, Plan
from engine.words import _

RANDOM = (FEW, SHIFTED, SCRAMBLED_EACH)  # changes that draw from the seed of the changes


def canonical(plan: Plan) -> Plan:
    """The plan with whatever has no effect as it is by default: the same for all plans that are one training."""
    return _simplified(plan, _RULES)


def why_same(first: Plan, second: Plan) -> list[str]:
    """Of two plans that are one training: a sentence on each setting in which they differ without effect."""
    reasons = []
    for rule in _RULES:
        others = [other for other in _RULES if other is not rule]
        if _simplified(first, others) != _simplified(second, others):
            reasons.append(rule.sentence)
    return reasons


def _simplified(plan: Plan, rules: Sequence[_Rule]) -> Plan:
    plan = replace(plan, changes=_canonical(plan.changes))
    for rule in rules:
        plan = rule.without(plan)
    return plan


@dataclass(frozen=True)
class _Rule:
    """``without``: a plan without a setting that has no effect in it, or the very plan."""

    sentence: str
    without: Callable[[Plan], Plan]


def _config_if(applies: Callable[[Plan], bool], **defaults: Any) -> Callable[[Plan], Plan]:
    return lambda plan: replace(plan, config=replace(plan.config, **defaults)) if applies(plan) else plan


def _without_activation(plan: Plan) -> Plan:
    return plan if plan.spec.hidden else replace(plan, spec=replace(plan.spec, activation=LESSON.activation))


def _without_test_range(plan: Plan) -> Plan:
    return replace(plan, test_range=None) if plan.test_range == plan.spec.input_range else plan


_RULES = (
    _Rule(_("Only SGD uses momentum."), _config_if(lambda plan: plan.config.optimizer != "sgd", momentum=0.0)),
    _Rule(_("Without hidden layers there is no activation."), _without_activation),
    _Rule(_("Without hidden layers there is no dropout."), _config_if(lambda plan: not plan.spec.hidden, dropout=0.0)),
    _Rule(_("One epoch has one rate."), _config_if(lambda plan: plan.config.epochs == 1, schedule="constant")),
    _Rule(_("The range of the test is that of training."), _without_test_range),
)


def _canonical(changes: Changes) -> Changes:
    """In the order in which they are applied, with a seed only where something is drawn."""
    chosen = tuple(Change(change.kind, _value(change), change.where) for change in changes.ordered())
    return Changes(chosen, changes.seed if any(change.kind in RANDOM for change in chosen) else 0)


def _value(change: Change) -> int | tuple[int, ...]:
    if change.kind == LEFT_OUT:
        return tuple(sorted(set(change.which)))
    return change.number if change.kind in (FEW, SHIFTED) else 0
