"""What an experiment has shown, in plain words: who is ahead, by how much, and whether that is more than luck."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

import numpy as np

from engine.digits.changes import LEFT_OUT, TRAINING
from engine.experiments.experiment import Experiment
from engine.experiments.run import FINISHED, Run
from engine.experiments.statistics import FEWEST, Interval, Score, paired_interval, score

MOST_COLUMNS = 5  # values of the second factor that get a sentence each
OPTIMISTIC = "* The best epoch is optimistic: it was chosen on the test images."
ONE_SPLIT = "All seeds have the same test images: this is about other seeds, and says nothing about other images."
Finals = dict[int, dict[int, Score]]
"""By candidate and seed: what has finished, after its last epoch."""


def conclusion(experiment: Experiment, runs: Sequence[Run], own_test: bool = False) -> list[str]:
    """Sentences on the runs that have finished; empty while fewer than two candidates have one.

    ``own_test``: whether all were tested with a set that came with the images, rather than each seed with a split of
    its own.
    """
    finals = _finals(runs)
    if len(finals) < 2:
        return []
    overlap = 0.0 if own_test else _overlap(experiment)
    labels = [candidate.label for candidate in experiment.candidates]
    rows, columns = experiment.shape
    if rows == 2 and 1 < columns <= MOST_COLUMNS:
        sentences = _by_column(experiment, finals, overlap)
    else:
        sentences = [compared(finals, labels, overlap)]
    told = [ONE_SPLIT] if own_test and any(len(by_seed) >= FEWEST for by_seed in finals.values()) else []
    return [*sentences, *told, *_names_for_left_out(experiment, runs), OPTIMISTIC]


def _finals(runs: Sequence[Run]) -> Finals:
    found: Finals = {}
    for run in runs:
        if run.state == FINISHED:
            found.setdefault(run.candidate, {})[run.seed] = score(run)
    return found


def _overlap(experiment: Experiment) -> float:
    """Test images by training images, as the seeds' splits make them.

    Images that are left out afterwards are not counted: what two seeds have in common is a share of the whole set.
    """
    return experiment.base.test_fraction / (1 - experiment.base.test_fraction)


def _by_column(experiment: Experiment, finals: Finals, overlap: float) -> list[str]:
    """One line for each value of the second factor, in which the two values of the first are compared."""
    columns = experiment.shape[1]
    first, second = experiment.factors
    lines, found = [], []
    for column, title in enumerate(second.labels()):
        both = {row: finals[row * columns + column] for row in range(2) if row * columns + column in finals}
        if len(both) == 2:
            found.append(_lead(both, first.labels(), columns, overlap))
            lines.append(f"{title}: {found[-1].words}{_in_brackets(found[-1])}.")
    told = [lead for lead in found if lead.interval is not None]
    if told:
        return [*lines, f"In brackets: {_named(told[0])}, in points."]
    return [*lines, _too_few(max(lead.seeds for lead in found))] if found else lines


def compared(finals: Finals, labels: Sequence[str], overlap: float = 0.0) -> str:
    """Of the candidate that is ahead and the next one. ``overlap``: see ``paired_interval``.

    The one that is ahead was picked among all, so the interval is widened for as many comparisons as there are others.
    """
    lead = _lead(finals, labels, len(finals) - 1, overlap)
    return f"{lead.words}. {_claim(lead)}" if lead.is_one else f"{lead.words}."


@dataclass(frozen=True)
class _Lead:
    """Who is ahead, in words, if anyone is, and what the seeds say of it."""

    words: str
    is_one: bool = False
    seeds: int = 0
    comparisons: int = 1
    overlap: float = 0.0
    interval: Interval | None = None


def _lead(finals: Finals, labels: Sequence[str], comparisons: int, overlap: float) -> _Lead:
    leading = _ranked({which: list(by_seed.values()) for which, by_seed in finals.items()})[:2]
    shared = sorted(finals[leading[0]].keys() & finals[leading[1]].keys())
    if not shared:
        return _Lead("No seed has finished in both of the leading candidates yet")
    first, second = _ranked({which: [finals[which][seed] for seed in shared] for which in leading})
    leader, other = ([finals[which][seed] for seed in shared] for which in (first, second))
    means = 100 * _mean(leader), 100 * _mean(other)
    names = f"{labels[first]} ({float(means[0]):.1f} %)", f"{labels[second]} ({float(means[1]):.1f} %)"
    if means[0] == means[1]:
        return _Lead(f"{names[0]} and {names[1]} are level", seeds=len(shared))
    words = f"{names[0]} is ahead of {names[1]} by {_points(float(means[0] - means[1]))}"
    interval = paired_interval(leader, other, comparisons, overlap)
    return _Lead(words, True, len(shared), comparisons, overlap, interval)


def _mean(scores: Sequence[Score]) -> Fraction:
    """Exact, so that candidates with as many images right are level."""
    return sum((found.share for found in scores), Fraction()) / len(scores)


def _ranked(scores: dict[int, list[Score]]) -> list[int]:
    """The highest mean first, the first of equals."""
    return sorted(scores, key=lambda which: -_mean(scores[which]))


def _claim(lead: _Lead) -> str:
    if lead.interval is None:
        return _too_few(lead.seeds)
    named = f"{_named(lead)}: {_reach(lead.interval)} points"
    if lead.interval.is_clear:
        return f"That is more than the spread over seeds explains ({named})."
    return f"That is no more than seeds alone may bring ({named})."


def _in_brackets(lead: _Lead) -> str:
    if lead.interval is None:
        return ""
    return f" ({'more than luck' if lead.interval.is_clear else 'may be luck'}: {_reach(lead.interval)})"


def _too_few(seeds: int) -> str:
    return f"That is from {seeds} {'seed' if seeds == 1 else 'seeds'}, so it may be luck: run {FEWEST} or more to know."


def _named(lead: _Lead) -> str:
    corrected = ", corrected for the images that they share (Nadeau and Bengio)" if lead.overlap else ""
    widened = f", widened for {lead.comparisons} comparisons" if lead.comparisons > 1 else ""
    return f"95 % paired t interval over {lead.seeds} seeds{corrected}{widened}"


def _reach(interval: Interval) -> str:
    return f"{_signed(interval.low)} to {_signed(interval.high)}"


def _points(points: float) -> str:
    if points < 0.005:
        return "less than 0.01 points"
    return f"{points:.1f} points" if points >= 0.095 else f"{points:.2f} points"


def _signed(points: float) -> str:
    return f"{points:+.2f}".replace("-", "−")


def _names_for_left_out(experiment: Experiment, runs: Sequence[Run]) -> list[str]:
    """What the networks call a digit that they were never trained on."""
    told = []
    for which, candidate in enumerate(experiment.candidates):
        left_out = [v for v in candidate.plan.changes.chosen if v.kind == LEFT_OUT and v.where == TRAINING]
        counts = [run.confusion for run in runs if run.candidate == which and run.confusion is not None]
        if left_out and counts:
            told += [_called(digit, np.sum(counts, 0)) for digit in left_out[0].which]
    return [f"Never trained on, it is taken for another: {'; '.join(filter(None, told))}."] if any(told) else []


def _called(digit: int, counts: np.ndarray) -> str:
    row = counts[digit]
    if not row.sum():
        return ""
    most = np.argsort(-row, kind="stable")[:2]
    named = [f"{guess} ({100 * row[guess] / row.sum():.0f} %)" for guess in most.tolist() if row[guess]]
    return f"{digit} is called {' or '.join(named)}"
