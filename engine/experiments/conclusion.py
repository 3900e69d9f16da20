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
from engine.numbers import number, signed
from engine.training.history import OPTIMISTIC
from engine.words import _, ngettext

MOST_COLUMNS = 5  # values of the second factor that get a sentence each
ONE_SPLIT = _("All seeds have the same test images: this is about other seeds, and says nothing about other images.")
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
    if _is_by_column(experiment):
        sentences = _by_column(_leads_by_column(experiment, finals, overlap))
    else:
        sentences = [compared(finals, [candidate.label for candidate in experiment.candidates], overlap)]
    return [*sentences, *_notes(experiment, runs, finals, own_test)]


def headline(experiment: Experiment, runs: Sequence[Run], own_test: bool = False) -> tuple[str, list[str]]:
    """The same as one short sentence, and the sentences that give the reasons for it; empty as above."""
    finals = _finals(runs)
    if len(finals) < 2:
        return "", []
    overlap = 0.0 if own_test else _overlap(experiment)
    notes = _notes(experiment, runs, finals, own_test)
    if _is_by_column(experiment):
        leads = _leads_by_column(experiment, finals, overlap)
        return _how_many([lead for _title, lead in leads]), [*_by_column(leads), *notes]
    lead = _lead(finals, [candidate.label for candidate in experiment.candidates], len(finals) - 1, overlap)
    return _short(lead), [*([_claim(lead)] if lead.is_one else []), *notes]


def _is_by_column(experiment: Experiment) -> bool:
    rows, columns = experiment.shape
    return rows == 2 and 1 < columns <= MOST_COLUMNS


def _notes(experiment: Experiment, runs: Sequence[Run], finals: Finals, own_test: bool) -> list[str]:
    """What is to be known of any conclusion."""
    told = [ONE_SPLIT] if own_test and any(len(by_seed) >= FEWEST for by_seed in finals.values()) else []
    return [*told, *_names_for_left_out(experiment, runs), OPTIMISTIC]


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


def _leads_by_column(experiment: Experiment, finals: Finals, overlap: float) -> list[tuple[str, _Lead]]:
    """For each value of the second factor, as it is called, the two values of the first compared."""
    columns = experiment.shape[1]
    first, second = experiment.factors
    found = []
    for column, title in enumerate(second.labels(experiment.names)):
        both = {row: finals[row * columns + column] for row in range(2) if row * columns + column in finals}
        if len(both) == 2:
            found.append((title, _lead(both, first.labels(experiment.names), columns, overlap)))
    return found


def _by_column(leads: Sequence[tuple[str, _Lead]]) -> list[str]:
    """A line for each."""
    found = [lead for _title, lead in leads]
    lines = [_("{label}: {sentence}").format(label=title, sentence=_with_interval(lead)) for title, lead in leads]
    told = [lead for lead in found if lead.interval is not None]
    if told:
        return [*lines, _("In brackets: {interval}, in points.").format(interval=told[0].kind_of_interval)]
    return [*lines, _too_few(max(lead.seeds for lead in found))] if found else lines


def compared(finals: Finals, labels: Sequence[str], overlap: float = 0.0) -> str:
    """Of the candidate that is ahead and the next one. ``overlap``: see ``paired_interval``.

    The one that is ahead was picked among all, so the interval is widened for as many comparisons as there are others.
    """
    lead = _lead(finals, labels, len(finals) - 1, overlap)
    return f"{_sentence(lead)} {_claim(lead)}" if lead.is_one else _sentence(lead)


@dataclass(frozen=True)
class _Lead:
    """Who is ahead of whom, and what the seeds say of it. ``points``: 0 where they are level; ``seeds``: those that
    have finished in both."""

    first: str = ""
    second: str = ""
    points: float = 0.0
    seeds: int = 0
    comparisons: int = 1
    overlap: float = 0.0
    interval: Interval | None = None

    @property
    def is_one(self) -> bool:
        return self.points > 0

    @property
    def kind_of_interval(self) -> str:
        return kind_of_interval(self.seeds, self.comparisons, bool(self.overlap))


def _lead(finals: Finals, labels: Sequence[str], comparisons: int, overlap: float) -> _Lead:
    leading = _ranked({which: list(by_seed.values()) for which, by_seed in finals.items()})[:2]
    shared = sorted(finals[leading[0]].keys() & finals[leading[1]].keys())
    if not shared:
        return _Lead()
    first, second = _ranked({which: [finals[which][seed] for seed in shared] for which in leading})
    leader, other = ([finals[which][seed] for seed in shared] for which in (first, second))
    means = 100 * _mean(leader), 100 * _mean(other)
    names = _with_accuracy(labels[first], means[0]), _with_accuracy(labels[second], means[1])
    if means[0] == means[1]:
        return _Lead(*names, seeds=len(shared))
    interval = paired_interval(leader, other, comparisons, overlap)
    return _Lead(*names, float(means[0] - means[1]), len(shared), comparisons, overlap, interval)


def _with_accuracy(label: str, percent: Fraction) -> str:
    return _("{candidate} ({percent} %)").format(candidate=label, percent=number(float(percent), 1))


