"""The networks of the Compare page as yardsticks are set beside them: only those of the very same images."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from engine.digits.dataset import Digits
from engine.experiments.run import FINISHED, Run
from engine.experiments.statistics import Score, final, score
from engine.experiments.yardsticks.record import Conditions
from engine.experiments.yardsticks.standing import Rated, in_words, standings
from engine.networks.network import NetworkSpec
from engine.numbers import number
from engine.words import _
from gui.compare.line_style import LineStyle
from gui.compare.price_plot import Point
from gui.compare.yardstick_rows import Row
from gui.model.measured import Measured

FLOAT = 4  # bytes of a parameter
ALONE = _("Start an experiment, or keep the Train page's run here, to see how a network stands beside them.")


@dataclass(frozen=True)
class Line:
    """A row of networks, and the images that its runs were trained on and tested with."""

    label: str
    style: LineStyle
    runs: Sequence[Run]
    digits: Digits | None
    test_digits: Digits | None

    @property
    def spec(self) -> NetworkSpec:
        return self.runs[0].plan.spec

    @property
    def finished(self) -> list[Run]:
        return [run for run in self.runs if run.state == FINISHED]

    def conditions(self, measured: Measured) -> Conditions | None:
        plan = self.runs[0].plan
        return measured.conditions(self.digits, self.test_digits, plan.test_fraction, plan.changes)


def rated(line: Line, images: int) -> Rated:
    """``images``: of the test, for a run that does not know them."""
    scores = {
        run.seed: score(run) if run.confusion is not None else Score(round(final(run) * images / 100), images)
        for run in line.finished
    }
    return Rated(line.label, scores)


def comparison(
    rows: Sequence[Row], lines: Sequence[Line], conditions: Conditions | None, measured: Measured
) -> list[str]:
    """How the yardsticks stand beside the best of the networks with the same images: in a sentence, then in more."""
    done = [row for row in rows if row.records]
    networks = [line for line in lines if line.finished]
    if not done or conditions is None:
        return []
    alike = [line for line in networks if line.conditions(measured) == conditions]
    if not alike:
        return [_best(done), _of_other_images() if networks else ALONE]
    found = [rated(line, done[0].records[0].test_images) for line in alike]
    best = max(found, key=lambda one: one.percent)
    told = in_words(best, standings(best, [row.rated for row in done], len(found), conditions.overlap))
    return [_best_of_all([best, *(row.rated for row in done)]), *told]


def _of_other_images() -> str:
    return _(
        "The yardsticks were measured on other images, or with another split, than the networks beside them: they are "
        "not compared. Measure them again, or start the experiment again."
    )


def _best(rows: Sequence[Row]) -> str:
    best = max(rows, key=lambda row: row.accuracy)
    sentence = _("Of the yardsticks, {yardstick} is right most often: {percent} %.")
    return sentence.format(yardstick=best.label, percent=number(best.accuracy, 1))


def _best_of_all(found: Sequence[Rated]) -> str:
    best = max(found, key=lambda one: one.percent)
    sentence = _("Of all, {name} is right most often: {percent} %.")
    return sentence.format(name=best.label, percent=number(best.percent, 1))


def network_point(line: Line, image_seconds: float, shown: bool) -> Point:
    """``image_seconds``: NaN if it is not known."""
    finals = [final(run) for run in line.finished]
    if not finals:
        unknown = math.nan
        return Point(line.label, line.style, True, unknown, unknown, unknown, (unknown, unknown, unknown), False)
    seconds = sum(run.seconds for run in line.finished) / len(finals)
    prices = seconds, image_seconds, float(FLOAT * line.spec.parameters)
    return Point(line.label, line.style, True, sum(finals) / len(finals), min(finals), max(finals), prices, shown)


def yardstick_point(row: Row, style: LineStyle, shown: bool) -> Point:
    prices = row.fit_seconds, row.image_seconds, row.size
    return Point(row.label, style, False, row.accuracy, *row.ends, prices, shown)
