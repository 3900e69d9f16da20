"""Menus, keys and tips come from what the page in sight offers; F5 to F8 and Ctrl+Z mean that page."""

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit

from engine.handwriting.my_digits import kept
from gui.draw.page import EVIDENCE, MINE, TEST
from gui.look import theme

LINE = [np.array([[140.0, 40.0], [140.0, 240.0]])]


ALL = ("data_page", "train_page", "inspect_page", "compare_page", "draw_page")


@pytest.fixture
def see(window, wait):
    """``see(name)``: that page is in sight, and the window is active."""

    def shown(name):
        window.show_page(getattr(window, name))
        window.activateWindow()
        wait(lambda: QApplication.activeWindow() is window)
        return getattr(window, name)

    return shown


def press(widget, keys):
    QTest.keySequence(widget, QKeySequence(keys))


def menu(window):
    """The menu of the page in sight: {words: action}."""
    return {action.text().replace("&", ""): action for action in window.menus.page.actions() if action.text()}


def draw_line(window):
    window.session.drawing.begin(140, 40)
    window.session.drawing.extend([(140, 240)])
    window.session.drawing.end()


def test_control_and_a_number_show_the_pages_and_f5_to_f8_mean_the_one_in_sight(window, see, wait):
    for number, name in enumerate(("dataPage", "trainPage", "inspectPage", "comparePage", "drawPage"), 1):
        QTest.keyClick(window, getattr(Qt.Key, f"Key_{number}"), Qt.KeyboardModifier.ControlModifier)
        wait(lambda name=name: window.pages.currentWidget().objectName() == name)
    training, controller = window.session.training, window.compare_page.controller
    for name in ("data_page", "draw_page"):
        see(name)
        for key in ("F5", "F6", "F7", "F8"):
            press(window, key)
    assert training.run is None, "where there is nothing to start they start nothing"
    assert controller.race is None
    see("compare_page")
    press(window, "F5")
    assert controller.running
    assert training.run is None, "there they mean the experiment"
    press(window, "F6")
    assert controller.paused
    press(window, "F8")
    wait(lambda: not controller.running)
    assert training.run is None
    see("train_page").form.set_values({"epochs": "1000"})
    press(window, "F5")
    assert training.under_way
    press(window, "F6")
    assert training.paused
    press(window, "F7")
    wait(lambda: training.paused and training.run.history.count == 2)
    press(window, "F8")
    wait(lambda: not training.under_way)
    assert training.run.outcome == "stopped"


def test_entries_are_possible_when_their_buttons_are_and_f5_on_inspect_judges_a_network_in_training_anew(
    window, see, click, wait
):
    page = see("train_page")
    entries = menu(window)
    assert entries["Start"].isEnabled()
    assert not entries["Stop"].isEnabled()
    page.form.set_values({"epochs": "1000"})
    click(page.start)
    assert not entries["Start"].isEnabled()
    assert entries["Stop"].isEnabled()
    inspect = see("inspect_page")
    inspect.inspector.choose_network("trained")
    wait(lambda: inspect.inspector.found is not None and not inspect.inspector.busy)
    before = inspect.inspector.found
    wait(lambda: inspect.inspector.stale)
    press(window, "F5")
    wait(lambda: inspect.inspector.found is not before)
    see("train_page")
    click(page.pause)
    assert menu(window)["Resume"] is entries["Pause"]
    entries["Stop"].trigger()
    wait(lambda: not window.session.training.under_way)
    assert menu(window)["Go on"].isEnabled()


def test_the_menu_holds_what_the_page_offers_each_with_a_name_of_its_own_a_tip_and_its_key(window, see):
    for name in ALL:
        page = see(name)
        assert window.menus.page.title() == f"&{page.title}"
        assert window.menus.page.actions() == page.actions(), "and nothing of the others"
        assert window.menus.page.menuAction().isVisible() == bool(page.actions())
    of_pages = [action for page in window.made_pages() for action in page.actions() if not action.isSeparator()]
    actions = set(of_pages)  # the replay's are on several
    names = [action.objectName() for action in actions]
    assert len(names) > 12
    assert len(set(names)) == len(names)
    assert all(names)
    assert all(action.toolTip() for action in actions)
    assert window.train_page.start.toolTip().endswith(" (F5)"), "tips of buttons end with the key"
    assert window.train_page.check.toolTip().endswith(" (F9)")
    assert window.train_page.reset.toolTip() == "Set each field to the lesson's value"


def test_ctrl_z_takes_back_on_the_page_in_sight_wherever_the_focus_is_and_the_edit_menu_says_what(window, see):
    see("draw_page")
    drawing = window.session.drawing
    undo, redo = (action for action in window.menus.edit.actions())
    assert not undo.isEnabled()
    draw_line(window)
    assert undo.text() == "&Undo stroke"
    undo.trigger()
    assert redo.text() == "&Redo stroke"
    assert not undo.isEnabled()
    see("data_page")
    assert not redo.isEnabled()
    see("draw_page")
    for widget in (window.draw_page.canvas, window.draw_page.choice, window.rail_buttons.button(0)):
        draw_line(window)
        widget.setFocus()
        press(widget, "Ctrl+Z")
        assert drawing.empty
        press(widget, "Ctrl+Shift+Z")
        assert not drawing.empty
        press(widget, "Ctrl+Z")
        assert drawing.empty
        press(widget, "Ctrl+Y")
        assert not drawing.empty
        drawing.stack.clear()
        drawing.clear()
        drawing.stack.clear()
    draw_line(window)
    see("data_page")
    press(window, "Ctrl+Z")
    assert not drawing.empty, "where nothing can be taken back the drawing stays"


