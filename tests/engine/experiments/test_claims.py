"""A claim measures what its words say, on the runs of an experiment."""

import math

import numpy as np
import pytest

from engine.experiments.claims import SPREAD, Claim
from engine.experiments.experiment import Experiment, Factor
from engine.experiments.factors import Plan
from engine.experiments.run import FAILED, FINISHED, RUNNING, Run
from engine.training.config import TrainingConfig
from engine.training.history import EpochReport

MADE = Experiment("mine", Plan(config=TrainingConfig(epochs=2)), (Factor("dropout", (0.0, 0.2)),), (0, 1))


def run(candidate, seed, *tests, state=FINISHED, confusion=None):
    """Test accuracies by epoch; training is two points above, and each epoch takes half a second."""
    made = Run(candidate, seed, MADE.plan(candidate, seed))
    for epoch, test in enumerate(tests):
        made.history.append(EpochReport(epoch, 1.0, np.empty(0, np.float32), test + 2, test, 0.5))
    made.state, made.confusion = state, confusion
    return made


RUNS = [run(0, 0, 10, 91, 94), run(0, 1, 10, 88, 90), run(1, 0, 10, 40, 46), run(1, 1, 10, 30, 46)]


@pytest.mark.parametrize(
    ("claim", "value"),
    [
        (Claim("", "test", "dropout 0"), 92), (Claim("", "training", "dropout 0"), 94),
        (Claim("", "gap", "dropout 0.2"), 2), (Claim("", "epochs to 90 %", "dropout 0"), 1.5),
        (Claim("", "epochs to 90 %", "dropout 0.2"), math.inf), (Claim("", SPREAD, "dropout 0"), 4),
        (Claim("", "seconds an epoch", "dropout 0"), 0.75), (Claim("", "parameters", "dropout 0"), 53_706),
        (Claim("", "test", "dropout 0.2", minus="dropout 0"), -46),
        (Claim("", "test", "dropout 0.2", by="dropout 0"), 0.5),
    ],
)  # fmt: skip
def test_it_measures_what_it_says_on_average_over_the_seeds(claim, value):
    assert claim.value(MADE, RUNS) == pytest.approx(value)


def test_runs_that_failed_count_with_what_they_had_reached_and_others_not_at_all():
    runs = [run(0, 0, 10, 20, state=FAILED), run(0, 1, 10, 40), run(0, 2, 10, 99, state=RUNNING)]
    assert Claim("", "test", "dropout 0").value(MADE, runs) == 30


def test_what_a_digit_is_taken_for_is_a_share_of_its_images_in_all_seeds():
    first, second = np.zeros((2, 10, 10), int)
    first[4, [9, 7]], second[4, [9, 4]] = (30, 10), (30, 30)
    runs = [run(0, 0, 10, 90, confusion=first), run(0, 1, 10, 90, confusion=second)]
    assert Claim("", "4 taken for 9", "dropout 0").value(MADE, runs) == 60


@pytest.mark.parametrize(("value", "holds"), [(-1, True), (1, True), (1.01, False), (-1.01, False), (math.nan, False)])
def test_it_holds_between_its_bounds(value, holds):
    assert Claim("", "test", "dropout 0", -1, 1).holds(value) == holds


def test_what_is_given_otherwise_is_run_on_its_own():
    claim = Claim("", "test", "dropout 0.2", given=(("epochs", 600), ("learning_rate", 0.03)))
    (alone,) = claim.experiment(MADE).candidates
    assert alone.label == "dropout 0.2"
    assert (alone.plan.config.epochs, alone.plan.config.learning_rate, alone.plan.config.dropout) == (600, 0.03, 0.2)
    assert Claim("", "test", "dropout 0.2").experiment(MADE) is MADE
