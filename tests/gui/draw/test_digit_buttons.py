"""Ten buttons tell their digit."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QToolButton

from gui.draw.digit_buttons import DigitButtons


@pytest.fixture
def buttons(show):
    made = show(DigitButtons("keep", "Keep it as a {digit}", columns=4), 200, 120)
    made.told = []
    made.chosen.connect(made.told.append)
    return made


def test_each_tells_its_own_digit_by_mouse_and_key(buttons, click):
    for digit in (0, 9):
        click(buttons.findChild(QToolButton, f"keep{digit}Button"))
    QTest.keyClick(buttons.findChild(QToolButton, "keep4Button"), Qt.Key.Key_Space)
    assert buttons.told == [0, 9, 4]


def test_they_stand_in_rows_and_say_what_they_do(buttons):
    places = [buttons.findChild(QToolButton, f"keep{digit}Button").pos() for digit in range(10)]
    assert len({place.x() for place in places}) == 4
    assert places[3].y() < places[4].y() == places[7].y() < places[8].y()
    assert buttons.findChild(QToolButton, "keep7Button").toolTip() == "Keep it as a 7"
