"""The lying bar runs from the lowest colour at the left to the highest at the right."""

import pytest
from PySide6.QtGui import QColor

from gui.inspect.lying_color_bar import ColorBar
from gui.widgets.color_scale import ColorScale

SCALE = ColorScale(-2, 2, "diverging")


@pytest.fixture
def bar(show):
    made = show(ColorBar(), 220, 24)
    made.show_scale(SCALE)
    return made


def test_the_ends_have_the_colours_of_the_ends(bar):
    picture, width = bar.grab().toImage(), bar.width()
    colors = [picture.pixelColor(x, bar.height() // 2) for x in range(width)]
    low, high = (QColor.fromRgb(int(color)) for color in SCALE.argb([-2, 2]))
    assert colors.index(low) < width / 2 < width - colors[::-1].index(high)


def test_without_a_scale_it_is_empty(bar):
    shown = bar.grab().toImage()
    bar.show_scale(None)
    empty = bar.grab().toImage()
    assert empty != shown
    assert len({empty.pixel(x, 12) for x in range(bar.width())}) == 1
