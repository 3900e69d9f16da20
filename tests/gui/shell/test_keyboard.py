"""The Tab key goes round every page, window and step of the lesson as one reads, and is caught nowhere."""

import gc

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from shiboken6 import isValid

from gui.lesson.handwriting import strokes_of
from gui.train.page import TrainPage
from gui.widgets.focus import stops
from tests.gui.shell.tabbing import unseen, wrong_ways
from tests.gui.shell.walking import folded_out, lesson_steps, pages_and_tabs, windows


@pytest.mark.usefixtures("few_ship")
def test_tab_reaches_all_that_can_be_used_as_one_reads_stops_nowhere_in_vain_and_is_seen(window, wait):
    def look(where, top, start, root=None):
        top.activateWindow()
        wait(lambda: QApplication.activeWindow() is top)
        found.extend(f"{where}: {what}" for what in wrong_ways(top, start, root))
        found.extend(f"{where}: {what}" for what in unseen(stops(root or top), kinds))

    found, kinds, first = [], set(), window.rail_buttons.button(0)
    window.train_page.form.set_values({"epochs": "1", "hidden": "8"})
    window.train_page.start.click()
    wait(lambda: not window.session.training.under_way)
    window.session.drawing.show_strokes(strokes_of("4"))
    for page, tab in pages_and_tabs(window, wait):
        look(f"{page.objectName()} {tab}", window, first)
    for what in folded_out(window, wait):
        stage = window.stage
        look(what, window, *((first,) if stage.piece is None else (stage.back, stage)))
    for beside in windows(window, wait):
        look(type(beside).__name__, beside, stops(beside)[0])
    strip = window.lesson.strip
    for step in lesson_steps(window, wait):
        look(f"step {step}", window, stops(strip)[0], strip)
    assert not found
    gc.collect()
    assert all(map(isValid, (window.train_page.start, window.pages, strip.next, strip.steps)))


def test_the_space_bar_starts_a_training_and_then_holds_it(room_of, session):
    room = room_of(TrainPage)
    page = room.page
    room.activateWindow()
    page.form.set_values({"epochs": "1000"})
    page.start.setFocus()
    QTest.keyClick(page.start, Qt.Key.Key_Space)
    assert session.training.under_way
    assert QApplication.focusWidget() is page.pause
    QTest.keyClick(page.pause, Qt.Key.Key_Space)
    assert session.training.paused
