"""Accuracy against what it costs: which points are there, what is read of them, and which was clicked."""

import math

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtTest import QTest

from gui.compare.line_style import line_styles
from gui.compare.price_plot import FIT, IMAGE, SIZE, Point, PricePlot, height

STYLES = line_styles(3)
NAN = math.nan
POINTS = [
    Point("network", STYLES[0], True, 95.0, 94.0, 96.0, (4.0, NAN, 214_824.0)),
    Point("3 nearest neighbours", STYLES[1], False, 95.8, 95.8, 95.8, (0.1, 1.6e-3, 56_592_000.0)),
    Point("svm", STYLES[2], False, 97.8, 97.5, 98.0, (5.0, 4e-4, 2_418_000.0)),
]


@pytest.fixture
def plot(show):
    made = show(PricePlot(), 640, 320)
    made.show_points(POINTS)
    return made


def drawn(plot):
    return [(index, pytest.approx(x), pytest.approx(y)) for index, x, y in plot._places]


def test_halving_what_is_wrong_is_as_far_everywhere():
    assert height(95) - height(90) == pytest.approx(height(99) - height(98))
    assert height(100) == height(99.99)


def test_points_stand_by_the_price_that_is_chosen_and_those_without_one_are_left_out(plot):
    assert drawn(plot) == [
        (index, math.log10(one.prices[FIT]), height(one.percent)) for index, one in enumerate(POINTS)
    ]
    plot.price.setCurrentIndex(IMAGE)
    assert drawn(plot) == [(1, math.log10(1.6), height(95.8)), (2, math.log10(0.4), height(97.8))]
    assert "(ms)" in plot.plot.getAxis("bottom").labelText
    plot.price.setCurrentIndex(SIZE)
    assert drawn(plot)[0] == (0, math.log10(214.824), height(95))
    assert [item.toPlainText() for item in plot._names] == ["network", "3 nearest neighbours", "svm"]
    plot.show_points([Point("new", STYLES[0], True, NAN, NAN, NAN, (NAN, NAN, NAN), False)])
    assert (drawn(plot), plot._names) == ([], [])


def test_the_pointer_reads_all_prices(plot, point):
    point(plot.plot, math.log10(0.1), height(95.8))
    assert plot.reading() == "3 nearest neighbours: 95.80 % right · 0.1 s · 1.6 ms · 5.66e+04 kB"
    point(plot.plot, math.log10(0.5), height(97))
    assert plot.reading() == ""


def test_a_click_tells_which_point_it_was(plot, qtbot):
    plot.plot.grab()
    place = plot.plot.getPlotItem().getViewBox().mapViewToScene(QPointF(math.log10(5), height(97.8)))
    with qtbot.waitSignal(plot.clicked) as told:
        QTest.mouseClick(plot.plot.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(*map(round, place.toTuple())))
    assert told.args == [2]
