"""A colour stands for a number: the ends of the scale, what is beyond, and what is none."""

import numpy as np
import pytest
from PySide6.QtGui import QColor

from gui.widgets.color_scale import MISSING, ColorScale, scale_to


def colors(scale, *values):
    return [QColor.fromRgb(int(argb)).name() for argb in scale.argb(np.array(values))]


def test_grey_runs_from_black_to_white():
    assert colors(ColorScale(-1, 1, "grey"), -1, 0, 1) == ["#000000", "#808080", "#ffffff"]


def test_two_directions_meet_in_the_middle_in_a_pale_colour():
    below, middle, above = colors(ColorScale(-2, 2, "diverging"), -2, 0, 2)
    assert (below, above) == ("#d55e00", "#0072b2")
    assert QColor(middle).lightness() > 235


@pytest.mark.parametrize("kind", ["sequential", "diverging", "grey"])
def test_what_is_beyond_has_the_colour_of_the_end_and_what_is_no_number_a_grey(kind):
    scale = ColorScale(10, 20, kind)
    low, under, high, over = colors(scale, 10, -1e9, 20, np.inf)
    assert (under, over) == (low, high) != (high, low)
    assert scale.argb(np.array([np.nan]))[0] == MISSING


def test_a_picture_has_a_pixel_for_each_number_row_by_row():
    values = np.array([[0.0, 1.0, 2.0], [3.0, 4.0, 5.0]])
    scale = ColorScale(0, 5)
    picture = scale.picture(values)
    assert (picture.width(), picture.height()) == (3, 2)
    assert picture.pixelColor(2, 0).name() == colors(scale, 2.0)[0]
    assert picture.pixelColor(0, 1).name() == colors(scale, 3.0)[0]


@pytest.mark.parametrize(("most", "high"), [(0, 5), (0.4, 5), (5, 5), (5.1, 10), (6, 10), (100, 100), (101, 105)])
def test_counts_end_at_a_multiple_of_five(most, high):
    scale = scale_to(most)
    assert (scale.low, scale.high) == (0, high)
