"""Figures of yardsticks are remembered, and told only for the very images that they are of."""

from dataclasses import replace

import pytest

from engine.digits.changes import Change, Changes
from engine.experiments.yardsticks import remembered
from engine.experiments.yardsticks.recipes import Centroid, Forest
from engine.experiments.yardsticks.record import Record
from engine.experiments.yardsticks.remembered import NAME
from engine.runs.provenance import TrainedOn
from gui.model.measured import Measured


@pytest.fixture
def measured(session, wait):
    wait(lambda: not session.tasks.busy)
    return session.measured


@pytest.fixture
def known(measured, few_digits, wait):
    """The conditions of a set that is split."""
    assert measured.conditions(few_digits, None, 0.1, Changes()) is None
    wait(lambda: measured.conditions(few_digits, None, 0.1, Changes()) is not None)
    return measured.conditions(few_digits, None, 0.1, Changes())


def record(conditions, recipe=None, seed=0):
    fitted = TrainedOn("few", conditions.test_fraction, seed, conditions.changes, conditions.mark)
    return Record(recipe or Centroid(), fitted, conditions.test_mark, True, 270, 30, 25, 0.1, 1e-5, 9, True)


def test_only_figures_of_the_same_set_split_and_changes_are_told(measured, known, few_digits, some_digits, wait):
    measured.add([record(known)])
    assert measured.under(known) == [record(known)]
    for other in (
        measured.conditions(few_digits, None, 0.2, Changes()),
        measured.conditions(few_digits, None, 0.1, Changes((Change("inverted"),))),
        None,
    ):
        assert measured.under(other) == []
    twin = replace(few_digits, images=few_digits.images.copy())
    wait(lambda: measured.conditions(twin, None, 0.1, Changes()) == known)
    wait(lambda: measured.conditions(few_digits, some_digits, 0.1, Changes()) is not None)
    own = measured.conditions(few_digits, some_digits, 0.1, Changes())
    assert (own.test_fraction, bool(own.test_mark), measured.under(own)) == (0, True, [])
    assert measured.conditions(None, None, 0.1, Changes()) is None


def test_they_are_there_at_the_next_start_and_what_is_forgotten_is_not(measured, known, session, folder, wait):
    measured.add([record(known), record(known, seed=1), record(known, Forest())])
    measured.forget(Centroid(), known)
    wait(lambda: not session.tasks.busy)
    again = Measured(session.tasks, session.messages, session)
    again.add([record(known, Forest(5))])  # before the file is read
    wait(lambda: not session.tasks.busy)
    assert again.records == [record(known, Forest()), record(known, Forest(5))]
    assert (folder / NAME).exists()


def test_what_cannot_be_written_is_told_and_stays_until_the_end(measured, known, session, monkeypatch, wait):
    def full(*_):
        raise OSError(28, "No space left on device")

    told = []
    session.messages.failed_on.connect(lambda topic, words: told.append((topic, words)))
    monkeypatch.setattr(remembered, "write_own", full)
    measured.add([record(known)])
    wait(lambda: told)
    assert told == [("yardsticks", "The yardsticks could not be kept: No space left on device.")]
    assert measured.under(known) == [record(known)]
