"""Processes are begun while the form is looked at, and only where Start would want them."""

import pytest

from engine.experiments.race import Race
from gui.compare import workers_ahead as module
from gui.compare.sides import NETWORKS, YARDSTICKS
from gui.compare.where import CLUSTER, HERE


class Pretended:
    """What is wanted of it, and nothing more."""

    def __init__(self) -> None:
        self.wanted, self.closed = 0, False

    def want(self, runs, seconds):
        self.wanted = runs
        self.seconds = seconds

    def leave(self, seconds):
        self.seconds = min(self.seconds, seconds)

    def close(self):
        self.closed = True


@pytest.fixture
def pretended(monkeypatch):
    monkeypatch.setattr(module, "SETTLED", 0)
    monkeypatch.setattr(module, "Ahead", Pretended)


def test_they_are_wanted_while_a_form_is_seen_that_can_be_started_here_and_nothing_else_goes_on(
    pretended, alone, session, wait
):
    workers = alone.workers_ahead
    alone.form.seeds.setValue(4)
    wait(lambda: workers.ahead.wanted == 8)
    assert workers.ahead.seconds == module.STAY
    for leave, come_back in (
        (lambda: alone.tabs.setCurrentIndex(YARDSTICKS), lambda: alone.tabs.setCurrentIndex(NETWORKS)),
        (lambda: _choose(alone.where.where, CLUSTER), lambda: _choose(alone.where.where, HERE)),
        (lambda: _train(session, True), lambda: _train(session, False)),
        (lambda: alone.form.values[0].setText("1 1"), lambda: alone.form.choose(0)),
    ):
        leave()
        assert workers.ahead.wanted == 0
        come_back()
        wait(lambda: workers.ahead.wanted)
    alone.hide()
    assert workers.ahead.wanted
    assert workers.ahead.seconds == module.AWAY
    alone.show()
    wait(lambda: workers.ahead.seconds == module.STAY)
    before = workers.ahead
    workers.close()
    assert before.closed
    alone.form.seeds.setValue(2)
    assert before.wanted == 0


def _choose(field, key):
    field.setCurrentIndex(field.findData(key))


def _train(session, under_way):
    session.training.under_way = under_way
    session.training.changed.emit()


def test_start_hands_them_to_the_race_and_while_that_goes_on_there_are_no_others(pretended, alone, click, monkeypatch):
    monkeypatch.setattr(Race, "start", lambda self: None)
    there = alone.workers_ahead.ahead
    click(alone.start)
    assert alone.controller.race.place._ahead is there
    assert alone.workers_ahead.ahead is not there
    alone.form.seeds.setValue(2)
    assert alone.controller.running
    assert alone.workers_ahead.ahead.wanted == 0
    alone.controller.close()
