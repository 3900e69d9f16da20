"""Which yardsticks are shown: those of the very images of the race, or else of the digits in hand."""

from dataclasses import replace

import pytest

from engine.digits.changes import Change, Changes
from engine.experiments.race import Race
from engine.experiments.yardsticks.recipes import Centroid, Machine
from gui.compare.yardsticks_beside import YardsticksBeside


@pytest.fixture
def beside(alone) -> YardsticksBeside:
    return alone.yardsticks


def recipes(beside):
    return [row.recipe for row in beside.rows]


def test_they_follow_the_digits_their_split_and_their_changes(beside, alone, known, session, some_digits, wait):
    known(Centroid())
    assert recipes(beside) == [Centroid()]
    session.data.set_changes(Changes((Change("inverted"),)))
    assert recipes(beside) == []
    session.data.set_changes(Changes())
    assert recipes(beside) == [Centroid()]
    alone.set_setup(replace(alone._setup, test_fraction=0.2))
    assert recipes(beside) == []
    alone.set_setup(replace(alone._setup, test_fraction=0.1))
    session.data.set_digits(some_digits)
    assert not beside.can_start or recipes(beside) == []
    wait(lambda: beside.can_start)
    assert recipes(beside) == []


def test_beside_a_race_they_are_of_its_images_whatever_is_in_hand(beside, alone, known, session, few_digits):
    known(Centroid())
    beside.set_race(Race(alone.form.experiment(), few_digits))
    session.data.set_changes(Changes((Change("inverted"),)))
    assert recipes(beside) == [Centroid()]


def test_a_yardstick_is_forgotten_with_all_its_seeds(beside, known):
    known(Centroid())
    known(Centroid(), seed=1)
    known(Machine())
    beside.forget(beside.rows[0])
    assert recipes(beside) == [Machine()]


def test_what_the_train_form_has_wrong_keeps_them_from_being_measured(beside, alone):
    assert beside.can_start
    alone.set_setup(None)
    assert not beside.can_start
    assert "Train page" in beside.form.error.text()
