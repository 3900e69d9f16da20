"""What is remembered of a yardstick says of which images it is, and can be fitted anew."""

from dataclasses import replace

import pytest

from engine.digits.changes import Change, Changes
from engine.digits.identity import mark_of
from engine.errors import UserError
from engine.experiments.yardsticks.recipes import Centroid, Neighbours
from engine.experiments.yardsticks.record import Conditions, by_recipe, record_of
from engine.experiments.yardsticks.result import measure

INVERTED = Changes((Change("inverted"),))


def conditions(digits, changes=INVERTED):
    return Conditions(mark_of(digits), "", 0.1, changes)


def test_a_record_has_the_figures_and_the_very_images(few_digits):
    train, test = INVERTED.sets(few_digits, None, 0.1, 3)
    found = measure(Centroid(), train, test, 3)
    record = record_of(found, conditions(few_digits), "some", True)
    assert (record.accuracy, record.seed, record.train_images) == (found.accuracy, 3, 270)
    assert record.conditions == conditions(few_digits)
    assert record.conditions.overlap == pytest.approx(1 / 9)
    again = replace(record.kept, fitted_to=replace(record.fitted_to, digits=few_digits.name)).refit(few_digits)
    assert (again.guesses(test.images) == found.guesses).all()


def test_a_test_set_of_its_own_leaves_no_split(few_digits, some_digits):
    own = Conditions(mark_of(few_digits), mark_of(some_digits), 0.0, Changes())
    record = record_of(measure(Centroid(), few_digits, some_digits), own, "some", True)
    assert record.fitted_to.own_test
    assert (record.conditions, own.overlap) == (own, 0)


def test_seeds_stand_together_in_their_order(few_digits):
    train, test = few_digits, few_digits
    found = [measure(one, train, test, seed) for seed, one in ((2, Centroid()), (0, Neighbours(1)), (1, Centroid()))]
    grouped = by_recipe(record_of(one, conditions(few_digits), "some", True) for one in found)
    assert [(recipe, [one.seed for one in some]) for recipe, some in grouped.items()] == [
        (Centroid(), [1, 2]), (Neighbours(1), [0]),
    ]  # fmt: skip


@pytest.mark.parametrize(
    "wrong", [{"right": 31}, {"right": -1}, {"test_images": 0}, {"fit_seconds": -1.0}, {"size": -1}]
)
def test_figures_that_contradict_each_other_are_refused(wrong, few_digits):
    train, test = INVERTED.sets(few_digits, None, 0.1, 0)
    record = record_of(measure(Centroid(), train, test), conditions(few_digits), "some", True)
    with pytest.raises(UserError, match="contradict"):
        replace(record, **wrong)