def _mean(scores: Sequence[Score]) -> Fraction:
    """Exact, so that candidates with as many images right are level."""
    return sum((found.share for found in scores), Fraction()) / len(scores)


def _ranked(scores: dict[int, list[Score]]) -> list[int]:
    """The highest mean first, the first of equals."""
    return sorted(scores, key=lambda which: -_mean(scores[which]))


def _sentence(lead: _Lead) -> str:
    if not lead.seeds:
        return _("No seed has finished in both of the leading candidates yet.")
    if not lead.is_one:
        return _("{first} and {second} are level.").format(first=lead.first, second=lead.second)
    return _("{first} is ahead of {second} by {points}.").format(
        first=lead.first, second=lead.second, points=_points(lead.points)
    )


def _short(lead: _Lead) -> str:
    if not lead.is_one:
        return _sentence(lead)
    if lead.interval is None:
        sentence = _("{first} is ahead of {second} by {points}: of so few seeds, that may be luck.")
    elif lead.interval.is_clear:
        sentence = _("{first} is ahead of {second} by {points}: that is more than luck.")
    else:
        sentence = _("{first} is ahead of {second} by {points}: that may be luck.")
    return sentence.format(first=lead.first, second=lead.second, points=_points(lead.points))


def _how_many(leads: Sequence[_Lead]) -> str:
    clear = sum(lead.interval is not None and lead.interval.is_clear for lead in leads)
    return ngettext(
        "Of {count} comparison, {clear} shows a difference that is more than luck.",
        "Of {count} comparisons, {clear} show a difference that is more than luck.",
        len(leads),
    ).format(count=len(leads), clear=clear)


def _with_interval(lead: _Lead) -> str:
    """The same with the interval in brackets, if there is one."""
    if lead.interval is None:
        return _sentence(lead)
    if lead.interval.is_clear:
        sentence = _("{first} is ahead of {second} by {points} (more than luck: {low} to {high}).")
    else:
        sentence = _("{first} is ahead of {second} by {points} (may be luck: {low} to {high}).")
    low, high = _ends(lead.interval)
    return sentence.format(first=lead.first, second=lead.second, points=_points(lead.points), low=low, high=high)


def _claim(lead: _Lead) -> str:
    if lead.interval is None:
        return _too_few(lead.seeds)
    if lead.interval.is_clear:
        sentence = _("That is more than the spread over seeds explains ({interval}: {low} to {high} points).")
    else:
        sentence = _("That is no more than seeds alone may bring ({interval}: {low} to {high} points).")
    low, high = _ends(lead.interval)
    return sentence.format(interval=lead.kind_of_interval, low=low, high=high)


def _too_few(seeds: int) -> str:
    return ngettext(
        "That is from {seeds} seed, so it may be luck: run {fewest} seeds or more to know.",
        "That is from {seeds} seeds, so it may be luck: run {fewest} seeds or more to know.",
        seeds,
    ).format(seeds=seeds, fewest=FEWEST)


def kind_of_interval(seeds: int, comparisons: int, corrected: bool) -> str:
    """``corrected``: whether for images that the seeds share."""
    facts = [
        ngettext("95 % paired t interval over {seeds} seed", "95 % paired t interval over {seeds} seeds", seeds).format(
            seeds=seeds
        )
    ]
    if corrected:
        facts.append(_("corrected for the images that they share (Nadeau and Bengio)"))
    if comparisons > 1:
        widened = ngettext("widened for {comparisons} comparison", "widened for {comparisons} comparisons", comparisons)
        facts.append(widened.format(comparisons=comparisons))
    return ", ".join(facts)


def _ends(interval: Interval) -> tuple[str, str]:
    return signed(interval.low, 2), signed(interval.high, 2)


def _points(points: float) -> str:
    if points < 0.005:
        return _("less than {points} points").format(points=number(0.01, 2))
    return _("{points} points").format(points=number(points, 1 if points >= 0.095 else 2))


def _names_for_left_out(experiment: Experiment, runs: Sequence[Run]) -> list[str]:
    """What the networks call a class that they were never trained on."""
    told = []
    for which, candidate in enumerate(experiment.candidates):
        left_out = [v for v in candidate.plan.changes.chosen if v.kind == LEFT_OUT and v.where == TRAINING]
        counts = [run.confusion for run in runs if run.candidate == which and run.confusion is not None]
        if left_out and counts:
            told += [_called(label, np.sum(counts, 0), experiment.names) for label in left_out[0].which]
    if not any(told):
        return []
    return [_("Never trained on, it is taken for another: {digits}.").format(digits="; ".join(filter(None, told)))]


def _called(label: int, counts: np.ndarray, names: Sequence[str]) -> str:
    if label >= len(names):
        return ""
    row, name = counts[label], names[label]
    if not row.sum():
        return ""
    first, second = np.argsort(-row, kind="stable")[:2].tolist()
    percent = [number(100 * row[guess] / row.sum(), 0) for guess in (first, second)]
    if not row[second]:
        return _("{digit} is called {guess} ({percent} %)").format(digit=name, guess=names[first], percent=percent[0])
    return _("{digit} is called {first} ({first_percent} %) or {second} ({second_percent} %)").format(
        digit=name, first=names[first], first_percent=percent[0], second=names[second], second_percent=percent[1]
    )
