"""Menus, keys and tips come from what the page in sight offers; F5 to F8 and Ctrl+Z mean that page."""

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit

from engine.handwriting.my_digits import kept
from gui.draw.page import MINE
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


def test_on_the_train_page_the_keys_train(window, see, wait):
    page, training = see("train_page"), window.session.training
    page.form.set_values({"epochs": "1000"})
    press(window, "F5")
    assert training.under_way
    press(window, "F6")
    assert training.paused
    press(window, "F7")
    wait(lambda: training.paused and training.run.history.count == 2)
    press(window, "F8")
    wait(lambda: not training.under_way)
    assert training.run.outcome == "stopped"


def test_on_the_compare_page_the_same_keys_mean_the_experiment(window, see, wait):
    page = see("compare_page")
    press(window, "F5")
    assert page.controller.running
    assert window.session.training.run is None
    press(window, "F6")
    assert page.controller.paused
    press(window, "F8")
    wait(lambda: not page.controller.running)
    assert window.session.training.run is None


def test_where_there_is_nothing_to_start_the_keys_start_nothing(window, see):
    for name in ("data_page", "draw_page"):
        see(name)
        for key in ("F5", "F6", "F7", "F8"):
            press(window, key)
    assert window.session.training.run is None
    assert window.compare_page.controller.race is None


def test_on_the_inspect_page_f5_judges_a_network_in_training_anew(window, see, wait, click):
    page = see("train_page")
    page.form.set_values({"epochs": "1000"})
    click(page.start)
    inspect = see("inspect_page")
    inspect.inspector.choose_network("trained")
    wait(lambda: inspect.inspector.found is not None and not inspect.inspector.busy)
    before = inspect.inspector.found
    wait(lambda: inspect.inspector.stale)
    press(window, "F5")
    wait(lambda: inspect.inspector.found is not before)
    click(page.stop)


def test_it_holds_what_the_page_offers_with_its_keys_and_nothing_of_the_others(window, see):
    for name in ALL:
        page = see(name)
        assert window.menus.page.title() == f"&{page.title}"
        assert window.menus.page.actions() == page.actions()
        assert window.menus.page.menuAction().isVisible() == bool(page.actions())


def test_all_that_can_be_done_has_a_name_of_its_own_and_a_tip(window):
    of_pages = [action for page in window.made_pages() for action in page.actions() if not action.isSeparator()]
    actions = set(of_pages)  # the replay's are on several
    names = [action.objectName() for action in actions]
    assert len(names) > 12
    assert len(set(names)) == len(names)
    assert all(names)
    assert all(action.toolTip() for action in actions)


def test_entries_are_possible_when_their_buttons_are(window, see, click, wait):
    page = see("train_page")
    entries = menu(window)
    assert entries["Start"].isEnabled()
    assert not entries["Stop"].isEnabled()
    page.form.set_values({"epochs": "1000"})
    click(page.start)
    assert not entries["Start"].isEnabled()
    assert entries["Stop"].isEnabled()
    click(page.pause)
    assert menu(window)["Resume"] is entries["Pause"]
    entries["Stop"].trigger()
    wait(lambda: not window.session.training.under_way)
    assert menu(window)["Go on"].isEnabled()


def test_tips_of_buttons_end_with_the_key(window):
    assert window.train_page.start.toolTip().endswith(" (F5)")
    assert window.train_page.check.toolTip().endswith(" (F9)")
    assert window.train_page.reset.toolTip() == "Set each field to the lesson's value"


def test_ctrl_z_takes_back_on_the_page_in_sight_wherever_the_focus_is(window, see):
    see("draw_page")
    drawing = window.session.drawing
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


def test_where_nothing_can_be_taken_back_the_drawing_stays(window, see):
    draw_line(window)
    see("data_page")
    press(window, "Ctrl+Z")
    assert not window.session.drawing.empty


def test_on_the_train_page_the_watched_drawing_is_meant_and_a_field_keeps_its_own(window, see):
    page = see("train_page")
    draw_line(window)
    press(window, "Ctrl+Z")
    assert not window.session.drawing.empty  # it is not in sight
    page.watching.setChecked(True)
    field = page.findChild(QLineEdit, "epochsField")
    field.setFocus()
    field.selectAll()
    QTest.keyClicks(field, "12")
    press(field, "Ctrl+Z")
    assert field.text() != "12"
    assert not window.session.drawing.empty
    page.start.setFocus()
    press(page.start, "Ctrl+Z")
    assert window.session.drawing.empty


