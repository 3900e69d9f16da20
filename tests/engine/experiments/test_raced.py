"""How far an experiment is, and how long it will take, by what its runs have left so far."""

import numpy as np

from engine.experiments.experiment import Experiment, Factor
from engine.experiments.factors import Plan
from engine.experiments.raced import Raced
from engine.experiments.run import FINISHED, Run
from engine.training.config import TrainingConfig
from engine.training.history import EpochReport


def raced():
    asked = Experiment("", Plan(config=TrainingConfig(epochs=4)), (Factor("optimizer", ("sgd", "adam")),))
    return Raced(asked, [Run(c, 0, asked.plan(c, 0)) for c in range(2)], "MNIST", 1000)


def after(run, epochs, seconds):
    for epoch in range(epochs + 1):
        run.history.append(EpochReport(epoch, 1.0, np.empty(0, np.float32), 50.0, 50.0, seconds))


def test_the_share_and_the_rest_are_by_cost():
    found = raced()
    assert (found.share(), found.pace(), found.seconds_left(), found.workers) == (0.0, None, None, 1)
    found.costs = [1.0, 3.0]
    after(found.runs[0], 2, 1.0)
    assert found.share() == 0.125
    assert found.pace() == 3 / 0.5
    assert found.seconds_left() == (0.5 + 3) * 6
    found.runs[0].state = FINISHED
    assert found.share() == 0.25
    assert found.seconds_left() == 3 * 6


def test_what_was_kept_is_over_and_its_set_is_not_at_hand():
    found = raced()
    assert (found.over, found.paused, found.digits, found.test_digits) == (True, False, None, None)
    assert (found.set_name, found.images, found.own_test, found.is_here) == ("MNIST", 1000, False, True)
