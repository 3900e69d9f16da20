"""The time is told beforehand by what was measured."""

import pytest

from engine.digits.changes import Change, Changes
from engine.experiments.yardsticks.estimate import START_SECONDS, image_counts, seconds
from engine.experiments.yardsticks.recipes import Centroid, Forest, Logistic, Machine, Neighbours

MEASURED = [
    (Logistic(100), 0.29, 0.84, 2.37),
    (Centroid(), 0.01, 0.08, 0.51),
    (Neighbours(), 0.29, 0.83, 2.46),
    (Forest(100), 0.72, 2.18, 7.5),
    (Machine(50), 0.28, 0.80, 2.54),
]
"""Seconds with 2,000, 6,000 and 18,000 training and 2,000 test images."""


@pytest.mark.parametrize(("recipe", "few", "some", "many"), MEASURED)
def test_it_is_about_what_was_measured(recipe, few, some, many):
    for images, measured in ((2_000, few), (6_000, some), (18_000, many)):
        told = seconds(recipe, images, 2_000) - START_SECONDS
        assert abs(told - measured) < max(0.4, 0.4 * measured)


def test_more_work_takes_longer():
    assert seconds(Forest(200), 6_000, 500) > seconds(Forest(100), 6_000, 500) > seconds(Forest(100, 3), 6_000, 500)
    assert seconds(Machine(100), 6_000, 500) > seconds(Machine(20), 6_000, 500)
    assert seconds(Logistic(300), 6_000, 500) > seconds(Logistic(30), 6_000, 500)


@pytest.mark.parametrize(
    ("chosen", "counts"),
    [
        ((), (900, 100)),
        ((Change("few", 50),), (50, 50)),
        ((Change("few", 50, "training"),), (50, 100)),
        ((Change("few", 50, "testing"),), (900, 50)),
        ((Change("few", 5_000), Change("inverted")), (900, 100)),
    ],
)
def test_images_are_counted_as_they_are_split_and_chosen(chosen, counts):
    assert image_counts(1_000, None, 0.1, Changes(chosen)) == counts


def test_a_test_set_that_came_with_the_images_is_no_part_of_them():
    assert image_counts(1_000, 300, 0.1, Changes()) == (1_000, 300)
