"""A curve is drawn as far as it is asked for, and leaves out what is no number."""

import numpy as np
import pyqtgraph as pg
import pytest
from PySide6.QtGui import QColor, QImage, QPainter, QTransform

from gui.widgets.growing_curve import PIECE, CurveSample, GrowingCurve

TO_PIXELS = QTransform(10, 0, 0, -80, 5, 90)  # 10 pixels for an epoch, 80 for 1


@pytest.fixture
def curve(qapp):
    return GrowingCurve("loss", pg.mkPen("#0000ff", width=2), "s", 4, "#ff0000")


def drawn(curve, *between, columns=(0, 400)):
    """(100, 400, 3) bytes, of which only ``columns`` are drawn on."""
    image = QImage(400, 100, QImage.Format.Format_RGB32)
    image.fill(QColor("white"))
    with QPainter(image) as painter:
        painter.setClipRect(columns[0], 0, columns[1] - columns[0], 100)
        curve.draw(painter, TO_PIXELS, *between)
    return np.frombuffer(image.constBits(), np.uint8).reshape(100, 400, 4)[..., 2::-1].copy()


def test_each_part_looks_the_same_whoever_asks(curve):
    curve.grow(np.arange(40), np.random.default_rng(1).random(40))
    whole = drawn(curve)
    for left in range(0, 390, 37):
        part = drawn(curve, left, left + 30, columns=(left, left + 30))
        np.testing.assert_array_equal(part[:, left : left + 30], whole[:, left : left + 30])


def test_it_has_a_line_and_a_mark_for_each_point(curve):
    curve.grow(np.arange(30), np.full(30, 0.5))
    picture = drawn(curve)
    red, blue = (picture == (255, 0, 0)).all(2), (picture == (0, 0, 255)).all(2)
    assert all(red[48:52, 5 + 10 * epoch].any() for epoch in range(30))
    assert all(blue[48:52, 10 * epoch].any() for epoch in range(1, 30))
    assert not (red | blue)[:, 300:].any()


def test_no_line_crosses_what_is_no_number_and_what_is_far_off_does_no_harm(curve):
    y = np.full(3 * PIECE, 0.5)
    y[10:12], y[14], y[20] = np.nan, np.inf, 1e30
    curve.grow(np.arange(3 * PIECE), y)
    picture = drawn(curve) != 255
    inked = picture.any((0, 2))
    assert inked[20:96].all()
    assert not inked[99:122].any()
    assert not inked[139:152].any()
    assert picture[2, 190:200].any()


def test_a_dense_curve_has_no_more_marks_than_pixels(curve):
    x = np.linspace(0, 30, 50_000)
    curve.grow(x, np.full(len(x), 0.5))
    assert (drawn(curve)[48:52, 10:300] == (255, 0, 0)).all(2).any(0).all()


def test_nothing_is_drawn_of_nothing_nor_of_what_is_hidden(curve):
    assert (drawn(curve) == 255).all()
    curve.grow(np.arange(10), np.full(10, 0.5))
    curve.setVisible(False)
    assert (drawn(curve) == 255).all()


def test_the_legend_has_line_and_mark_in_their_colours(curve):
    image = QImage(20, 20, QImage.Format.Format_RGB32)
    image.fill(QColor("white"))
    with QPainter(image) as painter:
        CurveSample(curve).paint(painter)
    assert image.pixelColor(1, 11) == QColor("#0000ff")
    assert image.pixelColor(10, 10) == QColor("#ff0000")
