"""What the table and the plots show of each yardstick: its figures over the seeds, what waits, and what failed."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from statistics import fmean, stdev

from engine.experiments.states import CANCELLED, FAILED
from engine.experiments.yardsticks.measuring import Measurement
from engine.experiments.yardsticks.milestones import WHICH_LINEAR
from engine.experiments.yardsticks.recipes import KINDS, Logistic, Recipe, kind_of, label, word_of
from engine.experiments.yardsticks.record import Record, by_recipe
from engine.experiments.yardsticks.standing import Rated
from engine.numbers import number
from engine.words import _

NOT_SETTLED = _("More iterations would still change it.")


@dataclass(frozen=True)
class Row:
    """A yardstick. ``records``: by seed, may be none; ``rest``: seeds that wait, are under way, or came to nothing.

    Means over the seeds, NaN where there are none: ``accuracy`` in percent with its standard deviation ``spread``,
    seconds to fit it and to judge an image, ``size`` in bytes.
    """

    recipe: Recipe
    records: Sequence[Record]
    rest: Sequence[Measurement]

    @property
    def label(self) -> str:
        return label(self.recipe)

    @property
    def accuracy(self) -> float:
        return _mean(record.accuracy for record in self.records)

    @property
    def spread(self) -> float:
        return stdev(record.accuracy for record in self.records) if len(self.records) > 1 else math.nan

    @property
    def ends(self) -> tuple[float, float]:
        """The lowest accuracy and the highest."""
        known = [record.accuracy for record in self.records] or [math.nan]
        return min(known), max(known)

    @property
    def fit_seconds(self) -> float:
        return _mean(record.fit_seconds for record in self.records)

    @property
    def image_seconds(self) -> float:
        return _mean(record.image_seconds for record in self.records)

    @property
    def size(self) -> float:
        return _mean(record.size for record in self.records)

    @property
    def rated(self) -> Rated:
        return Rated(self.label, {record.seed: record.score for record in self.records})

    @property
    def failed(self) -> list[Measurement]:
        return [run for run in self.rest if run.state == FAILED]

    @property
    def runs_words(self) -> str:
        """ "2 of 3", "2 of 3, 1 failed"."""
        wanted = [run for run in self.rest if run.state != CANCELLED]
        done, runs, failed = len(self.records), len(self.records) + len(wanted), len(self.failed)
        if failed:
            return _("{finished} of {runs}, {failed} failed").format(finished=done, runs=runs, failed=failed)
        return _("{finished} of {runs}").format(finished=done, runs=runs)

    @property
    def reasons(self) -> str:
        """Why seeds failed, a line for each."""
        words = _("Seed {seed}: {reason}")
        return "\n".join(words.format(seed=run.seed, reason=run.reason) for run in self.failed)

    @property
    def tip(self) -> str:
        """What it is, and what is to be known of its figures."""
        each = [
            _("Seed {seed}: {percent} %").format(seed=record.seed, percent=number(record.accuracy, 2))
            for record in self.records
        ]
        unsettled = any(not record.settled for record in self.records)
        linear = isinstance(self.recipe, Logistic) and any(record.are_digits for record in self.records)
        notes = [kind_of(self.recipe).explains, WHICH_LINEAR if linear else "", NOT_SETTLED if unsettled else ""]
        return "\n".join(filter(None, [f"{self.label}:", *notes, *each]))


def rows_of(records: Iterable[Record], rest: Iterable[Measurement]) -> list[Row]:
    """One for each recipe, in the order of the form; a seed that is measured anew counts once."""
    known, others = by_recipe(records), list(rest)
    recipes = {**dict.fromkeys(known), **{run.recipe: None for run in others}}
    rows = []
    for recipe in sorted(recipes, key=_place):
        mine = known.get(recipe, [])
        seeds = {record.seed for record in mine}
        rest = [run for run in others if run.recipe == recipe and run.seed not in seeds]
        if mine or any(run.state != CANCELLED for run in rest):
            rows.append(Row(recipe, mine, rest))
    return rows


def _place(recipe: Recipe) -> tuple[int, str]:
    return [*KINDS].index(word_of(recipe)), str(sorted(asdict(recipe).items()))


def _mean(values: Iterable[float]) -> float:
    known = list(values)
    return fmean(known) if known else math.nan
