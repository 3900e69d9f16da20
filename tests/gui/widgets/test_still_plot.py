"""Plots stand still under the mouse, follow the palette, and write numbers as people do."""

import pyqtgraph as pg
import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QColor, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from gui.look import sizes, theme
from gui.widgets.plot_axes import count_words
from gui.widgets.still_plot import CountPlot, StillPlot


@pytest.fixture
def plot(show):
    made = show(StillPlot("epoch", "loss"), 400, 300)
    made.setXRange(0, 10, padding=0)
    made.setYRange(-1, 1, padding=0)
    return made


def seen(plot):
    return plot.getPlotItem().getViewBox().viewRange()


def test_neither_dragging_nor_the_wheel_moves_it(plot):
    before, at = seen(plot), QPoint(200, 150)
    for button in (Qt.MouseButton.LeftButton, Qt.MouseButton.RightButton):
        QTest.mousePress(plot.viewport(), button, pos=at)
        QTest.mouseMove(plot.viewport(), at + QPoint(60, 40))
        QTest.mouseRelease(plot.viewport(), button, pos=at + QPoint(60, 40))
    turn = QWheelEvent(
        QPointF(at), QPointF(plot.mapToGlobal(at)), QPoint(), QPoint(0, 240), Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier, Qt.ScrollPhase.NoScrollPhase, False,
    )  # fmt: skip
    QApplication.sendEvent(plot.viewport(), turn)
    assert seen(plot) == before
    assert plot.focusPolicy() == Qt.FocusPolicy.NoFocus


def test_numbers_have_a_true_minus(plot):
    assert plot.getAxis("left").tickStrings([-1, 2], 1, 1) == ["−1", "2"]
    plot.set_ticks("left", (-0.5, 2))
    assert plot.getAxis("left")._tickLevels == [[(-0.5, "−0.5"), (2, "2")]]


def test_numbers_have_the_marks_of_the_persons_country(plot, german):
    assert plot.getAxis("left").tickStrings([-0.5, 2], 1, 0.1) == ["−0,5", "2,0"]
    plot.set_ticks("left", (-0.5, 2))
    assert plot.getAxis("left")._tickLevels == [[(-0.5, "−0,5"), (2, "2")]]
    assert [count_words(count) for count in (40_000, 1_500_000)] == ["40.000", "1,5 M"]


def test_it_changes_with_the_palette(plot, qapp):
    theme.apply(qapp)
    for scheme in ("dark", "light"):
        theme.set_scheme(qapp, scheme)
        assert plot.backgroundBrush().color() == theme.plot_background(plot.palette())
        assert plot.getAxis("left").textPen().color() == QColor(plot.palette().windowText().color())
    theme.set_scheme(qapp, "system")


@pytest.mark.parametrize(
    ("count", "words"),
    [
        (0, "0"),
        (999_999, "999,999"),
        (40_000, "40,000"),
        (1_000_000, "1 M"),
        (12_500_000, "12.5 M"),
        (0.5, "0.5"),
    ],
)
def test_counts_read_as_people_write_them(count, words):
    assert count_words(count) == words


def test_on_a_logarithmic_axis_of_counts_only_powers_of_ten_have_a_number(show):
    plot = show(CountPlot("pixel", "pixels"), 300, 200)
    axis = plot.getAxis("left")
    assert axis.tickStrings([1_000, 1_500_000], 1, 1) == ["1,000", "1.5 M"]
    axis.setLogMode(False, True)
    assert axis.tickStrings([-0.3, 0, 0.5, 3, 6], 1, 1) == ["", "1", "", "1,000", "1 M"]


def test_lines_are_as_thick_on_a_screen_of_small_pixels(plot, monkeypatch):
    curve = plot.plot([0, 1], [0, 1], pen=plot.pen(theme.TRAIN, 2), symbol="o", symbolSize=5)
    line = pg.InfiniteLine(angle=90, pen=plot.pen(theme.TRAIN))
    plot.addItem(line)
    monkeypatch.setattr(StillPlot, "devicePixelRatioF", lambda _: 2.0)
    sizes.changed.emit()
    assert curve.curve.opts["pen"].widthF() == 4
    assert line.pen.widthF() == 2
    assert plot.pen(theme.TRAIN, 2).widthF() == 4
    assert curve.opts["symbolSize"] == 5  # in the pixels that do not depend on the screen
    monkeypatch.undo()
    sizes.changed.emit()
    assert curve.curve.opts["pen"].widthF() == 2


def test_text_lines_and_marks_of_a_plot_grow_together(plot, qapp):
    theme.apply(qapp)
    curve = plot.plot([0, 1], [0, 1], name="loss", pen=plot.pen(theme.TRAIN, 2), symbol="o", symbolSize=5)
    legend = plot.add_legend((-12, 12))
    legend.addItem(curve, "loss")
    theme.set_text_size(qapp, 2.0)
    assert curve.curve.opts["pen"].widthF() == 4
    assert curve.opts["symbolSize"] == 10
    assert plot.getAxis("left").style["tickFont"].pointSizeF() == plot.font().pointSizeF()
    assert legend.items[0][1].opts["size"] == f"{plot.font().pointSizeF():g}pt"
    theme.set_text_size(qapp, 1.0)
    assert curve.curve.opts["pen"].widthF() == 2


@pytest.mark.parametrize("shown", [True, False], ids=["shown before its turn", "in its turn"])
def test_those_of_a_plot_that_is_hidden_follow_when_it_is_shown_or_has_its_turn(show, qapp, wait, shown):
    theme.apply(qapp)
    page, plot, heard = QWidget(), StillPlot("epoch", "loss"), []
    QVBoxLayout(page).addWidget(plot)
    show(page, 400, 300)
    curve = plot.plot([0, 1], [0, 1], pen=plot.pen(theme.TRAIN, 2))
    plot.text_changed.connect(lambda: heard.append(plot.font().pointSizeF()))
    plot.hide()
    theme.set_text_size(qapp, 2.0)
    assert heard == []
    plot.setVisible(shown)
    wait(lambda: heard)
    assert heard[-1] == qapp.font().pointSizeF()
    assert curve.curve.opts["pen"].widthF() == 4
    assert plot.getAxis("left").style["tickFont"].pointSizeF() == heard[-1]
    theme.set_text_size(qapp, 1.0)
