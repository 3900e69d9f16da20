"""Buttons for any classes: in rows, with names that fit, and reached by Tab in their order."""

import string

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from engine.digits.dataset import DIGIT_NAMES
from gui.data.class_buttons import ClassButtons, Shape
from gui.widgets.focus import stops

LETTERS = tuple(string.ascii_uppercase)
ALL = tuple(string.digits + string.ascii_letters)
WORDS = ("T-shirt/top", "Trouser & more of it", "<b>Pullover</b>", "Dress")


@pytest.fixture
def buttons(show):
    made = show(ClassButtons("one{}Button", "All of {}".format, Shape(30, 28, 3, 700)), 760, 300)
    made.set_classes(DIGIT_NAMES)
    return made


def made(buttons):
    return [buttons.group.button(label) for label in range(len(buttons.names()))]


@pytest.mark.parametrize(("names", "rows", "columns"), [(DIGIT_NAMES, 1, 10), (("no", "yes"), 1, 2), (LETTERS, 2, 13)])
def test_few_classes_stand_in_one_row_and_the_letters_in_two(buttons, names, rows, columns):
    buttons.set_classes(names)
    buttons.grab()
    assert buttons.rows() == rows
    assert len({button.y() for button in made(buttons)}) == rows
    assert len({button.x() for button in made(buttons)}) == columns


def test_where_there_is_less_room_there_are_more_rows(show):
    narrow = show(ClassButtons("few{}Button", str, Shape(20, 0, 1, 210)), 260, 300)
    narrow.set_classes(ALL)
    assert (narrow.columns(), narrow.rows()) == (10, 7)
    narrow.set_classes(WORDS)
    assert narrow.columns() == 3


@pytest.mark.parametrize("names", [DIGIT_NAMES, LETTERS, ALL, WORDS, WORDS[:2]])
def test_there_is_a_button_for_each_class_and_none_is_cut(buttons, names):
    buttons.set_classes(names)
    buttons.grab()
    assert len(buttons.group.buttons()) == len(names)
    for button, name in zip(made(buttons), names, strict=True):
        assert button.isVisible()
        assert buttons.widget().rect().contains(button.geometry())
        assert button.fontMetrics().horizontalAdvance(button.text().replace("&&", "&")) <= button.width()
        assert button.accessibleName() == name


def test_long_names_end_in_an_ellipsis_and_are_whole_in_the_tooltip_and_never_html(buttons):
    buttons.set_classes(WORDS)
    texts = [button.text() for button in made(buttons)]
    assert texts[1].endswith("…")
    assert texts[3] == "Dress"
    assert made(buttons)[1].toolTip() == "All of Trouser & more of it"
    assert "&lt;b&gt;" in made(buttons)[2].toolTip()


def test_other_classes_choose_none_and_the_same_keep_what_is_chosen(buttons):
    made(buttons)[4].click()
    buttons.set_classes(DIGIT_NAMES)
    assert buttons.group.checkedId() == 4
    buttons.set_classes(LETTERS)
    assert buttons.group.checkedId() == -1
    buttons.set_classes(DIGIT_NAMES)
    assert buttons.group.checkedId() == -1


def test_tab_and_arrows_go_from_button_to_button_in_their_order(buttons):
    buttons.set_classes(LETTERS)
    buttons.activateWindow()
    assert stops(buttons)[: len(made(buttons))] == made(buttons)
    QTest.qWait(0)


def test_where_several_can_be_chosen_the_arrows_lead_to_each(show):
    buttons = show(ClassButtons("leave{}", str, Shape(20, 20, 2, 300)), 300, 60)
    buttons.group.setExclusive(False)
    buttons.set_classes(tuple("0123456789"))
    window = buttons.window()
    window.activateWindow()
    buttons.group.button(0).setFocus()
    for key, place in (
        (Qt.Key.Key_Right, 1), (Qt.Key.Key_Right, 2), (Qt.Key.Key_Left, 1), (Qt.Key.Key_Left, 0), (Qt.Key.Key_Left, 0),
    ):  # fmt: skip
        QTest.keyClick(window.focusWidget(), key)
        assert buttons.group.button(place).hasFocus()
    QTest.keyClick(window.focusWidget(), Qt.Key.Key_Right)
    QTest.keyClick(window.focusWidget(), Qt.Key.Key_Space)
    assert [buttons.group.button(place).isChecked() for place in range(3)] == [False, True, False]
