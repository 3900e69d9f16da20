"""Runs in processes change nothing, and end when they are told to."""

import dataclasses
import multiprocessing
import threading
import time

import numpy as np
import pytest

from engine.digits.changes import Change, Changes
from engine.errors import UserError
from engine.experiments.conclusion import conclusion
from engine.experiments.experiment import Experiment, Factor
from engine.experiments.factors import Plan
from engine.experiments.race import Race
from engine.experiments.run import CANCELLED, FAILED, FINISHED
from engine.inspection.evaluation import evaluate
from engine.networks.network import NetworkSpec
from engine.runs.run import Run as alone_run
from engine.training.config import TrainingConfig
from engine.training.control import Control
from engine.training.trainer import train

SOON = 60.0  # seconds; nothing takes that long unless it hangs


SPEC = NetworkSpec((16,))
BASE = Plan(SPEC, TrainingConfig(epochs=2), 0.1)


def race(experiment, digits, workers=2):
    made = Race(experiment, digits, workers=workers)
    made.start()
    made._thread.join(SOON)
    assert made.over
    return made


def experiment(factor, seeds=(0, 1), base=BASE):
    return Experiment("mine", base, (factor,), seeds)


@pytest.fixture(scope="module")
def few(lesson_digits):
    return lesson_digits.take(np.arange(600))


@pytest.mark.parametrize("workers", [1, 2])
def test_a_run_is_bit_for_bit_the_same_run_made_alone_and_those_of_a_seed_start_alike(few, workers):
    made = race(experiment(Factor("optimizer", ("sgd", "adam"))), few, workers)
    assert [run.state for run in made.runs] == [FINISHED] * 4
    for run in made.runs:
        train_set, test_set = Changes().sets(few, None, 0.1, run.seed)
        control, plan = Control(), run.plan
        reports = list(train(plan.spec, plan.config, train_set, test_set, control))
        assert run.history.loss.tolist() == [report.loss for report in reports]
        assert run.history.test_accuracy.tolist() == [report.test_accuracy for report in reports]
        assert (run.network().flat == control.latest().flat).all()
    assert len({(run.seed, run.history.loss[0]) for run in made.runs}) == 2


def test_with_augmentation_and_changes_it_is_the_run_made_alone_too(few):
    changes = Changes((Change("inverted"), Change("scrambled")))
    base = dataclasses.replace(BASE, config=TrainingConfig(epochs=2, augmentation="affine"), changes=changes)
    (run,) = race(experiment(Factor("optimizer", ("sgd",)), seeds=(0,), base=base), few, workers=1).runs
    alone = alone_run(SPEC, base.config, few, 0.1, None, changes)
    alone.carry_out(None)
    assert (run.network().flat == alone.control.latest().flat).all()


def test_a_run_that_diverges_is_marked_with_its_reason_and_the_rest_goes_on(few):
    made = race(experiment(Factor("learning_rate", (1000.0, 0.01)), seeds=(0,)), few)
    states = {run.plan.config.learning_rate: (run.state, run.reason) for run in made.runs}
    assert states[0.01][0] == FINISHED
    assert states[1000.0][0] == FAILED
    assert "diverged" in states[1000.0][1]


def test_cancelling_keeps_what_is_finished_and_leaves_no_process(few):
    base = dataclasses.replace(BASE, config=TrainingConfig(epochs=100_000))
    made = Race(experiment(Factor("epochs", (1, 100_000)), seeds=(0,), base=base), few, workers=2)
    made.start()
    quick = next(run for run in made.runs if run.plan.config.epochs == 1)
    assert _wait(lambda: quick.state == FINISHED)
    made.cancel()
    made._thread.join(SOON)
    assert {run.plan.config.epochs: run.state for run in made.runs} == {1: FINISHED, 100_000: CANCELLED}
    assert not [child for child in multiprocessing.active_children() if child.name == "inkling-run"]


def _wait(condition):
    end, pause = time.monotonic() + SOON, threading.Event()
    while not condition() and time.monotonic() < end:
        pause.wait(0.01)
    return condition()


def test_a_run_whose_process_is_killed_is_marked_with_a_reason_and_the_rest_goes_on(few):
    base = dataclasses.replace(BASE, config=TrainingConfig(epochs=100_000))
    made = Race(experiment(Factor("epochs", (1, 2, 100_000)), seeds=(0,), base=base), few, workers=1)
    made.start()
    longest = next(run for run in made.runs if run.plan.config.epochs == 100_000)
    assert _wait(lambda: longest.history.count > 1)
    made.place.crew[0].process.kill()
    made._thread.join(SOON)
    assert {run.plan.config.epochs: run.state for run in made.runs} == {1: FINISHED, 2: FINISHED, 100_000: FAILED}
    assert "process" in longest.reason


def test_a_race_that_is_paused_begins_nothing_new(few):
    made = Race(experiment(Factor("optimizer", ("sgd",)), seeds=(0,)), few, workers=1)
    made.pause()
    made.start()
    assert _wait(lambda: made.place.crew and made.place.crew[0].spoke)
    assert made.runs[0].history.count == 0
    made.resume()
    made._thread.join(SOON)
    assert made.runs[0].state == FINISHED


def test_any_number_of_classes_is_raced_with_their_names(classed):
    made = race(experiment(Factor("left_out", (None, 1)), seeds=(0,)), classed, workers=1)
    assert [run.state for run in made.runs] == [FINISHED] * 2
    assert made.experiment.names == classed.names
    assert [candidate.label for candidate in made.experiment.candidates] == [
        "none left out", f"{classed.names[1]} left out"
    ]  # fmt: skip
    for run in made.runs:
        changes = run.plan.changes
        alone = alone_run(SPEC, run.plan.config, classed, 0.1, None, changes)
        alone.carry_out(None)
        assert (run.network().flat == alone.control.latest().flat).all()
        _train, test_set = changes.sets(classed, None, 0.1, 0)
        assert np.array_equal(run.confusion, evaluate(run.network(), test_set).confusion)
        assert run.confusion.shape == (classed.classes,) * 2
    sentences = conclusion(made.experiment, made.runs)
    assert any(f"it is taken for another: {classed.names[1]} is called " in sentence for sentence in sentences)


def test_an_experiment_that_asks_for_more_classes_than_there_are_is_refused(classed):
    asks = experiment(Factor("kept", (2, 10)))
    if classed.classes < 10:
        with pytest.raises(UserError, match=f"Keep 2 to {classed.classes} classes"):
            Race(asks, classed)
    else:
        first, second = Race(asks, classed).experiment.candidates
        assert (first.label, second.label) == ("2 classes", "10 classes")
