"""Yardsticks in processes are those that are measured alone, and end when they are told to."""

import multiprocessing
import os
import signal
import threading
import time

import numpy as np
import pytest

from engine.digits.changes import Change, Changes
from engine.errors import UserError
from engine.experiments.states import CANCELLED, FAILED, FINISHED, RUNNING
from engine.experiments.yardsticks import measuring as module
from engine.experiments.yardsticks.measuring import Images, Measuring
from engine.experiments.yardsticks.recipes import Centroid, Forest, Logistic, Neighbours
from engine.experiments.yardsticks.result import measure

SOON = 60.0  # seconds; nothing takes that long unless it hangs
CHANGES = Changes((Change("inverted"), Change("left_out", (9,), "training")))


def measured(*recipes, images, **options):
    made = Measuring(recipes, images, **options)
    made.start()
    made.wait(SOON)
    assert made.over
    return made


def until(condition):
    end, pause = time.monotonic() + SOON, threading.Event()
    while not condition():
        assert time.monotonic() < end
        pause.wait(0.01)


def test_each_is_the_one_that_is_measured_alone_and_one_that_cannot_be_is_marked_with_its_reason(few_digits):
    made = measured(Forest(5), Neighbours(301), images=Images(few_digits, None, 0.2, CHANGES), seeds=(4,))
    runs = {type(run.recipe): run for run in made.runs}
    forest, neighbours = runs[Forest], runs[Neighbours]
    alone = measure(Forest(5), *CHANGES.sets(few_digits, None, 0.2, 4), 4, 10)
    assert (forest.state, forest.seed) == (FINISHED, 4)
    assert (forest.result.confusion == alone.confusion).all()
    assert (forest.result.evidence == alone.evidence).all()
    assert forest.seconds > forest.result.fit_seconds
    assert (neighbours.state, "fewer neighbours" in neighbours.reason) == (FAILED, True)
    assert (made.share(), made.seconds_left()) == (1, 0)
    assert not multiprocessing.active_children()


@pytest.mark.skipif(os.name != "posix", reason="kills a process as the system would")
def test_a_process_that_the_system_ends_is_a_failure(lesson_digits):
    made = Measuring([Forest(1_000)], Images(lesson_digits))
    made.start()
    until(lambda: multiprocessing.active_children())
    os.kill(multiprocessing.active_children()[0].pid, signal.SIGKILL)
    made.wait(SOON)
    assert (made.runs[0].state, "-9" in made.runs[0].reason) == (FAILED, True)


@pytest.mark.usefixtures("spawned")  # one that is forked is too soon done
def test_cancelling_ends_the_processes_at_once_and_keeps_what_is_finished(some_digits):
    made = Measuring([Forest(1_000), Centroid()], Images(some_digits), workers=2)
    made.start()
    until(lambda: made.runs[1].state == FINISHED)
    assert made.runs[0].state == RUNNING
    assert 0 < made.share() < 1
    assert made.seconds_left() > 1
    processes = multiprocessing.active_children()
    made.close(SOON)
    assert any(process.exitcode for process in processes)  # killed: it has not come to its end
    assert [run.state for run in made.runs] == [CANCELLED, FINISHED]
    assert not multiprocessing.active_children()


def test_images_that_cannot_be_split_fail_all(few_digits):
    made = measured(Centroid(), images=Images(few_digits.take(np.arange(5))))
    assert made.runs[0].state == FAILED
    assert "split" in made.runs[0].reason


def test_a_mistake_of_ours_is_told(few_digits, monkeypatch):
    monkeypatch.setattr(module, "hand_over", lambda *_: 1 / 0)
    made = measured(Centroid(), images=Images(few_digits))
    assert "ZeroDivisionError" in made.runs[0].reason


@pytest.mark.parametrize(
    ("recipes", "seeds", "field"),
    [
        ((), (0,), "recipes"),
        ((Centroid(), Centroid()), (0,), "recipes"),
        ((Centroid(),), (), "seeds"),
        ((Centroid(),), (1, 1), "seeds"),
        ((Centroid(),), (-1,), "seeds"),
        ((Centroid(),), range(21), "seeds"),
    ],
)
def test_what_cannot_be_measured_is_told_with_its_field(few_digits, recipes, seeds, field):
    with pytest.raises(UserError) as error:
        Measuring(recipes, Images(few_digits), seeds)
    assert error.value.field == field


def test_the_longest_begins_first_and_the_time_is_told_beforehand(lesson_digits):
    made = Measuring([Centroid(), Logistic(), Forest()], Images(lesson_digits), (0, 1), workers=2)
    assert [type(run.recipe) for run in made.runs] == [Forest, Logistic, Centroid] * 2
    alone = Measuring([Forest()], Images(lesson_digits), workers=1)
    assert alone.estimate() < made.estimate() < 2 * Measuring([Forest()], Images(lesson_digits), (0, 1), 1).estimate()
    assert made.share() == 0
