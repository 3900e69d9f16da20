"""What came of a yardstick: how much it gets right, what it took, and how large it is."""

from __future__ import annotations

from dataclasses import dataclass
from time import perf_counter

import numpy as np

from engine.arrays import Singles, Whole
from engine.digits.dataset import Digits
from engine.experiments.yardsticks.fitting import check, classes_of, fit, load
from engine.experiments.yardsticks.recipes import Recipe


@dataclass(frozen=True, eq=False)
class Result:
    """Of a yardstick that was fitted to ``train_images`` images and has judged ``test_images``.

    ``guesses``, ``evidence``: of the test images, see Answers. ``confusion``: (classes, classes) int64, test images by
    true class and guess. ``fit_seconds``: without loading scikit-learn. ``image_seconds``: for each test image, all
    judged in one go. ``size``, ``settled``: as in Fitted.
    """

    recipe: Recipe
    seed: int
    train_images: int
    test_images: int
    guesses: Whole
    evidence: Singles | None
    confusion: Whole
    fit_seconds: float
    image_seconds: float
    size: int
    settled: bool

    @property
    def right(self) -> int:
        """How many test images."""
        return int(self.confusion.trace())

    @property
    def accuracy(self) -> float:
        """Percent."""
        return 100 * (self.right / self.test_images)


def measure(recipe: Recipe, train_set: Digits, test_set: Digits, seed: int = 0, classes: int = 0) -> Result:
    """Fit, judge, and take the time of both. Raises UserError as ``fit`` does."""
    classes = max(classes, classes_of(train_set, test_set))
    check(recipe, train_set)
    load(recipe)
    begin = perf_counter()
    fitted = fit(recipe, train_set, seed, classes)
    middle = perf_counter()
    guesses = fitted.guesses(test_set.images)
    end = perf_counter()
    return Result(
        recipe, seed, len(train_set), len(test_set), guesses, fitted.evidence(test_set.images),
        confusion(test_set.labels, guesses, classes), middle - begin, (end - middle) / len(test_set),
        fitted.size, fitted.settled,
    )  # fmt: skip


def confusion(labels: Whole, guesses: Whole, classes: int) -> Whole:
    """(classes, classes) int64: how many images of each true class (row) are taken for each (column)."""
    return np.bincount(labels * classes + guesses, minlength=classes**2).reshape(classes, classes)
