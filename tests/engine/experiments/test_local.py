"""This computer carries out runs in processes, says what comes of them, and notices those that die."""

import threading

import numpy as np
import pytest

from engine.errors import UserError
from engine.experiments.factors import Plan
from engine.experiments.local import ThisComputer
from engine.experiments.place import BACK, FAILED, FINISHED, REPORT, Place
from engine.experiments.processes import MOST_WORKERS
from engine.networks.network import NetworkSpec
from engine.training.config import TrainingConfig

ROUNDS = 600  # looks of a tenth of a second; nothing takes that many unless it hangs
PLAN = Plan(NetworkSpec((4,)), TrainingConfig(epochs=2, batch_size=10))


@pytest.fixture
def place(few_digits):
    made = ThisComputer(1)
    made.open(few_digits.take(np.arange(100)), few_digits.take(np.arange(20)), 5)
    yield made
    made.close()


def heard_until(place, word, number):
    said, pause = [], threading.Event()
    for _look in range(ROUNDS):
        said += place.heard(0.1)
        if any(words[:2] == (word, number) for words in said):
            return said
        pause.wait(0.01)
    raise AssertionError(f"it never said {word} of {number}, only {said}")


def test_a_run_is_carried_out_and_makes_room_for_the_next(place):
    assert isinstance(place, Place)
    assert (place.is_here, place.note, place.room()) == (True, "", 1)
    for number in (3, 1):
        place.begin(number, PLAN)
        assert place.room() == 0
        *reports, last = heard_until(place, FINISHED, number)
        assert [(word, of, report.epoch) for word, of, report in reports] == [(REPORT, number, n) for n in range(3)]
        assert last[3].sum() == 20
        assert place.room() == 1


def test_a_run_whose_process_dies_has_failed_and_another_takes_its_place(place):
    place.hold(True)
    place.begin(0, PLAN)
    while not place.crew[0].spoke:
        place.heard(0.1)
    place.crew[0].kill()
    assert "exit code" in heard_until(place, FAILED, 0)[-1][2]
    place.begin(1, PLAN)
    assert place.room() == 0


@pytest.mark.usefixtures("spawned")  # one that is forked may have said a word
def test_processes_that_die_before_a_word_give_their_run_back_and_soon_all_is_given_up(place):
    for number in range(2):
        place.begin(number, PLAN)
        place.crew[0].kill()
        assert heard_until(place, BACK, number)
    place.begin(2, PLAN)
    place.crew[0].kill()
    with pytest.raises(UserError, match="do not start"):
        heard_until(place, BACK, 2)


def test_there_are_never_more_processes_than_runs_or_than_memory_allows(few_digits):
    assert ThisComputer(1000).workers == MOST_WORKERS
    made = ThisComputer(2)
    made.open(few_digits.take(np.arange(20)), None, 1)
    assert len(made.crew) == 1
    folder = made.handed.images.parent
    made.close()
    assert not made.crew
    assert not folder.exists()
