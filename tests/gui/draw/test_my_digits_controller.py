"""Drawings are kept under a label, corrected, exported and used."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtTest import QTest

from tests.gui.draw.tools import VERTICAL


def test_a_digit_s_key_keeps_the_drawing_and_clears_the_canvas(page, window, wait, draw):
    QTest.keyClick(page.canvas, Qt.Key.Key_1)
    assert len(window.session.my_digits) == 0
    draw(page.canvas, VERTICAL)
    QTest.keyClick(page.canvas, Qt.Key.Key_1)
    assert window.session.drawing.empty
    page.tabs.setCurrentWidget(page.mine)
    wait(lambda: page.mine.grid.count() == 1)
    assert page.mine.grid.caption(0) == "1"


def test_my_digits_are_corrected_deleted_and_brought_back_by_keys(page, window, wait, draw):
    for key in "17":
        draw(page.canvas, VERTICAL)
        QTest.keyClick(page.canvas, key)
    page.tabs.setCurrentWidget(page.mine)
    wait(lambda: page.mine.grid.count() == 2)
    grid = page.mine.grid
    grid.setFocus()
    grid.set_current(1)
    QTest.keyClick(grid, "1")
    assert grid.caption(1) == "1"
    QTest.keyClick(grid, Qt.Key.Key_Delete)
    assert grid.count() == 1
    QTest.keySequence(grid, QKeySequence("Ctrl+Z"))
    assert grid.count() == 2
    page.mine.show_it.click()
    wait(lambda: page.bars.winner() == 1)


@pytest.mark.parametrize("kind", ["npz", "csv", "png"])
def test_my_digits_are_exported(page, window, wait, draw, tmp_path, kind):
    draw(page.canvas, VERTICAL)
    QTest.keyClick(page.canvas, "1")
    page.keeper.export(tmp_path / "mine", kind)
    wait(lambda: (tmp_path / f"mine.{kind}").exists() and not window.session.tasks.busy)
    assert (tmp_path / f"mine.{kind}").stat().st_size > 100
    assert window.statusBar().currentMessage() == f"Saved mine.{kind}"
    page.keeper.export(tmp_path / "no such folder" / "mine.csv", kind)
    wait(lambda: "could not be saved" in window.notice.text())


def test_a_sheet_that_is_too_small_for_all_of_them_says_so(page, window, wait, draw, tmp_path, monkeypatch):
    monkeypatch.setattr("gui.draw.my_digits_controller.MOST", 1)
    for digit in "12":
        draw(page.canvas, VERTICAL)
        QTest.keyClick(page.canvas, digit)
    page.keeper.export(tmp_path / "mine.png", "png")
    wait(lambda: window.statusBar().currentMessage() == "Saved mine.png: the first 1 of 2")


def test_my_digits_are_used_as_the_program_s(page, window, draw):
    draw(page.canvas, VERTICAL)
    QTest.keyClick(page.canvas, "1")
    before = window.session.data.digits
    page.keeper.use("test")
    assert window.session.data.digits is before
    assert window.session.data.test_digits.labels.tolist() == [1]
    page.keeper.use("add")
    assert len(window.session.data.digits) == len(before) + 1
    page.keeper.use("alone")
    assert window.session.data.digits.labels.tolist() == [1]
