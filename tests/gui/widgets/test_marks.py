"""Right and wrong differ by shape and by colour, and stay in their corner."""

import pytest
from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QImage, QPainter

from gui.look import theme
from gui.widgets.marks import RIGHT, UNMARKED, WRONG, paint_mark

AREA = QRectF(10, 10, 80, 80)


def painted(mark):
    image = QImage(100, 100, QImage.Format.Format_RGB32)
    image.fill(0)
    with QPainter(image) as painter:
        paint_mark(painter, AREA, mark)
    return image


def inked(image):
    return {(x, y) for x in range(100) for y in range(100) if image.pixelColor(x, y) != QColor("#000000")}


def test_what_is_unmarked_has_none():
    assert not inked(painted(UNMARKED))


@pytest.mark.parametrize(("mark", "color"), [(RIGHT, theme.RIGHT), (WRONG, theme.WRONG)])
def test_a_mark_is_in_the_upper_right_corner_in_its_colour(mark, color):
    image = painted(mark)
    assert inked(image) == {(x, y) for x in range(70, 90) for y in range(10, 30)}
    assert image.pixelColor(71, 11) == QColor(color)


def test_the_two_differ_by_shape():
    def strokes(mark):
        image = painted(mark)
        return {at for at in inked(image) if image.pixelColor(*at).lightness() > 220}

    right, wrong = strokes(RIGHT), strokes(WRONG)
    assert len(right & wrong) < len(right | wrong) / 2


def test_the_painter_is_left_as_it_was():
    image = QImage(100, 100, QImage.Format.Format_RGB32)
    with QPainter(image) as painter:
        pen, hints = painter.pen(), painter.renderHints()
        paint_mark(painter, AREA, WRONG)
        assert (painter.pen(), painter.renderHints()) == (pen, hints)
