"""After a change of page the focus is where one works there, or was at work last; who reads the lesson keeps it."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from gui.shell import page_focus
from gui.shell.rail_button import RailButton
from gui.widgets.focus import stops

pytestmark = pytest.mark.usefixtures("few_ship")


def press(window, key, modifier=Qt.KeyboardModifier.NoModifier):
    QTest.keyClick(QApplication.focusWidget() or window, key, modifier)


def test_each_page_has_its_place_and_the_keys_of_inspect_work_at_once(window, wait):
    window.train_page.form.set_values({"epochs": "1", "hidden": "8"})
    window.train_page.start.click()
    wait(lambda: not window.session.training.under_way)
    window.activateWindow()
    wait(lambda: QApplication.activeWindow() is window)
    inspect, evidence = window.inspect_page, window.inspect_page.evidence
    places = {
        Qt.Key.Key_1: window.data_page.tabs.tabBar(), Qt.Key.Key_5: window.draw_page.canvas,
        Qt.Key.Key_4: window.compare_page.start, Qt.Key.Key_2: window.train_page.start,
    }  # fmt: skip
    for key, place in places.items():
        press(window, key, Qt.KeyboardModifier.ControlModifier)
        assert QApplication.focusWidget() is place
    press(window, Qt.Key.Key_3, Qt.KeyboardModifier.ControlModifier)
    assert inspect.isAncestorOf(QApplication.focusWidget()) or inspect.hasFocus()
    press(window, Qt.Key.Key_N)  # before there is anything to show
    press(window, Qt.Key.Key_N)
    wait(lambda: inspect.tabs.isVisible())
    assert evidence.slider.hasFocus()
    first = evidence.current()
    assert first == [error for error in inspect.inspector.found.evaluation.errors if error][1]
    press(window, Qt.Key.Key_N)
    assert evidence.current() > first
    inspect.tabs.tabBar().setFocus()
    press(window, Qt.Key.Key_P)  # on the tab's name, too
    assert evidence.current() == first
    window.train_page.form.setFocus()
    window.rail_buttons.button(1).click()
    window.train_page.runs.setFocus()
    window.rail_buttons.button(4).click()
    assert window.draw_page.canvas.hasFocus()
    window.rail_buttons.button(1).click()
    assert window.train_page.runs.hasFocus()  # where one was


def test_esc_closes_what_is_folded_out_the_innermost_first(window):
    page = window.train_page
    window.show_page(page)
    window.activateWindow()
    page.coding.click()
    page.form.more.click()
    field = page.form.findChild(object, "hiddenField")
    field.setFocus()
    explain = page.form.findChild(object, "hiddenFieldExplain")
    explain.click()
    for left in ((False, True, True), (False, False, True), (False, False, False)):
        press(window, Qt.Key.Key_Escape)
        assert (explain.isChecked(), page.form.more.isChecked(), page.coding.isChecked()) == left


def test_the_rail_does_not_look_chosen_when_what_had_the_focus_goes(window, wait, monkeypatch):
    window.activateWindow()
    wait(lambda: QApplication.activeWindow() is window)
    window.show_page(window.data_page)
    wait(lambda: not window.session.tasks.busy)

    def lands_on_rail(widget):
        widget.setFocus()
        widget.setEnabled(False)
        landed = isinstance(QApplication.focusWidget(), RailButton)
        widget.setEnabled(True)
        return landed

    there = [*stops(window.data_page)]
    assert not any(lands_on_rail(widget) for widget in there)
    monkeypatch.setattr(page_focus, "_is_lost", lambda *_both: False)
    assert any(lands_on_rail(widget) for widget in there), "left to Qt"
    window.rail_buttons.button(2).setFocus(Qt.FocusReason.TabFocusReason)
    assert window.rail_buttons.button(2).hasFocus(), "who goes there is left there"
