"""A task on a cluster is held with its race, ends when nobody wants it, and tells of its epochs now and then."""

import threading
from types import SimpleNamespace

import numpy as np
import pytest

from engine.experiments import cluster_worker
from engine.experiments.cluster_worker import _Teller, _watched, facts, hold
from engine.experiments.place import BEGUN, REPORT
from engine.training.history import EpochReport
from engine.version import VERSION

SOON = 60.0  # seconds; nothing takes that long unless it hangs


@pytest.fixture
def worker(monkeypatch):
    """What the tasks ask of Dask's worker: the states of its tasks, and to log events."""
    monkeypatch.setattr(cluster_worker, "_here", cluster_worker._Here())
    monkeypatch.setattr(cluster_worker, "LOOK", 0.01)
    told = []
    states = {"a": SimpleNamespace(state="executing"), "b": SimpleNamespace(state="executing")}
    return SimpleNamespace(
        state=SimpleNamespace(tasks=states), told=told, log_event=lambda topic, message: told.append((topic, message))
    )


def test_the_tasks_of_a_race_are_held_also_those_that_begin_later(worker):
    with _watched(worker, "a", "race") as first:
        hold("race", True)
        assert first.paused
        with _watched(worker, "b", "race") as second:
            assert second.paused
            hold("other", True)
            hold("race", False)
            assert (first.paused, second.paused) == (False, False)
    with _watched(worker, "a", "other") as third:
        assert third.paused


@pytest.mark.parametrize("state", ["cancelled", "forgotten", None])
def test_a_task_that_is_not_wanted_any_more_is_stopped_also_while_it_is_held(worker, state):
    with _watched(worker, "a", "race") as control, _watched(worker, "b", "race") as other:
        control.pause()
        if state is None:
            del worker.state.tasks["a"]
        else:
            worker.state.tasks["a"].state = state
        waiting = threading.Thread(target=control.wait)
        waiting.start()
        waiting.join(SOON)
        assert control.stopped
        assert not other.stopped


def test_epochs_that_follow_each_other_quickly_are_told_together(worker):
    teller = _Teller(worker, "race", 7, "x")
    teller.tell(BEGUN)
    for epoch in range(50):
        teller.take(EpochReport(epoch, 2.3, np.zeros(5, np.float32), 10.0, 11.0, 0.001))
    assert [topic for topic, _message in worker.told] == ["race"] * len(worker.told)
    begun, first, *more = [message for _topic, message in worker.told]
    assert begun == [BEGUN, 7, "x", []]
    assert first == [REPORT, 7, "x", [(0, 2.3, 10.0, 11.0, 0.001)]]
    assert len(more) < 25


def test_the_facts_name_what_must_be_the_same():
    assert facts()["Inkling"] == VERSION
    assert set(facts()) == {"Inkling", "torch", "NumPy", "Python", "system"}
