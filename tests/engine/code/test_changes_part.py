"""The changes of a program give the images that the engine's give."""

import numpy as np
import pytest

from engine.code.changes_part import changes
from engine.code.recipe import Recipe
from engine.digits.changes import CHANGE_KINDS, WHERE, Change, Changes
from engine.experiments.factors import Plan
from engine.training.config import TrainingConfig

VALUES = {"left_out": (2, 5), "few": 60, "shifted": 4}


def carried_out(chosen, train, test, **config):
    """What the part of the program makes of two sets."""
    names = {
        "np": np, "train_images": train.images.astype(np.float32) / 255, "train_labels": train.labels,
        "test_images": test.images.astype(np.float32) / 255, "test_labels": test.labels,
    }  # fmt: skip
    exec(changes(Recipe(Plan(changes=chosen, config=TrainingConfig(**config)))), names)
    return names


def assert_same(names, which, digits):
    assert np.array_equal(np.rint(names[f"{which}_images"] * 255), digits.images)
    assert np.array_equal(names[f"{which}_labels"], digits.labels)
    assert names[f"{which}_images"].dtype == np.float32


@pytest.mark.parametrize("where", WHERE)
@pytest.mark.parametrize("kind", CHANGE_KINDS)
def test_each_change_gives_the_engines_images(few_digits, kind, where):
    chosen = Changes((Change(kind, VALUES.get(kind, 0), where),), seed=4)
    train, test = few_digits.take(np.arange(200)), few_digits.take(np.arange(200, 300))
    names = carried_out(chosen, train, test)
    assert_same(names, "train", chosen.training(train))
    assert_same(names, "test", chosen.testing(test))


def test_all_of_them_come_in_the_engines_order(few_digits):
    chosen = Changes(tuple(Change(kind, VALUES.get(kind, 0)) for kind in reversed(CHANGE_KINDS)))
    names = carried_out(chosen, few_digits, few_digits)
    assert_same(names, "train", chosen.training(few_digits))
    assert_same(names, "test", chosen.testing(few_digits))


def test_with_augmentation_what_follows_it_is_left_to_the_epochs(few_digits):
    chosen = Changes((Change("few", 60), Change("inverted")))
    names = carried_out(chosen, few_digits, few_digits, augmentation="affine")
    assert_same(names, "train", chosen.before_augmentation(few_digits))
    assert_same(names, "test", chosen.testing(few_digits))


def test_more_images_than_there_are_leave_all(few_digits):
    chosen = Changes((Change("few", 10_000),))
    assert_same(carried_out(chosen, few_digits, few_digits), "train", few_digits)


def test_without_changes_there_is_no_such_part():
    assert changes(Recipe(Plan())) == ""