def test_on_the_train_page_ctrl_z_means_what_was_done_last_of_form_and_watched_drawing(window, see, click):
    page, drawing = see("train_page"), window.session.drawing
    draw_line(window)
    press(window, "Ctrl+Z")
    assert not drawing.empty, "it is not in sight"
    page.watching.setChecked(True)
    field = page.findChild(QLineEdit, "epochsField")
    field.setFocus()
    field.selectAll()
    QTest.keyClicks(field, "12")
    press(field, "Ctrl+Z")
    assert field.text() != "12", "a field keeps its own"
    assert not drawing.empty
    page.start.setFocus()
    press(page.start, "Ctrl+Z")
    assert drawing.empty
    page.form.set_values({"hidden": "7, 8", "optimizer": "adam", "seed": "5", "epochs": "3"})
    mine = page.form.values()
    draw_line(window)
    click(page.reset)
    assert page.form.setup().spec.hidden == (64, 32, 32)
    press(window, "Ctrl+Z")
    assert page.form.values() == mine, "the lesson's values are taken back in one step"
    assert not drawing.empty
    press(window, "Ctrl+Y")
    assert page.form.setup().config.seed == 0
    draw_line(window)
    press(window, "Ctrl+Z")
    assert page.form.setup().config.seed == 0  # the last thing was the line


def test_on_the_draw_page_ctrl_z_means_the_drawing_what_was_kept_or_the_list_of_my_digits(window, see):
    page, mine, drawing = see("draw_page"), window.session.my_digits, window.session.drawing
    draw_line(window)
    page.canvas.setFocus(Qt.FocusReason.OtherFocusReason)
    press(page.canvas, "Delete")
    assert drawing.empty, "the menu's key works while the canvas has the focus"
    press(page.canvas, "Ctrl+Z")
    assert not drawing.empty
    QTest.keyClick(page.canvas, Qt.Key.Key_7)
    assert drawing.empty
    assert [drawing.name for drawing in mine.drawings] == ["7"]
    press(window, "Ctrl+Z")
    assert not drawing.empty, "a kept drawing comes back whole, and leaves My digits"
    assert mine.drawings == ()
    press(window, "Ctrl+Y")
    assert drawing.empty
    assert [drawing.name for drawing in mine.drawings] == ["7"]
    draw_line(window)
    page.tabs.setCurrentIndex(MINE)
    mine.add(kept(1, LINE))
    page.choice.setFocus()
    press(page.choice, "Ctrl+Z")
    assert [drawing.name for drawing in mine.drawings] == ["7"], "there it is the list"
    assert not drawing.empty
    press(page.choice, "Ctrl+Y")
    assert [drawing.name for drawing in mine.drawings] == ["7", "1"]
    page.tabs.setCurrentIndex(EVIDENCE)
    press(page.choice, "Ctrl+Z")
    assert drawing.empty
    page.tabs.setCurrentIndex(TEST)
    page.tester.start(3, seed=1)
    draw_line(window)
    QTest.keyClick(page.canvas, Qt.Key.Key_Return)
    assert len(page.tester.test.drawn) == 1
    press(window, "Ctrl+Z")
    assert drawing.empty, "of the question before nothing comes back"


def test_the_keys_of_the_view_menu_change_window_and_text_and_go_back_to_how_it_was(window, qapp, monkeypatch):
    for before in (Qt.WindowState.WindowMaximized, Qt.WindowState.WindowNoState):
        window.setWindowState(before)
        QTest.keyClick(window, Qt.Key.Key_F11)
        assert window.isFullScreen()
        window.menus._on_view_shown()
        assert window.menus.full_screen.text() == "Leave &full screen"
        QTest.keyClick(window, Qt.Key.Key_F11)
        assert window.windowState() & ~Qt.WindowState.WindowActive == before
    monkeypatch.setattr(theme, "TEXT_SIZES", (0.75, 1.0, 1.15, 2.5))  # for each of them all is laid out anew
    page, plot = window.data_page, window.train_page.plots.loss.plot
    width, line = page.glance.width(), plot.thickness
    QTest.keyClick(window, Qt.Key.Key_Plus, Qt.KeyboardModifier.ControlModifier)
    assert theme.text_size(qapp) == 1.15
    assert page.glance.width() == pytest.approx(1.15 * width, rel=0.05)  # letters have whole pixels
    assert plot.thickness == pytest.approx(1.15 * line, rel=0.05)
    for _press in range(20):
        QTest.keyClick(window, Qt.Key.Key_Minus, Qt.KeyboardModifier.ControlModifier)
    assert theme.text_size(qapp) == theme.TEXT_SIZES[0]
    for _press in range(20):
        QTest.keyClick(window, Qt.Key.Key_Equal, Qt.KeyboardModifier.ControlModifier)
    assert theme.text_size(qapp) == theme.TEXT_SIZES[-1]
    assert "250 %" in window.statusBar().currentMessage()
    QTest.keyClick(window, Qt.Key.Key_0, Qt.KeyboardModifier.ControlModifier)
    assert (theme.text_size(qapp), page.glance.width(), plot.thickness) == (1.0, width, line)
