"""Tables are sorted by values, and what has none is never on top."""

import math

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QTableWidget, QTableWidgetItem

from gui.widgets.sort_item import SortItem

RISING, FALLING = Qt.SortOrder.AscendingOrder, Qt.SortOrder.DescendingOrder


@pytest.fixture
def table(qtbot):
    """``table(values)``: a column of them, each written in words that would be sorted otherwise."""
    made = QTableWidget(0, 1)
    qtbot.addWidget(made)

    def filled(values):
        made.setRowCount(len(values))
        for row, value in enumerate(values):
            item = SortItem(f"{value}")
            item.set_value(value)
            made.setItem(row, 0, item)
        return made

    return filled


def texts(table):
    return [table.item(row, 0).text() for row in range(table.rowCount())]


def test_numbers_are_sorted_as_numbers(table):
    made = table([9, 100, -20, 0.5])
    made.sortByColumn(0, RISING)
    assert texts(made) == ["-20", "0.5", "9", "100"]
    made.sortByColumn(0, FALLING)
    assert texts(made) == ["100", "9", "0.5", "-20"]


@pytest.mark.parametrize("missing", [None, math.nan])
@pytest.mark.parametrize("place", range(4))
def test_what_has_no_value_comes_last_whichever_way(table, missing, place):
    values = [3.0, -1.0, 2.0]
    values.insert(place, missing)
    made = table(values)
    made.sortByColumn(0, RISING)
    assert texts(made) == ["-1.0", "2.0", "3.0", str(missing)]
    made.sortByColumn(0, FALLING)
    assert texts(made) == ["3.0", "2.0", "-1.0", str(missing)]


def test_several_without_a_value_stay_in_their_order(table):
    made = table([None, 1.0, math.nan, 2.0])
    for order, known in ((RISING, ["1.0", "2.0"]), (FALLING, ["2.0", "1.0"])):
        made.sortByColumn(0, order)
        assert texts(made) == [*known, "None", "nan"]


def test_a_table_that_sorts_by_itself_does_so_too(table):
    made = table([1.0, None, 2.0])
    made.setSortingEnabled(True)
    made.sortByColumn(0, FALLING)
    assert texts(made) == ["2.0", "1.0", "None"]
    made.item(2, 0).set_value(3.0)
    assert texts(made) == ["None", "2.0", "1.0"], "that is its text; its value is 3"


def test_outside_of_a_table_it_can_be_compared():
    some, none = SortItem("a"), SortItem("b")
    some.set_value(1)
    assert some < none
    assert not none < some
    assert not none < SortItem("c")
    assert isinstance(some, QTableWidgetItem)
