"""What can be done is declared once: its button, key and tip follow it."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QVBoxLayout, QWidget

from gui.widgets.actions import ActionButton, add_action, add_choice, add_separator, tip_of


@pytest.fixture
def owner(qtbot):
    made = QWidget()
    QVBoxLayout(made)
    qtbot.addWidget(made)
    made.show()
    made.activateWindow()
    return made


def button_of(owner, action, name="button"):
    made = ActionButton(action, name)
    owner.layout().addWidget(made)
    made.show()
    return made


def test_key_menu_and_button_all_do_it(owner, qtbot):
    done = []
    action = add_action(owner, "go", "&Go", lambda: done.append("done"), "F5 Ctrl+G", "Go on")
    button = button_of(owner, action)
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(owner.isActiveWindow)
    QTest.keySequence(owner, QKeySequence("F5"))
    QTest.keySequence(owner, QKeySequence("Ctrl+G"))
    action.trigger()
    assert done == ["done"] * 4


def test_its_key_sleeps_while_its_owner_is_out_of_sight(qtbot):
    window, done = QWidget(), []
    QVBoxLayout(window)
    page = QWidget()
    window.layout().addWidget(page)
    qtbot.addWidget(window)
    add_action(page, "go", "&Go", lambda: done.append("done"), "F5")
    window.show()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    page.hide()
    QTest.keySequence(window, QKeySequence("F5"))
    assert done == []
    page.show()
    QTest.keySequence(window, QKeySequence("F5"))
    assert done == ["done"]


def test_the_button_follows_words_tip_and_whether_it_is_possible(owner):
    action = add_action(owner, "go", "&Go", list, "F5", "Go on")
    button = button_of(owner, action)
    assert (button.text(), button.toolTip(), button.isEnabled()) == ("Go", "Go on (F5)", True)
    action.setText("&Stay")
    action.setToolTip("Stay here")
    action.setEnabled(False)
    assert (button.text(), button.toolTip(), button.isEnabled()) == ("Stay", "Stay here (F5)", False)


def test_without_a_key_the_tip_is_the_tip_alone(owner):
    assert tip_of(add_action(owner, "go", "&Go", list, tip="Go on")) == "Go on"


def test_a_choice_is_one_for_all_that_show_it(owner):
    said = []
    action = add_choice(owner, "watch", "&Watch", said.append, "Watch it")
    button = button_of(owner, action)
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    assert action.isChecked()
    action.trigger()
    assert not button.isChecked()
    button.setChecked(True)
    assert said == [True, False, True]


def test_a_choice_can_have_a_key(owner, qtbot):
    said = []
    action = add_choice(owner, "watch", "&Watch", said.append, "Watch it", "F4")
    qtbot.waitUntil(owner.isActiveWindow)
    QTest.keySequence(owner, QKeySequence("F4"))
    QTest.keySequence(owner, QKeySequence("F4"))
    assert said == [True, False]
    assert tip_of(action) == "Watch it (F4)"


def test_they_stand_in_the_order_in_which_they_were_added(owner):
    first = add_action(owner, "a", "A", list)
    add_separator(owner)
    second = add_action(owner, "b", "B", list)
    assert [action.isSeparator() for action in owner.actions()] == [False, True, False]
    assert owner.actions()[0] is first
    assert owner.actions()[2] is second
