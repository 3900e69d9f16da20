"""Level lines and their names: the best of each kind, and no name over another."""

from dataclasses import replace

import pytest
from PySide6.QtGui import QFontMetricsF

from engine.digits.changes import Changes
from engine.experiments.yardsticks.recipes import Centroid, Neighbours
from engine.experiments.yardsticks.record import Record
from engine.runs.provenance import TrainedOn
from gui.train.yardstick_lines import YardstickLines, measured_levels, spread
from gui.widgets.still_plot import StillPlot

CENTROID = Record(
    Centroid(), TrainedOn("some", 0.1, 0, Changes(), "mark"), "", True, 900, 100, 82, 1.0, 1e-5, 9, True
)  # fmt: skip


def test_of_each_kind_the_best_recipe_is_told_by_the_mean_of_its_seeds():
    second = replace(CENTROID, fitted_to=replace(CENTROID.fitted_to, seed=1), right=80)
    near, far = (replace(CENTROID, recipe=Neighbours(k), right=right) for k, right in ((3, 96), (50, 90)))
    assert measured_levels([CENTROID, near, second, far]) == [(81, "means 81.0 %"), (96, "neighbours 96.0 %")]


@pytest.mark.parametrize(
    ("values", "places"),
    [
        ([10, 50, 90], [10, 50, 90]),
        ([50, 50], [47.5, 52.5]),
        ([50, 51, 90, 91], [48, 53, 88, 93]),
        ([98, 99, 100], [90, 95, 100]),
        ([0, 1], [0, 5]),
        ([], []),
    ],
)
def test_what_is_too_near_is_moved_apart_and_as_little_as_may_be(values, places):
    assert spread(values, 5, 0, 100) == pytest.approx(places)


def test_names_have_room_and_stay_within_the_margin(show):
    plot = show(StillPlot("epoch", "accuracy (%)"), 400, 250)
    plot.setYRange(10, 100)
    plot.showAxis("right")
    axis = plot.getAxis("right")
    axis.setWidth(118)
    lines = YardstickLines(plot)
    lines.show([(10, "chance 10 %"), (95.6, "forest 95.6 %"), (95.7, "a very long name of a yardstick 95.7 %")])
    [ticks] = axis._tickLevels
    line = QFontMetricsF(plot.font()).height() * 0.8 * plot.getPlotItem().getViewBox().viewPixelSize()[1]
    assert [name for _place, name in ticks][:2] == ["chance 10 %", "forest 95.6 %"]
    assert ticks[2][1].endswith("…")
    assert ticks[2][0] - ticks[1][0] >= line
    lines.show([])
    assert (lines.lines, axis._tickLevels) == ([], [[]])
