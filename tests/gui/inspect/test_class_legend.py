"""The legend names the classes with their marks, and says which of them are looked at."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from gui.inspect.class_legend import ClassLegend
from gui.inspect.map_marks import ERRORS, NAMES
from gui.look.class_colors import class_color


@pytest.fixture
def legend(show):
    made = show(ClassLegend(), 600, 60)
    made.set_names(tuple("0123456789"))
    return made


def colors(widget, place):
    image, box = widget.grab().toImage(), place.toAlignedRect().intersected(widget.rect())
    return {
        image.pixelColor(x, y).name() for x in range(box.left(), box.right()) for y in range(box.top(), box.bottom())
    }


def test_each_class_has_its_colour_also_where_names_are_on_the_map(legend):
    for kind in ("marks", NAMES):
        legend.set_kind(kind)
        for place in (0, 3, 9):
            assert class_color(place).name() in colors(legend, legend.place_of(place))


def test_a_click_looks_at_a_class_and_the_next_lets_it_go(legend, qtbot):
    left = Qt.MouseButton.LeftButton
    with qtbot.waitSignal(legend.chosen) as chosen:
        QTest.mouseClick(legend, left, pos=legend.place_of(4).center().toPoint())
    assert chosen.args == [frozenset({4})]
    assert class_color(3).name() not in colors(legend, legend.place_of(3))
    QTest.mouseClick(legend, left, pos=legend.place_of(7).center().toPoint())
    assert legend.bright() == {4, 7}
    QTest.mouseClick(legend, left, pos=legend.place_of(4).center().toPoint())
    assert legend.bright() == {7}


def test_errors_are_in_it_where_there_are_any_and_keys_reach_all(legend):
    legend.set_errors(True)
    legend.setFocus()
    QTest.keyClick(legend, Qt.Key.Key_Left)  # round to the last
    QTest.keyClick(legend, Qt.Key.Key_Space)
    assert legend.bright() == {ERRORS}
    QTest.keyClick(legend, Qt.Key.Key_Right)
    QTest.keyClick(legend, Qt.Key.Key_Return)
    assert legend.bright() == {ERRORS, 0}
    legend.set_errors(False)
    assert legend.bright() == {0}
    legend.set_names(("cat", "dog"))
    assert legend.bright() == frozenset()


def test_many_classes_take_as_many_lines_as_they_need(legend):
    assert legend.heightForWidth(600) < legend.heightForWidth(200)
    legend.set_names(tuple(f"a rather long name {place}" for place in range(62)))
    assert legend.heightForWidth(600) > 10 * legend.fontMetrics().height()
    legend.grab()
