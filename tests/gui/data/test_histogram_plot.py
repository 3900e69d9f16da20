"""Histograms and bars are read out, whatever the axis."""

import numpy as np
import pytest
from PySide6.QtCore import QPointF, Qt
from PySide6.QtTest import QTest

from gui.data.class_bars import ClassBars
from gui.data.histogram_plot import FLOOR, Bars, HistogramPlot
from gui.widgets.still_plot import count_words

EDGES, COUNTS = np.array([-0.1, 0.1, 0.3, 0.5]), np.array([1_234, 0, 20])


@pytest.fixture
def plot(qtbot):
    plot = HistogramPlot("All pairs", "correlation", "pairs")
    qtbot.addWidget(plot)
    plot.resize(500, 300)
    with qtbot.waitExposed(plot):
        plot.show()
    return plot


def point(plot, value):
    box = plot.plot.getPlotItem().getViewBox()
    plot.plot.scene().sigMouseMoved.emit(box.mapViewToScene(QPointF(value, box.viewRange()[1][1] / 2)))


def heights(plot, index=0):
    return plot._curves[index].getData()[1].tolist()


def test_the_bin_under_the_pointer_is_read_out(plot):
    plot.set_histogram(EDGES, [Bars("pairs", COUNTS, "#5F8FB4")])
    assert plot.reading() == "All pairs"
    point(plot, 0.0)
    assert plot.reading() == "−0.10 to 0.10: 1,234 pairs"
    point(plot, 0.5)
    assert plot.reading() == "0.30 to 0.50: 20 pairs"
    point(plot, 0.504)
    assert plot.reading() == "All pairs"


def test_counts_stand_on_a_linear_or_a_logarithmic_axis(plot):
    plot.set_histogram(EDGES, [Bars("pairs", COUNTS, "#5F8FB4")])
    assert heights(plot) == [1_234, 0, 20]
    plot.set_logarithmic(True)
    assert heights(plot) == pytest.approx([np.log10(1_234), FLOOR, np.log10(20)])
    axis = plot.plot.getAxis("left")
    assert axis.tickStrings([0, 1, 3, 6, -0.3], 1, 1) == ["1", "10", "1,000", "1 M", ""]


def test_histograms_of_different_sums_are_compared_in_percent(plot):
    plot.set_histogram(EDGES, [Bars("a", COUNTS, "#0072B2"), Bars("b", 10 * COUNTS, "#D55E00")], shares=True)
    assert heights(plot, 0) == pytest.approx(heights(plot, 1))
    assert sum(heights(plot, 0)) == pytest.approx(100)
    plot.set_histogram(np.empty(0), [])
    assert not plot._curves


@pytest.mark.parametrize(
    ("count", "words"), [(0, "0"), (40_000, "40,000"), (1_000_000, "1 M"), (12_500_000, "12.5 M"), (0.5, "0.5")]
)
def test_counts_read_as_people_write_them(count, words):
    assert count_words(count) == words


def test_the_keyboard_takes_a_digit_from_the_bars(qtbot):
    bars = ClassBars()
    qtbot.addWidget(bars)
    bars.set_counts(np.arange(10) * 1_000)
    with qtbot.waitExposed(bars):
        bars.show()
    taken = []
    bars.clicked.connect(taken.append)
    bars.setFocus()
    for key in (Qt.Key.Key_Down, Qt.Key.Key_Down, Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_Return):
        QTest.keyClick(bars, key)
    QTest.mouseClick(bars, Qt.MouseButton.LeftButton, pos=bars.row_rect(7).center().toPoint())
    assert taken[-1] == 7
    assert len(taken) == 2
    assert "9: 9,000" in bars.accessibleDescription()
