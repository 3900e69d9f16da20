"""Ctrl+C in a table: the chosen cells with their heads, as a spreadsheet takes them."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractItemView, QTableWidget, QTableWidgetItem, QTableWidgetSelectionRange

from gui.widgets.copying import copy_key_for, table_text

WHOLE = "\tname\tright\n1\ttwo  words\t5\n2\tb\t\n".replace("  ", " ").rstrip("\n")


@pytest.fixture
def table(qtbot):
    made = QTableWidget(2, 3)
    qtbot.addWidget(made)
    made.setHorizontalHeaderLabels(["name", "hidden", "right"])
    for row, texts in enumerate((("two\nwords", "x", "5"), ("b", "y", None))):
        for column, text in enumerate(texts):
            if text is not None:
                made.setItem(row, column, QTableWidgetItem(text))
    made.setColumnHidden(1, True)
    copy_key_for(made)
    made.show()
    QGuiApplication.clipboard().setText("before")
    return made


def copied(table):
    QTest.keySequence(table, QKeySequence(QKeySequence.StandardKey.Copy))
    return QGuiApplication.clipboard().text()


def test_all_is_copied_where_nothing_is_chosen(table):
    assert copied(table) == WHOLE


def test_the_chosen_cells_are_copied(table):
    table.setRangeSelected(QTableWidgetSelectionRange(1, 0, 1, 0), True)
    assert copied(table) == "\tname\n2\tb"


def test_where_one_row_is_chosen_for_something_else_all_is_copied(table):
    table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
    table.selectRow(1)
    table.verticalHeader().hide()
    assert copied(table) == "name\tright\ntwo words\t5\nb\t"


def test_rows_and_columns_come_as_they_are_seen(table):
    table.horizontalHeader().moveSection(2, 0)
    table.sortItems(0, Qt.SortOrder.AscendingOrder)
    assert table_text(table).splitlines() == ["\tright\tname", "1\t\tb", "2\t5\ttwo words"]


def test_an_empty_table_leaves_the_clipboard(table):
    table.setRowCount(0)
    assert copied(table) == "before"
