"""The bars of the classes are as long as there are images, and choose a digit by mouse and keys."""

import string

import numpy as np
import pytest
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QHelpEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QToolTip

from gui.data.class_bars import ClassBars
from gui.look import theme


@pytest.fixture
def bars(show):
    """Of the digit k there are k thousand images."""
    made = ClassBars()
    made.set_counts(np.arange(10) * 1_000)
    show(made, 200, 240)
    made.taken = []
    made.clicked.connect(made.taken.append)
    return made


def length(bars, digit):
    """How many pixels of a row have the bars' colour."""
    picture, y = bars.grab().toImage(), int(bars.row_rect(digit).center().y())
    return sum(picture.pixelColor(x, y).name() == theme.BAR.lower() for x in range(bars.width()))


def test_bars_are_as_long_as_there_are_images(bars):
    assert length(bars, 0) == 0
    assert length(bars, 3) == pytest.approx(length(bars, 9) / 3, abs=2)
    longest = length(bars, 9)
    assert longest > 80
    bars.set_counts(np.arange(10) * 3)
    assert length(bars, 9) == longest, "the commonest digit has all of the room"
    bars.set_counts(np.arange(10) * 1_000)
    assert "9: 9,000" in bars.accessibleDescription()


def test_a_set_without_images_can_be_shown(bars):
    bars.set_counts(np.zeros(10, int))
    assert length(bars, 5) == 0


@pytest.mark.parametrize("digit", [0, 7, 9])
def test_a_click_takes_the_digit_under_it(bars, digit):
    QTest.mouseClick(bars, Qt.MouseButton.LeftButton, pos=bars.row_rect(digit).center().toPoint())
    QTest.mouseClick(bars, Qt.MouseButton.RightButton, pos=bars.row_rect(digit).center().toPoint())
    assert bars.taken == [digit]


def test_the_keyboard_goes_from_digit_to_digit_stops_at_the_ends_and_takes_one(bars, qtbot):
    bars.activateWindow()
    bars.setFocus()
    qtbot.waitUntil(bars.hasFocus)
    for key in (Qt.Key.Key_Up, Qt.Key.Key_Return, Qt.Key.Key_Down, Qt.Key.Key_Down, Qt.Key.Key_Space):
        QTest.keyClick(bars, key)
    for _ in range(12):
        QTest.keyClick(bars, Qt.Key.Key_Down)
    QTest.keyClick(bars, Qt.Key.Key_Enter)
    assert bars.taken == [0, 2, 9]


def test_leaving_points_at_none_and_return_takes_none(bars):
    QTest.mouseMove(bars, bars.row_rect(4).center().toPoint())
    QApplication.sendEvent(bars, QEvent(QEvent.Type.Leave))
    QTest.keyClick(bars, Qt.Key.Key_Return)
    assert bars.taken == []


def test_the_lowest_pixel_belongs_to_the_nine(bars):
    QTest.mouseClick(bars, Qt.MouseButton.LeftButton, pos=QPoint(50, bars.height() - 1))
    assert bars.taken == [9]


LETTERS = tuple(string.ascii_uppercase)


def test_bars_of_letters_are_lower_and_each_is_taken_by_a_click(bars):
    ten = bars.row_height()
    bars.set_counts(np.arange(26), LETTERS)
    assert 10 <= bars.row_height() < ten
    assert bars.sizeHint().height() == 26 * bars.row_height()
    bars.resize(200, bars.sizeHint().height())
    QTest.mouseClick(bars, Qt.MouseButton.LeftButton, pos=bars.row_rect(25).center().toPoint())
    assert bars.taken == [25]
    assert length(bars, 25) > length(bars, 12) > length(bars, 0)
    assert "Z: 25" in bars.accessibleDescription()
    assert bars.accessibleName() == "Images of each class"


def test_a_long_name_leaves_room_for_its_bar_and_is_whole_in_the_tooltip(bars):
    names = ("<b>a class with a long name</b>", "another")
    bars.set_counts(np.array([5, 10]), names)
    assert length(bars, 1) > 60
    at = bars.row_rect(0).center().toPoint()
    QApplication.sendEvent(bars, QHelpEvent(QEvent.Type.ToolTip, at, bars.mapToGlobal(at)))
    assert "&lt;b&gt;a class with a long name" in QToolTip.text().replace("\u00a0", " ")
    QToolTip.hideText()
    bars.set_counts(np.zeros(10, int))
    assert bars.accessibleName() == "Images of each digit"
