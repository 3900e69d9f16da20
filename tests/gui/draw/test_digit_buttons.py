"""Buttons tell their class, and stand in rows."""

from string import ascii_letters, ascii_uppercase, digits

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QToolButton

from gui.draw.digit_buttons import DigitButtons


@pytest.fixture
def buttons(show):
    made = show(DigitButtons("keep", "Keep it as a {}".format, columns=4), 200, 120)
    made.told = []
    made.chosen.connect(made.told.append)
    return made


def test_each_tells_its_own_digit_by_mouse_and_key(buttons, click):
    for digit in (0, 9):
        click(buttons.findChild(QToolButton, f"keep{digit}Button"))
    QTest.keyClick(buttons.findChild(QToolButton, "keep4Button"), Qt.Key.Key_Space)
    assert buttons.told == ["0", "9", "4"]


def test_they_stand_in_rows_and_say_what_they_do(buttons):
    places = [buttons.findChild(QToolButton, f"keep{digit}Button").pos() for digit in range(10)]
    assert len({place.x() for place in places}) == 4
    assert places[3].y() < places[4].y() == places[7].y() < places[8].y()
    assert buttons.findChild(QToolButton, "keep7Button").toolTip() == "Keep it as a 7"


def rows(buttons):
    return len({button.y() for button in buttons.buttons})


def fits(buttons):
    """Whether no button lies over another, and every one within the width."""
    rects = [button.geometry() for button in buttons.buttons]
    apart = not any(one.intersects(other) for k, one in enumerate(rects) for other in rects[:k])
    return apart and max(rect.right() for rect in rects) < buttons.viewport().width()


@pytest.mark.parametrize("names", [("A", "B"), tuple("235"), tuple(ascii_uppercase), tuple(digits + ascii_letters)])
def test_as_many_as_there_are_classes_wrap_into_rows_of_one_length(buttons, names):
    buttons.resize(500, 200)
    buttons.set_names(names)
    assert [button.text() for button in buttons.buttons] == list(names)
    assert fits(buttons)
    assert rows(buttons) == {2: 1, 3: 1, 26: 2, 62: 4}[len(names)]
    assert not buttons.verticalScrollBar().maximum()
    buttons.findChild(QToolButton, "keep1Button").click()
    assert buttons.told == [names[1]]


def test_long_names_are_elided_with_the_whole_in_the_tooltip(buttons):
    name = "<b>An ankle boot</b> & its laces"
    buttons.set_names((name, "R&D", "Bag"))
    first, second, _third = buttons.buttons
    assert first.text().endswith("…")
    assert second.text() == "R&&D"
    assert first.accessibleName() == name
    assert "&lt;b&gt;An" in first.toolTip()
    first.click()
    assert buttons.told == [name]


def test_more_long_names_than_there_is_room_for_are_scrolled_to(buttons, qapp):
    buttons.resize(300, 200)
    buttons.set_names([f"The class number {k}" for k in range(62)])
    qapp.processEvents()
    assert buttons.verticalScrollBar().maximum() > 0
    assert buttons.height() < 140
    assert fits(buttons)
    wide = rows(buttons)
    buttons.resize(600, 200)
    qapp.processEvents()
    assert rows(buttons) < wide
