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
