"""The bar beside a heat map: the highest at the top, few numbers, and a mark where the number under the pointer is."""

import numpy as np
import pytest
from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QFontMetricsF, QImage, QPainter

from gui.widgets.color_bar import SPACE, WIDTH, bar_room, paint_bar
from gui.widgets.color_scale import ColorScale

AREA, SCALE = QRectF(0, 20, 10, 200), ColorScale(0, 100, "grey")
MIDDLE = int(AREA.right() + 2 * SPACE + WIDTH / 2)


@pytest.fixture
def paint(qapp):
    """``paint(value, title)``: what the bar looks like on green."""

    def painted(value=None, title=""):
        image = QImage(160, 240, QImage.Format.Format_RGB32)
        image.fill(QColor("#00ff00"))
        with QPainter(image) as painter:
            painter.setPen(QColor("#ff0000"))
            paint_bar(painter, AREA, SCALE, title, value)
        return image

    return painted


def red_rows(image):
    """Where the mark is: it reaches out of the bar to the left."""
    x = int(AREA.right() + 2 * SPACE) - 3
    return [y for y in range(image.height()) if image.pixelColor(x, y).red() > 128]


def test_the_highest_colour_is_at_the_top(paint):
    image = paint()
    greys = [image.pixelColor(MIDDLE, y).red() for y in (21, 120, 218)]
    assert greys[0] > 250
    assert greys[1] == pytest.approx(128, abs=3)
    assert greys[2] < 5


@pytest.mark.parametrize(("value", "y"), [(0, 220), (25, 170), (100, 20), (500, 20), (-5, 220)])
def test_the_mark_is_where_the_number_is_and_at_the_end_where_it_is_beyond(paint, value, y):
    assert np.mean(red_rows(paint(value))) == pytest.approx(y, abs=1)


@pytest.mark.parametrize("value", [None, np.nan])
def test_without_a_number_there_is_no_mark(paint, value):
    assert red_rows(paint(value)) == []


def test_a_title_needs_room_and_is_painted_in_it(paint, qapp):
    metrics = QFontMetricsF(qapp.font())
    assert bar_room(metrics, titled=True) == bar_room(metrics, titled=False) + metrics.height()
    assert paint(title="images") != paint()
