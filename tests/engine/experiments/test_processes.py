"""A process that trains is told what to do, heard without waiting, and gone when it is killed."""

import multiprocessing
import threading

import numpy as np
import pytest

from engine.experiments import worker
from engine.experiments.factors import Plan
from engine.experiments.handed_folder import hand_over
from engine.experiments.place import FINISHED, READY
from engine.experiments.processes import Member
from engine.networks.network import NetworkSpec
from engine.training.config import TrainingConfig

pytestmark = pytest.mark.usefixtures("spawned")
SOON = 60.0  # seconds; nothing takes that long unless it hangs


@pytest.fixture
def member(few_digits, tmp_path):
    made = Member(tmp_path)
    made.tell(worker.SETS, hand_over(few_digits.take(np.arange(100)), tmp_path, "digits"), None)
    yield made
    made.kill()
    made.bury()


def heard_until(member, word):
    """All that it says until it says ``word``."""
    said, pause = [], threading.Event()
    for _ in range(int(SOON / 0.02)):
        said += member.heard()
        if any(found[0] == word for found in said):
            return said
        pause.wait(0.02)
    raise AssertionError(f"it never said {word}, only {said}")


def test_it_says_that_it_is_ready_trains_what_it_is_told_and_is_heard_without_an_error_when_it_is_gone(member):
    assert heard_until(member, READY) == [(READY, -1)]
    assert member.spoke
    member.tell(worker.RUN, 5, Plan(NetworkSpec((4,)), TrainingConfig(epochs=2, batch_size=10)))
    *reports, last = heard_until(member, FINISHED)
    assert [(word, number, report.epoch) for word, number, report in reports] == [
        (worker.REPORT, 5, epoch) for epoch in range(3)
    ]
    assert last[:2] == (FINISHED, 5)
    assert last[3].shape == (10, 10)
    member.kill()
    member.process.join()
    member.tell(worker.PAUSE)
    assert member.heard() == []
    assert member.process not in multiprocessing.active_children()
