"""Yardsticks among the curves: level lines that are hidden, read and put on another axis."""

import math

import numpy as np
import pytest

from gui.compare.levels import Levels
from gui.compare.line_style import line_styles
from gui.widgets.still_plot import StillPlot


@pytest.fixture
def levels(show):
    made = Levels(show(StillPlot("epoch", "accuracy"), 400, 250))
    made.set_lines(["mean", "svm", "forest"], line_styles(3))
    made.show_heights([82.0, 97.5, math.nan], lambda y: y)
    return made


def shown(levels):
    return [line.value() for line in levels._lines if line.isVisible()]


def test_those_that_are_measured_and_ticked_are_shown(levels):
    assert shown(levels) == [82, 97.5]
    levels.set_shown(0, False)
    assert shown(levels) == [97.5]
    levels.set_lines(["mean"], line_styles(1))
    assert shown(levels) == []


def test_another_axis_moves_them(levels):
    levels.place(np.log10)
    assert shown(levels) == pytest.approx([math.log10(82), math.log10(97.5)])


def test_the_nearest_that_is_shown_is_told(levels):
    assert levels.near(96, 5) == ("svm: 97.50 %", 1.5)
    assert levels.near(60, 5) == ("", 5)
    levels.set_shown(1, False)
    assert levels.near(96, 5) == ("", 5)
