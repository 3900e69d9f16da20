"""Units as pictures of their weights or bars of what they answer; the space bar cuts the current one."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor
from PySide6.QtTest import QTest

from engine.digits.dataset import DIGIT_NAMES
from engine.inspection.activity import activity
from gui.inspect.unit_grid import UnitGrid


@pytest.fixture
def found(inspection):
    return activity(inspection.network, inspection.evaluation.digits)


@pytest.fixture
def grid(show, found):
    made = show(UnitGrid(), 400, 300)
    made.show_layer(found.network, 1, found.layers[0], DIGIT_NAMES)
    return made


def middle(grid, unit):
    image = grid.viewport().grab().toImage()
    return QColor(image.pixel(grid.rect_of(unit).center().toPoint() * image.devicePixelRatio()))


def test_the_arrows_choose_and_keys_and_a_double_click_cut(grid):
    wanted = []
    grid.cut_wanted.connect(wanted.append)
    assert (grid.count(), grid.current()) == (6, 0)
    QTest.keyClick(grid, Qt.Key.Key_Right)
    for key in (Qt.Key.Key_Space, Qt.Key.Key_Delete, Qt.Key.Key_Return, Qt.Key.Key_Backspace):
        QTest.keyClick(grid, key)
    place = grid.rect_of(4).center().toPoint()
    QTest.mouseClick(grid.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert wanted == [1] * 4, "a click only chooses"
    QTest.mouseDClick(grid.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert wanted[4:] == [4]


def test_a_cut_unit_is_crossed_out_and_says_so(grid):
    grid.set_current(2)
    before = middle(grid, 2)
    grid.show_cut({2})
    assert middle(grid, 2) != before
    assert middle(grid, 2) == grid.palette().text().color()
    assert grid.accessibleDescription() == "Unit 2, cut"
    assert "restores" in grid._tip_of(2)
    grid.show_cut(())
    assert middle(grid, 2) == before
    assert grid.accessibleDescription() == "Unit 2"


def test_the_place_stays_where_there_are_as_many_units(grid, found, inspection):
    grid.set_current(3)
    again = activity(inspection.network, inspection.evaluation.digits)
    grid.show_layer(found.network, 1, again.layers[0], DIGIT_NAMES)
    assert grid.current() == 3
    grid.show_layer(found.network, 2, found.layers[1], DIGIT_NAMES)
    assert (grid.count(), grid.current()) == (4, 0)
    grid.grab()
    means = found.layers[1].means[1]
    assert f"excited most by the digit {means.argmax()}" in grid._tip_of(1)
    grid.show_layer(None, 0, None, ())
    assert grid.count() == 0
    grid.grab()
