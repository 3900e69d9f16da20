"""What is remembered of a yardstick that was measured: its figures, and of which images they are."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from engine.digits.changes import Changes
from engine.errors import UserError
from engine.experiments.statistics import Score
from engine.experiments.yardsticks.keeping import Kept
from engine.experiments.yardsticks.recipes import Recipe
from engine.experiments.yardsticks.result import Result
from engine.runs.provenance import TrainedOn
from engine.words import _


@dataclass(frozen=True)
class Conditions:
    """What figures must have in common to be compared: the images, how they are split, and what is done to them.

    ``mark``, ``test_mark``: of the set and of its own test set, as in ``digits.identity``; the second is empty where
    the set is split by ``test_fraction``, which is 0 where it is not.
    """

    mark: str
    test_mark: str
    test_fraction: float
    changes: Changes

    @property
    def overlap(self) -> float:
        """Test images by training images where each seed has a split of its own, as in ``paired_interval``; else 0."""
        return self.test_fraction / (1 - self.test_fraction)


@dataclass(frozen=True)
class Record:
    """Of a yardstick with one seed. ``right``: of ``test_images``; ``are_digits``: whether the classes are the ten
    digits; all else as in Result. Raises UserError for figures that cannot be.
    """

    recipe: Recipe
    fitted_to: TrainedOn
    test_mark: str
    are_digits: bool
    train_images: int
    test_images: int
    right: int
    fit_seconds: float
    image_seconds: float
    size: int
    settled: bool

    def __post_init__(self) -> None:
        sound = 0 <= self.right <= self.test_images and self.test_images > 0 and self.train_images > 0
        if not (sound and min(self.fit_seconds, self.image_seconds, self.size) >= 0):
            raise UserError(_("the figures of a yardstick contradict each other."))

    @property
    def seed(self) -> int:
        return self.fitted_to.seed

    @property
    def conditions(self) -> Conditions:
        fitted = self.fitted_to
        return Conditions(fitted.mark, self.test_mark, fitted.test_fraction, fitted.changes)

    @property
    def score(self) -> Score:
        return Score(self.right, self.test_images)

    @property
    def accuracy(self) -> float:
        """Percent."""
        return self.score.percent

    @property
    def kept(self) -> Kept:
        """What it can be fitted anew by."""
        return Kept(self.recipe, self.fitted_to)


def record_of(found: Result, conditions: Conditions, digits: str, are_digits: bool) -> Record:
    """``digits``: the name of the set."""
    own = bool(conditions.test_mark)
    fitted_to = TrainedOn(
        digits, conditions.test_fraction, found.seed, conditions.changes, conditions.mark, own_test=own
    )
    return Record(
        found.recipe, fitted_to, conditions.test_mark, are_digits, found.train_images, found.test_images, found.right,
        found.fit_seconds, found.image_seconds, found.size, found.settled,
    )  # fmt: skip


def by_recipe(records: Iterable[Record]) -> dict[Recipe, list[Record]]:
    """Those of each recipe by their seeds, in the order in which the recipes come first."""
    found: dict[Recipe, list[Record]] = {}
    for record in records:
        found.setdefault(record.recipe, []).append(record)
    return {recipe: sorted(some, key=lambda record: record.seed) for recipe, some in found.items()}
