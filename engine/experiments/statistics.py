"""What the seeds say: means, deviations, and the interval in which a difference lies."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

import numpy as np

from engine.experiments.run import FAILED, FINISHED, Run

LEVEL = 0.95
FEWEST = 3  # seeds for any claim
GOAL = 90.0  # percent


def t_within(t: float, freedom: int) -> float:
    """The probability that Student's t with ``freedom`` degrees lies within ±t.

    Abramowitz and Stegun, Handbook of Mathematical Functions (1964), 26.7.3 and 26.7.4.
    """
    angle = math.atan(t / math.sqrt(freedom))
    sine, cosine = math.sin(angle), math.cos(angle)
    odd = freedom % 2
    total, term = 0.0, cosine if odd else 1.0
    for k in range(1 + odd, freedom, 2):  # the powers of the cosine up to freedom - 2
        total += term
        term *= cosine**2 * k / (k + 1)
    return 2 / math.pi * (angle + sine * total) if odd else sine * total


def t_quantile(level: float, freedom: int) -> float:
    """The t of which ``level`` of Student's distribution lies within ±t: 12.706 for 0.95 and 1."""
    low, high = 0.0, 1.0
    while t_within(high, freedom) < level:
        high *= 2
    for _ in range(80):
        middle = (low + high) / 2
        low, high = (middle, high) if t_within(middle, freedom) < level else (low, middle)
    return (low + high) / 2


@dataclass(frozen=True)
class Interval:
    """Of a mean difference over ``seeds`` pairs, in percentage points."""

    mean: float
    low: float
    high: float
    seeds: int

    @property
    def is_clear(self) -> bool:
        """Whether it leaves out 0: the difference is larger than the spread over seeds explains."""
        return self.low > 0 or self.high < 0


@dataclass(frozen=True)
class Score:
    """How many of its test images a run gets right: whole numbers, so that equal ones are equal."""

    right: int
    images: int

    @property
    def share(self) -> Fraction:
        return Fraction(self.right, self.images)

    @property
    def percent(self) -> float:
        return 100 * self.right / self.images


def score(run: Run) -> Score:
    """Of a run that has finished."""
    assert run.confusion is not None
    images = int(run.confusion.sum())
    return Score(round(final(run) * images / 100), images)


def paired_interval(
    first: Sequence[Score], second: Sequence[Score], comparisons: int = 1, overlap: float = 0.0
) -> Interval | None:
    """The paired t interval of first - second, scores of the same seeds; None under FEWEST of them.

    ``overlap``: the number of test images by that of training images, where each seed splits the set anew. Then the
    seeds have images in common and tell less than as many independent ones, so that the variance of their mean is
    overlap + 1 / n times that of one (Nadeau and Bengio, "Inference for the generalization error", Machine Learning 52,
    2003). It is 0 where all seeds have one split; the interval then tells of other seeds, not of other images.

    A deviation under one test image is taken for one image. Accuracies come in steps of it, so that seeds may agree by
    chance, and one image more or less is what a rounding error on another machine brings.

    With several ``comparisons`` each interval is widened (Bonferroni), so that all of them together hold with LEVEL.
    """
    n = len(first)
    if n < FEWEST:
        return None
    differences = np.array([one.percent - other.percent for one, other in zip(first, second, strict=True)])
    one_image = 100 / min(found.images for found in (*first, *second))
    deviation = max(float(differences.std(ddof=1)), one_image)
    reach = t_quantile(1 - (1 - LEVEL) / comparisons, n - 1) * deviation * math.sqrt(1 / n + overlap)
    mean = float(differences.mean())
    return Interval(mean, mean - reach, mean + reach, n)


@dataclass(frozen=True)
class Summary:
    """One candidate over its seeds. Accuracies are of the test images, in percent; ``nan`` where there is none yet.

    ``final``, ``best``: means; the ``_spread`` are standard deviations over seeds, ``nan`` under two. ``best`` is
    optimistic: its epoch was chosen on the test set. ``to_goal``: epochs to GOAL, on average over the ``reached`` runs
    that got there. ``seconds``: of one run.
    """

    finished: int
    failed: int
    final: float
    final_spread: float
    best: float
    best_spread: float
    to_goal: float
    reached: int
    seconds: float
    parameters: int


def summary(runs: Sequence[Run]) -> Summary:
    """Of the runs of one candidate; only those that finished count."""
    done = [run for run in runs if run.state == FINISHED]
    finals, bests = [final(run) for run in done], [best(run) for run in done]
    goals = [epoch for run in done if (epoch := epochs_to(run)) is not None]
    return Summary(
        len(done), sum(run.state == FAILED for run in runs),
        _mean(finals), _spread(finals), _mean(bests), _spread(bests),
        _mean(goals), len(goals), _mean([run.seconds for run in done]), runs[0].plan.spec.parameters,
    )  # fmt: skip


def leader(summaries: Sequence[Summary]) -> int | None:
    """Which of them has the highest final accuracy, the first of equals; None while none has one."""
    known = [index for index, found in enumerate(summaries) if found.finished]
    return max(known, key=lambda index: summaries[index].final, default=None)


def final(run: Run) -> float:
    """Test accuracy after the last epoch, in percent."""
    return float(run.history.test_accuracy[run.history.count - 1])


def best(run: Run) -> float:
    return float(run.history.test_accuracy[run.history.best])


def epochs_to(run: Run, percent: float = GOAL) -> int | None:
    """The first epoch with such a test accuracy."""
    there = np.flatnonzero(run.history.test_accuracy[: run.history.count] >= percent)
    return int(there[0]) if len(there) else None


def _mean(values: Sequence[float]) -> float:
    return float(np.mean(values)) if values else math.nan


def _spread(values: Sequence[float]) -> float:
    return float(np.std(values, ddof=1)) if len(values) > 1 else math.nan


@dataclass(frozen=True)
class Band:
    """A quantity by epoch over the runs of one candidate: (n,) each, ``epochs`` counting from 0."""

    epochs: np.ndarray
    mean: np.ndarray
    low: np.ndarray
    high: np.ndarray


def band(runs: Sequence[Run], quantity: str) -> Band:
    """Mean and range of ``quantity``, a field of History, over the runs that have come as far as each epoch."""
    courses = [getattr(run.history, quantity)[: run.history.count] for run in runs]
    longest = max((len(course) for course in courses), default=0)
    table = np.full((len(courses), longest), np.nan)
    for row, course in zip(table, courses, strict=True):
        row[: len(course)] = course
    table = table[np.isfinite(table).any(1)] if longest else table
    if not table.size:
        nothing = np.empty(0)
        return Band(nothing, nothing, nothing, nothing)
    some = np.isfinite(table).any(0)
    table = np.where(np.isfinite(table[:, some]), table[:, some], np.nan)
    return Band(np.flatnonzero(some), np.nanmean(table, 0), np.nanmin(table, 0), np.nanmax(table, 0))
