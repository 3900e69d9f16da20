"""A row of bars for each layer, on a line of zero, with a name for each bar."""

import numpy as np
import pytest
from PySide6.QtCore import QEvent, QPoint
from PySide6.QtGui import QHelpEvent
from PySide6.QtWidgets import QApplication, QToolTip

from gui.look import theme
from gui.widgets.activation_rows import ActivationRows

DIGITS = np.arange(10, dtype=np.float32)


def color_at(rows, point):
    return rows.grab().toImage().pixelColor(int(point.x()), int(point.y())).name()


def tip_at(rows, position):
    QApplication.sendEvent(rows, QHelpEvent(QEvent.Type.ToolTip, position, rows.mapToGlobal(position)))
    return QToolTip.text()


def test_bars_rise_above_the_line_of_zero_and_fall_below_it(show):
    rows = show(ActivationRows(), 400, 300)
    rows.show_layers([np.array([2.0, -1.0, 0.0], np.float32), DIGITS], "tanh")
    up, down = rows.bar_rect(0, 0), rows.bar_rect(0, 1)
    assert up.bottom() == pytest.approx(down.top())
    assert up.height() == pytest.approx(2 * down.height())
    assert rows.bar_rect(0, 2).height() == 0
    assert color_at(rows, up.center()) == theme.BAR.lower()
    assert color_at(rows, rows.bar_rect(1, 9).center()) == theme.WINNER.lower()


def test_each_layer_has_a_scale_of_its_own(show):
    rows = show(ActivationRows(), 400, 300)
    rows.show_layers([np.array([0.001, 0.0005]), 1e6 * DIGITS], "relu")
    assert rows.bar_rect(0, 0).height() == pytest.approx(rows.area(0).height())
    assert rows.bar_rect(1, 9).height() == pytest.approx(rows.area(1).height())


def test_the_unit_under_the_pointer_is_named(show):
    rows = show(ActivationRows(), 400, 300)
    rows.show_layers([np.array([2.0, -1.0, 0.5], np.float32), DIGITS], "tanh")
    assert [rows.unit_at(rows.bar_rect(0, unit).center().toPoint()) for unit in (0, 1)] == [(0, 0), (0, 1)]
    assert rows.unit_at(QPoint(int(rows.area(0).right()) - 1, int(rows.area(0).center().y()))) == (0, 2)
    assert rows.unit_at(QPoint(0, 0)) is None
    assert tip_at(rows, rows.bar_rect(0, 1).center().toPoint()) == "layer 1, unit 1: −1.000"
    assert tip_at(rows, rows.bar_rect(1, 9).center().toPoint()) == "digit 9: logit 9.000"


def test_the_titles_count_the_active_units_where_there_are_inactive_ones(show):
    rows = show(ActivationRows(), 400, 300)
    rows.show_layers([np.array([0.0, 1.5, 0.0]), DIGITS], "relu")
    assert rows.accessibleDescription().startswith("hidden layer 1: 3 units, 1 of them active; the largest 1.50; ")
    rows.show_layers([np.array([-0.5, 1.5]), DIGITS], "tanh")
    assert rows.accessibleDescription().startswith("hidden layer 1: 2 units, −0.50 to 1.50; output layer")


@pytest.mark.parametrize("values", [np.zeros(4), np.array([np.nan, np.inf, -np.inf, 1]), np.full(4, -3.0)])
def test_any_activations_can_be_drawn(show, values):
    rows = show(ActivationRows(), 300, 200)
    rows.show_layers([values.astype(np.float32), np.zeros(10, np.float32)], "relu")
    rows.grab()


def test_many_layers_ask_for_room_and_no_image_for_none(show):
    rows = show(ActivationRows(), 300, 200)
    least = rows.minimumSizeHint().height()
    rows.show_layers([DIGITS] * 6, "relu")
    assert rows.minimumSizeHint().height() > 4 * least
    rows.show_layers([], "")
    assert rows.minimumSizeHint().height() == least
    rows.grab()


def test_the_outputs_are_called_by_their_names(show, classed):
    names = classed.names
    rows = show(ActivationRows(), 400, 300)
    rows.set_names(names)
    rows.show_layers([np.array([2.0, 1.0], np.float32), np.arange(len(names), dtype=np.float32)], "relu")
    last = len(names) - 1
    assert tip_at(rows, rows.bar_rect(1, last).center().toPoint()) == f"{names[-1]}: logit {last}.000"
    assert rows.accessibleDescription().endswith("the logit of each class, before softmax")
    rows.grab()
    rows.set_names(tuple("0123456789"))
    assert rows.unit_at(QPoint(10, 50)) is None, "the layers of another network are gone"
    rows.grab()


@pytest.mark.parametrize("width", [240, 290, 400, 700])
def test_the_first_and_the_last_name_are_not_cut_at_the_sides(show, width):
    names = ("T-shirt/top", "Trouser", "Pullover", "Dress", "Coat", "Sandal", "Shirt", "Sneaker", "Bag", "Ankle boot")
    rows = show(ActivationRows(), width, 300)
    rows.set_names(names)
    rows.show_layers([DIGITS], "relu")
    below, area = rows._below, rows.area(0)
    overhang = below.overhang(area.width() / 10)
    assert area.left() >= overhang - 0.01
    assert area.right() + overhang <= rows.width() + 0.01


def test_digits_leave_no_room_at_the_sides(show):
    rows = show(ActivationRows(), 290, 300)
    rows.show_layers([DIGITS], "relu")
    assert (rows.area(0).left(), rows.area(0).width()) == (0, 290)
