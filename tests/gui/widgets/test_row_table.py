"""Heads say what is in their column, a row is chosen as a whole, and Tab leaves the table."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QTableWidgetItem

from gui.widgets.row_table import RowTable


def test_a_row_is_chosen_as_a_whole_and_heads_explain_and_sort(show):
    table = RowTable("someTable", (("Name", "What it is called"), ("Size", "On disk")))
    table.stretch(0)
    show(table, 300, 200)
    table.setRowCount(2)
    for row, words in enumerate(("b", "a")):
        for column in range(2):
            table.setItem(row, column, QTableWidgetItem(f"{words}{column}"))
    assert [table.horizontalHeaderItem(column).toolTip() for column in range(2)] == ["What it is called", "On disk"]
    table.sortByColumn(0, Qt.SortOrder.AscendingOrder)
    assert table.item(0, 1).text() == "a1"
    table.setCurrentCell(0, 1)
    assert len(table.selectedItems()) == 2
    assert not table.tabKeyNavigation()


def test_an_empty_table_says_what_to_do_and_paints_it(show):
    table = RowTable("someTable", (("Name", "What it is called"),))
    show(table, 300, 200)
    blank = table.viewport().grab().toImage()
    table.set_empty_text("Nothing here yet.")
    written = table.viewport().grab().toImage()
    assert written != blank
    table.setRowCount(1)
    table.setRowCount(0)
    assert table.viewport().grab().toImage() == written
