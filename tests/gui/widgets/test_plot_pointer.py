"""The pointer over a plot is told in the plot's own coordinates, and that it has left."""

import pytest
from PySide6.QtCore import QEvent, QPoint
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from gui.widgets.plot_pointer import PlotPointer
from gui.widgets.still_plot import StillPlot


@pytest.fixture
def plot(show):
    made = show(StillPlot("epoch", "loss"), 400, 300)
    made.setXRange(0, 10, padding=0)
    made.setYRange(-1, 1, padding=0)
    made.told = []
    PlotPointer(made).moved.connect(made.told.append)
    return made


def test_it_tells_the_place_and_none_beside_the_axes(plot, point):
    point(plot, 4, 0.5)
    assert (plot.told[-1].x(), plot.told[-1].y()) == pytest.approx((4, 0.5), abs=0.05)
    QTest.mouseMove(plot.viewport(), QPoint(5, 5))
    assert plot.told[-1] is None


def test_leaving_is_told(plot, point):
    point(plot, 4, 0.5)
    QApplication.sendEvent(plot, QEvent(QEvent.Type.Leave))
    assert plot.told[-1] is None
