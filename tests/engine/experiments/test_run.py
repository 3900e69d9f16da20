"""A run of an experiment tells how far it is and what it has left."""

import numpy as np
import pytest

from engine.experiments.factors import Plan
from engine.experiments.run import CANCELLED, FAILED, FINISHED, RUNNING, WAITING, Run
from engine.networks.network import FeedForward, NetworkSpec
from engine.training.config import TrainingConfig
from engine.training.history import EpochReport

PLAN = Plan(NetworkSpec((3,)), TrainingConfig(epochs=4))


def after(epochs):
    run = Run(0, 0, PLAN)
    for epoch in range(epochs + 1):
        run.history.append(EpochReport(epoch, 1.0, np.empty(0, np.float32), 50.0, 50.0, 0.25))
    return run


def test_a_new_run_waits_and_has_done_nothing():
    run = Run(2, 7, PLAN)
    assert (run.candidate, run.seed, run.state, run.ended) == (2, 7, WAITING, False)
    assert (run.done, run.share, run.seconds, run.network()) == (0, 0, 0, None)


@pytest.mark.parametrize(("epochs", "done"), [(0, 0), (1, 0.25), (4, 1)])
def test_epoch_0_is_no_work_done(epochs, done):
    run = after(epochs)
    run.state = RUNNING
    assert (run.done, run.share) == (done, done)
    assert run.seconds == pytest.approx(0.25 * (epochs + 1))


@pytest.mark.parametrize("state", [FINISHED, FAILED, CANCELLED])
def test_what_has_ended_has_nothing_left_to_do_however_far_it_came(state):
    run = after(1)
    run.state = state
    assert run.ended
    assert (run.done, run.share) == (0.25, 1)


def test_its_network_is_a_copy_of_what_it_left():
    run, network = after(4), FeedForward(PLAN.spec, 5)
    run.flat = network.flat.numpy()
    run.network().flat.zero_()
    assert np.array_equal(run.network().flat, run.flat)
    assert run.flat.any()
