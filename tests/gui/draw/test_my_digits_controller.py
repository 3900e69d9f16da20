"""Drawings are kept under a label, corrected, exported and used."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from tests.gui.draw.tools import VERTICAL


def test_a_digit_s_key_keeps_the_drawing_and_clears_the_canvas(page, wait, draw, session):
    QTest.keyClick(page.canvas, Qt.Key.Key_1)
    assert len(session.my_digits) == 0
    draw(page.canvas, VERTICAL)
    QTest.keyClick(page.canvas, Qt.Key.Key_1)
    assert session.drawing.empty
    page.tabs.setCurrentWidget(page.mine)
    wait(lambda: page.mine.grid.count() == 1)
    assert page.mine.grid.caption(0) == "1"


def test_my_digits_are_corrected_deleted_and_brought_back_by_keys(page, wait, draw):
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
    page.undo_stack().undo()  # of which tests/gui/shell/test_menus.py says the keys
    assert grid.count() == 2
    page.mine.show_it.click()
    wait(lambda: page.bars.winner() == 1)


def test_my_digits_are_exported(page, wait, draw, tmp_path, session, room):
    draw(page.canvas, VERTICAL)
    QTest.keyClick(page.canvas, "1")
    failed = []
    session.messages.failed.connect(failed.append)
    for kind in ("npz", "csv", "png"):
        page.keeper.export(tmp_path / "mine", kind)
        wait(lambda kind=kind: (tmp_path / f"mine.{kind}").exists() and not session.tasks.busy)
        assert (tmp_path / f"mine.{kind}").stat().st_size > 100
        assert room.statusBar().currentMessage() == f"Saved mine.{kind}"
        page.keeper.export(tmp_path / "no such folder" / "mine.csv", kind)
        wait(lambda: failed)
        assert "could not be saved" in failed.pop()
        assert "could not be saved" in room.notice.text()


def test_a_sheet_that_is_too_small_for_all_of_them_says_so(page, wait, draw, tmp_path, monkeypatch, room):
    monkeypatch.setattr("gui.draw.my_digits_controller.MOST", 1)
    for digit in "12":
        draw(page.canvas, VERTICAL)
        QTest.keyClick(page.canvas, digit)
    page.keeper.export(tmp_path / "mine.png", "png")
    wait(lambda: room.statusBar().currentMessage() == "Saved mine.png: the first 1 of 2")


def test_my_digits_are_used_as_the_program_s(page, draw, session):
    draw(page.canvas, VERTICAL)
    QTest.keyClick(page.canvas, "1")
    before = session.data.digits
    page.keeper.use("test")
    assert session.data.digits is before
    assert session.data.test_digits.labels.tolist() == [1]
    page.keeper.use("add")
    assert len(session.data.digits) == len(before) + 1
    page.keeper.use("alone")
    assert session.data.digits.labels.tolist() == [1]


LETTERS = tuple("ABCDE")


@pytest.fixture
def lettered(page, of_classes, wait, draw):
    """One drawing of a digit is kept, and then three of letters, of which the network knows five."""
    draw(page.canvas, VERTICAL)
    QTest.keyClick(page.canvas, "7")
    of_classes(LETTERS)
    for key in "eab":
        draw(page.canvas, VERTICAL)
        QTest.keyClick(page.canvas, key)
    page.tabs.setCurrentWidget(page.mine)
    wait(lambda: page.mine.grid.count() == 4)
    return page


def captions(page):
    return [page.mine.grid.caption(index) for index in range(page.mine.grid.count())]


def test_drawings_are_kept_under_the_names_of_classes_and_those_of_others_stay(lettered, room):
    assert captions(lettered) == ["7", "E", "A", "B"]
    assert room.statusBar().currentMessage().startswith("Kept as “B”: 4 in My digits.")
    assert lettered.mine.summary.text() == "4 kept, 1 of them of other classes"


def test_a_class_is_looked_at_alone_and_corrected_by_its_key(lettered, session):
    panel = lettered.mine
    assert [panel.filter.itemText(k) for k in range(panel.filter.count())] == [
        "All classes",
        "A: 1",
        "B: 1",
        "E: 1",
        "7: 1",
    ]
    assert panel.filter.isVisible()
    panel.filter.setCurrentIndex(3)
    panel.filter.activated.emit(3)
    assert captions(lettered) == ["E"]
    panel.grid.setFocus()
    panel.grid.set_current(0)
    QTest.keyClick(panel.grid, "d")
    assert [drawing.name for drawing in session.my_digits.drawings] == ["7", "D", "A", "B"]
    assert captions(lettered) == ["7", "D", "A", "B"]


def test_where_there_are_digits_only_there_is_no_choice_of_a_class(page, draw, wait):
    for key in "17":
        draw(page.canvas, VERTICAL)
        QTest.keyClick(page.canvas, key)
    page.tabs.setCurrentWidget(page.mine)
    wait(lambda: page.mine.grid.count() == 2)
    assert not page.mine.filter.isVisible()


@pytest.mark.parametrize(("how", "images"), [("alone", 3), ("add", 8)])
def test_drawings_of_classes_that_the_set_does_not_have_are_left_out_and_that_is_said(
    lettered, how, images, session, room
):
    lettered.keeper.use(how)
    found = session.data.digits
    assert (len(found), found.names) == (images, LETTERS)
    assert found.labels[-3:].tolist() == [4, 0, 1]
    assert room.statusBar().currentMessage().endswith("1 drawing is left out, because there is no such class: “7”.")


def test_where_no_drawing_is_of_the_set_s_classes_nothing_is_done(page, of_classes, draw, wait, session, room):
    draw(page.canvas, VERTICAL)
    QTest.keyClick(page.canvas, "7")
    of_classes(LETTERS)
    before = session.data.digits
    page.keeper.use("test")
    assert session.data.digits is before
    assert session.data.test_digits is None
    assert "left out, because there is no such class: “7”" in room.notice.text()


def test_drawings_of_all_classes_are_exported(lettered, wait, tmp_path, session):
    for kind in ("npz", "csv", "png"):
        lettered.keeper.export(tmp_path / f"mine.{kind}", kind)
        wait(lambda kind=kind: (tmp_path / f"mine.{kind}").exists() and not session.tasks.busy)
    lines = (tmp_path / "mine.csv").read_text().splitlines()
    assert [line.split(",")[0] for line in lines] == ["label", "7", "E", "A", "B"]
