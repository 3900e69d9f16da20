"""Two plans that are written differently and are one training are known to be the same."""

from dataclasses import replace

import numpy as np
import pytest

from engine.digits.changes import Change, Changes
from engine.experiments.canonical import canonical, why_same
from engine.experiments.factors import Plan
from engine.networks.network import NetworkSpec
from engine.runs.run import Run
from engine.training.config import TrainingConfig


def plan(hidden=(6,), activation="relu", test_range=None, changes=(), seed=0, **config):
    spec = NetworkSpec(hidden, activation)
    return Plan(spec, TrainingConfig(**{"epochs": 2, **config}), 0.2, Changes(changes, seed), test_range)


SAME = {
    "momentum under Adam": (plan(optimizer="adam"), plan(optimizer="adam", momentum=0.9)),
    "momentum under RMSprop": (plan(optimizer="rmsprop"), plan(optimizer="rmsprop", momentum=0.9)),
    "an activation of nothing": (plan(()), plan((), "tanh")),
    "dropout of nothing": (plan(()), plan((), dropout=0.5)),
    "a schedule of one epoch": (plan(epochs=1), plan(epochs=1, schedule="cosine")),
    "changes in another order": (
        plan(changes=(Change("inverted"), Change("shifted", 2))),
        plan(changes=(Change("shifted", 2), Change("inverted"))),
    ),
    "digits left out in another order": (
        plan(changes=(Change("left_out", (3, 4)),)), plan(changes=(Change("left_out", (4, 3, 3)),))
    ),
    "a seed of which nothing is drawn": (
        plan(changes=(Change("inverted"),)), plan(changes=(Change("inverted", 5),), seed=3)
    ),
    "both at once": (plan((), "tanh", momentum=0.5, optimizer="adam"), plan((), dropout=0.1, optimizer="adam")),
}  # fmt: skip


@pytest.mark.parametrize("name", SAME)
def test_what_has_no_effect_makes_no_other_training(name, some_digits):
    """Their networks are the same, bit for bit, and so are their canonical forms."""
    runs = [Run(one.spec, one.config, some_digits, one.test_fraction, None, one.changes) for one in SAME[name]]
    for run in runs:
        run.carry_out(None)
        assert run.outcome == "completed"
    assert np.array_equal(*(run.control.latest().flat.numpy() for run in runs))
    assert canonical(SAME[name][0]) == canonical(SAME[name][1])


def test_a_test_in_the_range_of_training_is_none_of_its_own():
    assert canonical(plan(test_range=(0.0, 1.0))) == canonical(plan())
    assert canonical(plan(test_range=(0.0, 255.0))) != canonical(plan())


@pytest.mark.parametrize(
    "other",
    [
        plan((), dropout=0.5), plan(activation="tanh"), plan(momentum=0.9), plan(dropout=0.5), plan(schedule="cosine"),
        plan(weight_decay=1e-4), plan(optimizer="adam"), plan(seed=1, changes=(Change("shifted", 2),)),
        plan(changes=(Change("few", 50),)), plan(changes=(Change("inverted", where="training"),)),
        replace(plan(), test_fraction=0.3),
    ],
)  # fmt: skip
def test_what_has_an_effect_makes_another(other):
    assert canonical(other) != canonical(plan())
    assert canonical(other) != canonical(plan(changes=(Change("shifted", 2),)))


def test_only_what_two_plans_differ_in_is_named_as_the_reason():
    both = {"optimizer": "adam", "hidden": ()}
    assert why_same(plan(**both, momentum=0.5), plan(**both, momentum=0.9)) == ["Only SGD uses momentum."]
    assert why_same(plan(**both, momentum=0.5), plan(**both, momentum=0.5)) == []
    assert len(why_same(plan(**both, momentum=0.5, dropout=0.1), plan(**both))) == 2