def test_on_my_digits_it_is_the_list_that_is_meant(window, see, wait):
    page, mine = see("draw_page"), window.session.my_digits
    draw_line(window)
    page.tabs.setCurrentIndex(MINE)
    mine.add(kept(1, LINE))
    mine.add(kept(7, LINE))
    page.choice.setFocus()
    press(page.choice, "Ctrl+Z")
    assert [drawing.name for drawing in mine.drawings] == ["1"]
    assert not window.session.drawing.empty
    press(page.choice, "Ctrl+Y")
    assert [drawing.name for drawing in mine.drawings] == ["1", "7"]
    page.tabs.setCurrentIndex(0)
    press(page.choice, "Ctrl+Z")
    assert window.session.drawing.empty


def test_the_edit_menu_says_what_would_be_taken_back(window, see):
    see("draw_page")
    undo, redo = (action for action in window.menus.edit.actions())
    assert not undo.isEnabled()
    draw_line(window)
    assert undo.text() == "&Undo stroke"
    undo.trigger()
    assert redo.text() == "&Redo stroke"
    assert not undo.isEnabled()
    see("data_page")
    assert not redo.isEnabled()


def test_the_key_of_the_menu_works_while_the_canvas_has_the_focus(window, see):
    page = see("draw_page")
    draw_line(window)
    page.canvas.setFocus(Qt.FocusReason.OtherFocusReason)
    press(page.canvas, "Delete")
    assert window.session.drawing.empty
    press(page.canvas, "Ctrl+Z")
    assert not window.session.drawing.empty


def test_control_and_a_number_show_the_pages(window, wait):
    for number, name in enumerate(("dataPage", "trainPage", "inspectPage", "comparePage", "drawPage"), 1):
        QTest.keyClick(window, getattr(Qt.Key, f"Key_{number}"), Qt.KeyboardModifier.ControlModifier)
        wait(lambda name=name: window.pages.currentWidget().objectName() == name)


def test_f5_starts_and_f8_stops(window, wait):
    window.pages.setCurrentWidget(window.train_page)
    QTest.keyClick(window, Qt.Key.Key_F5)
    assert window.session.training.under_way
    wait(lambda: window.session.training.run.history.count > 0)
    QTest.keyClick(window, Qt.Key.Key_F8)
    wait(lambda: not window.session.training.under_way)


def test_lesson_s_values_are_taken_back_in_one_step_and_the_drawing_stays(window, see, click):
    page = see("train_page")
    page.form.set_values({"hidden": "7, 8", "optimizer": "adam", "seed": "5", "epochs": "3"})
    mine = page.form.values()
    page.watching.setChecked(True)
    draw_line(window)
    click(page.reset)
    assert page.form.setup().spec.hidden == (64, 32, 32)
    press(window, "Ctrl+Z")
    assert page.form.values() == mine
    assert not window.session.drawing.empty
    press(window, "Ctrl+Y")
    assert page.form.setup().config.seed == 0
    draw_line(window)
    press(window, "Ctrl+Z")
    assert page.form.setup().config.seed == 0  # the last thing was the line


def test_a_kept_drawing_comes_back_whole_and_leaves_my_digits(window, see):
    page, mine = see("draw_page"), window.session.my_digits
    draw_line(window)
    QTest.keyClick(page.canvas, Qt.Key.Key_7)
    assert window.session.drawing.empty
    assert [drawing.name for drawing in mine.drawings] == ["7"]
    press(window, "Ctrl+Z")
    assert not window.session.drawing.empty
    assert mine.drawings == ()
    press(window, "Ctrl+Y")
    assert window.session.drawing.empty
    assert [drawing.name for drawing in mine.drawings] == ["7"]


def test_in_a_test_of_the_hand_the_drawing_of_the_question_before_does_not_come_back(window, see, wait):
    page = see("draw_page")
    page.tabs.setCurrentIndex(2)
    page.tester.start(3, seed=1)
    draw_line(window)
    QTest.keyClick(page.canvas, Qt.Key.Key_Return)
    assert len(page.tester.test.drawn) == 1
    press(window, "Ctrl+Z")
    assert window.session.drawing.empty


def test_f11_fills_the_screen_and_goes_back_to_how_it_was(window, qapp):
    for before in (Qt.WindowState.WindowNoState, Qt.WindowState.WindowMaximized):
        window.setWindowState(before)
        QTest.keyClick(window, Qt.Key.Key_F11)
        assert window.isFullScreen()
        window.menus._on_view_shown()
        assert window.menus.full_screen.text() == "Leave &full screen"
        QTest.keyClick(window, Qt.Key.Key_F11)
        assert window.windowState() & ~Qt.WindowState.WindowActive == before


def test_the_text_grows_and_shrinks_by_its_keys_and_goes_back(window, qapp):
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
