"""The table by digit shows all of its rows, and nothing of it can be changed."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QKeySequence
from PySide6.QtTest import QTest

from gui.widgets.digit_table import DigitTable


@pytest.fixture
def table(qtbot):
    made = DigitTable("someTable", Qt.AlignmentFlag.AlignRight)
    made.set_columns([("images", "how many"), ("recall", "how many are found")])
    qtbot.addWidget(made)
    with qtbot.waitExposed(made):
        made.show()
    return made


def test_a_row_for_each_digit_and_one_for_all_are_in_sight(table):
    assert [table.verticalHeaderItem(row).text() for row in range(11)] == [*"0123456789", "all"]
    last = table.rowViewportPosition(10) + table.rowHeight(10)
    assert 0 < last <= table.viewport().height()
    assert table.horizontalHeaderItem(1).toolTip() == "how many are found"


def test_what_is_written_stands_where_it_should_and_other_columns_take_it_away(table):
    table.write(3, 1, "97.0 %")
    table.write(10, 0, "5 of 6", bold=True)
    assert (table.item(3, 1).text(), table.item(3, 1).font().bold()) == ("97.0 %", False)
    assert table.item(10, 0).font().bold()
    assert table.item(3, 1).textAlignment() & Qt.AlignmentFlag.AlignRight
    table.set_columns([("one network", "")])
    assert table.columnCount() == 1
    assert table.item(10, 0) is None


def test_neither_a_double_click_nor_a_key_edits_it_but_cells_are_chosen_and_copied(table):
    table.write(0, 0, "12")
    place = table.visualItemRect(table.item(0, 0)).center()
    QTest.mouseDClick(table.viewport(), Qt.MouseButton.LeftButton, pos=place)
    QTest.keyClicks(table, "99")
    assert table.item(0, 0).text() == "12"
    assert table.state() == table.State.NoState
    assert table.selectedItems() == [table.item(0, 0)]
    QTest.keySequence(table, QKeySequence(QKeySequence.StandardKey.Copy))
    head = table.horizontalHeaderItem(0).text()
    assert QGuiApplication.clipboard().text() == f"\t{head}\n0\t12"


def test_other_classes_have_rows_of_their_own_and_many_scroll_with_all_of_them_first(table, classed):
    names = classed.names
    table.write(0, 0, "12")
    table.set_names(names)
    assert [table.verticalHeaderItem(row).text() for row in range(table.rowCount())] == [*names, "all"]
    assert table.item(0, 0) is None
    table.write(len(names), 0, "90 %")
    at = table.visualItemRect(table.item(len(names), 0))
    assert table.viewport().rect().contains(at), "the row of all is in sight, however many there are"
    assert (at.y() < 5) is (len(names) > 10)
    table.set_names(tuple("0123456789"))
    assert [table.verticalHeader().visualIndex(row) for row in range(11)] == list(range(11))
    assert table.verticalScrollBar().maximum() == 0


def test_names_are_told_whole_and_as_they_are(table):
    table.set_names(("<b>Bag</b>", "W" * 40))
    assert table.verticalHeaderItem(1).toolTip() == "W" * 40
    assert "&lt;b&gt;" in table.verticalHeaderItem(0).toolTip()
    assert table.verticalHeader().width() <= 130
