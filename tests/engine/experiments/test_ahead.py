"""Processes that are begun before a race: as many as are wanted, for so long, and taken over or ended."""

import multiprocessing
import os
import threading
from pathlib import Path

import pytest

from engine.experiments import ahead as module
from engine.experiments.ahead import Ahead
from engine.experiments.experiment import Experiment, Factor
from engine.experiments.factors import Plan
from engine.experiments.local import ThisComputer
from engine.experiments.processes import Member
from engine.experiments.race import Race
from engine.experiments.worker import carry_out
from engine.networks.network import NetworkSpec
from engine.training.config import TrainingConfig
from engine.training.control import Control
from tests.engine.experiments.orphans import is_there, last_words, wait

LONG = 3600.0


class Pretended:
    """A process that is none: ready, or not, as soon as it is begun."""

    loads = True

    def __init__(self, folder, ahead) -> None:
        self.folder, self.process, self.ended = folder, self, False
        there.append(self)
        assert ahead

    def is_loaded(self):
        return self.loads

    def is_alive(self):
        return not self.ended

    def kill(self):
        self.ended = True

    def bury(self):
        there.remove(self)


there: list[Pretended] = []


@pytest.fixture
def ahead(monkeypatch):
    """With processes that are none, on a computer that takes three of them."""
    monkeypatch.setattr(module, "Member", Pretended)
    monkeypatch.setattr(module, "most_workers", lambda: 3)
    made = Ahead()
    yield made
    made.close()
    assert not there
    assert threads() == []


def threads():
    return [thread for thread in threading.enumerate() if thread.name == "workers ahead"]


def test_there_are_as_many_as_a_race_would_have_and_never_more(ahead):
    for runs, count in ((2, 2), (100, 3), (1, 1), (2, 2), (0, 0), (5, 3)):
        ahead.want(runs, LONG)
        assert wait(lambda count=count: ahead.ready == count == len(there))
    ahead.close()
    ahead.want(3, LONG)
    assert threads() == []


def test_they_are_let_go_when_their_time_is_over(ahead):
    ahead.want(2, LONG)
    assert wait(lambda: ahead.ready == 2)
    folder = there[0].folder
    ahead.leave(0.0)
    assert wait(lambda: not there and not threads())
    assert not folder.exists()
    ahead.leave(LONG)
    assert not there  # it only shortens
    ahead.want(1, LONG)
    assert wait(lambda: ahead.ready == 1)


def test_a_race_takes_what_it_needs_of_those_that_are_ready_and_the_rest_ends(ahead):
    ahead.want(3, LONG)
    assert wait(lambda: ahead.ready == 3)
    there[1].loads = False
    first, _loading, last = there
    taken = ahead.take(5)
    assert taken.crew == there == [first, last]
    assert taken.folder == first.folder
    assert taken.folder.exists()
    assert wait(lambda: not threads())
    ahead.close()
    assert there == [first, last]
    there.clear()
    taken.held.close()
    assert not taken.folder.exists()
    assert ahead.take(5).crew == []


def test_where_memory_is_short_there_are_none(ahead, monkeypatch):
    monkeypatch.setattr(module, "available_memory", lambda: module.SHARE * 2 * module.A_WORKER - 1)
    ahead.want(2, LONG)
    assert wait(lambda: not threads())
    assert not there
    ahead.want(1, LONG)
    assert wait(lambda: ahead.ready == 1)


def test_where_none_can_be_begun_nothing_happens_and_nothing_is_tried_again(ahead, monkeypatch, caplog):
    def refused(*_given, **_named):
        raise OSError("no more processes")

    monkeypatch.setattr(module, "Member", refused)
    ahead.want(2, LONG)
    assert wait(lambda: not threads())
    ahead.want(2, LONG)
    assert not threads()
    assert caplog.text.count("no process could be begun ahead") == 1


# With real ones, which do not stand back here: beside other tests they would load for minutes


def test_a_race_that_finds_its_processes_ready_is_bit_for_bit_the_same(few_digits, monkeypatch):
    monkeypatch.setattr(module, "Member", lambda folder, ahead: Member(folder))
    plan = Plan(NetworkSpec((8,)), TrainingConfig(epochs=2, batch_size=10))
    experiment, ahead = Experiment("", plan, (Factor("optimizer", ("sgd", "adam")),), (0,)), Ahead()
    ahead.want(1, LONG)
    assert wait(lambda: ahead.ready == 1)
    (process,) = multiprocessing.active_children()
    race = Race(experiment, few_digits, place=ThisComputer(1, ahead))
    race.start()
    assert wait(lambda: race.place.crew)
    assert [member.process.pid for member in race.place.crew] == [process.pid]
    race.wait()
    for run in race.runs:
        losses = []
        said = carry_out(0, run.plan, Control(), (few_digits, None), lambda words, to=losses: to.append(words[2].loss))
        assert (run.state, run.history.loss.tolist()) == ("finished", losses)
        assert run.flat.tobytes() == said[2].tobytes()
    assert not multiprocessing.active_children()


WAITING = """
import sys, threading
from engine.experiments import ahead as module
from engine.experiments.ahead import Ahead
from engine.experiments.processes import Member

if __name__ == "__main__":
    module.Member = lambda folder, ahead: Member(folder)
    ahead = Ahead()
    ahead.want(1, 3600)
    while not ahead.ready:
        threading.Event().wait(0.02)
    print(ahead._crew[0].process.pid, ahead._folder, flush=True)
    sys.stdin.read()
"""


@pytest.mark.skipif(os.name != "posix", reason="asks for processes by their numbers")
def test_those_that_are_ready_are_gone_with_their_folder_when_the_program_is_killed(tmp_path):
    number, folder = last_words(WAITING, tmp_path)
    assert wait(lambda: not is_there(number))
    assert not Path(folder).exists()
