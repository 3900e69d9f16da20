"""How long a yardstick will take, before it is begun.

The figures are seconds of one core, measured with scikit-learn 1.9 on MNIST's 2,000, 6,000 and 18,000 training images,
2,000 test images and the recipes as they are by default. They hold within a factor of two on other machines.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import Any

from engine.digits.changes import FEW, TESTING, Changes
from engine.experiments.yardsticks.recipes import Centroid, Forest, Logistic, Machine, Neighbours, Recipe

START_SECONDS = 2.5
"""Until the process is there and has loaded scikit-learn."""


def seconds(recipe: Recipe, train_images: int, test_images: int) -> float:
    """To fit it to so many images and to have it judge so many."""
    return START_SECONDS + _FIGURES[type(recipe)](recipe, train_images, test_images)


def image_counts(images: int, own_test: int | None, test_fraction: float, changes: Changes) -> tuple[int, int]:
    """How many of a set of ``images`` are trained on and tested with; ``own_test``: how many its test set has."""
    testing = math.ceil(images * test_fraction) if own_test is None else own_test
    training = images if own_test is not None else images - testing
    few = {change.where: change.number for change in changes.chosen if change.kind == FEW}
    most = next(iter(few.values()), images)
    return (
        training if few.keys() <= {TESTING} else min(most, training),
        testing if not few or few.keys() <= {"training"} else min(most, testing),
    )


def _logistic(recipe: Logistic, train: int, test: int) -> float:
    return 1.35e-6 * train * recipe.iterations


def _centroid(recipe: Centroid, train: int, test: int) -> float:
    return 3e-5 * train


def _neighbours(recipe: Neighbours, train: int, test: int) -> float:
    return 6.8e-8 * train * test  # judged twice: once for its guesses, once for its evidence


def _forest(recipe: Forest, train: int, test: int) -> float:
    share = min(1.0, recipe.depth / 12) if recipe.depth else 1.0  # trees that may ask as they like are that deep
    return 2.9e-7 * train * math.log2(max(2, train)) * recipe.trees * share + 4e-7 * test * recipe.trees


def _machine(recipe: Machine, train: int, test: int) -> float:
    """The images that the borders rest on grow more slowly than all: with the power 0.63."""
    width = 0.4 + 0.6 * recipe.components / 50
    support = math.pow(train, 0.63)
    return 1e-5 * train + (1.6e-7 * math.pow(train, 1.66) + 4.7e-7 * support * test) * width


_FIGURES: dict[type, Callable[[Any, int, int], float]] = {
    Logistic: _logistic, Centroid: _centroid, Neighbours: _neighbours, Forest: _forest, Machine: _machine,
}  # fmt: skip
