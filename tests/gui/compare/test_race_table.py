"""The table of a comparison: sorted by clicks on its headers, and the legend of the curves by its ticks."""

import math
from dataclasses import replace

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest

from engine.experiments.statistics import Summary, summary
from gui.compare.line_style import line_styles
from gui.compare.race_table import (
    BEST,
    CANDIDATE,
    FINAL,
    PARAMETERS,
    RUNS,
    SECONDS,
    TO_GOAL,
    RaceTable,
    mean_and_spread,
)
from gui.compare.yardstick_rows import rows_of
from gui.look import theme
from tests.gui.compare.tools import raced, record

NAN = math.nan
SOME = Summary(3, 0, 90.0, 0.5, 91.0, 0.4, 4.0, 3, 2.0, 1_000)
NONE = Summary(0, 3, NAN, NAN, NAN, NAN, NAN, 0, NAN, 500)


@pytest.fixture
def table(show):
    """Of the four candidates, the second has no result."""
    made = show(RaceTable(), 900, 260)
    made.set_candidates(["a", "b", "c", "d"], line_styles(4))
    for candidate, found in enumerate(
        (
            SOME,
            NONE,
            replace(SOME, final=95.0, best=95.5, to_goal=2.0, seconds=9.0, parameters=2_000),
            replace(SOME, finished=2, final=20.0, best=21.0, to_goal=NAN, reached=0, seconds=10.0, parameters=100),
        )
    ):
        made.show_summary(candidate, found, 3)
    return made


def order(table):
    return "".join(table.item(row, CANDIDATE).text() for row in range(table.rowCount()))


def click_header(table, column):
    header = table.horizontalHeader()
    place = QPoint(header.sectionViewportPosition(column) + header.sectionSize(column) // 2, header.height() // 2)
    QTest.mouseClick(header.viewport(), Qt.MouseButton.LeftButton, pos=place)


@pytest.mark.parametrize(
    ("column", "first", "second"),
    [
        (CANDIDATE, "abcd", "dcba"),
        (FINAL, "cadb", "dacb"),
        (BEST, "cadb", "dacb"),
        (TO_GOAL, "cabd", "acbd"),
        (SECONDS, "acdb", "dcab"),
        (PARAMETERS, "dbac", "cabd"),
        (RUNS, "bdac", "acdb"),
    ],
)
def test_a_click_on_a_header_sorts_and_another_turns_it_round_with_what_is_missing_last(table, column, first, second):
    click_header(table, column)
    assert order(table) == first
    click_header(table, column)
    assert order(table) == second
    click_header(table, column)
    assert order(table) == first


def test_another_header_begins_in_its_own_order(table):
    click_header(table, FINAL)
    click_header(table, SECONDS)
    assert order(table) == "acdb"
    assert table.horizontalHeader().sortIndicatorSection() == SECONDS


def test_rows_stay_where_they_are_while_numbers_change(table):
    click_header(table, FINAL)
    table.show_summary(3, replace(SOME, final=99.0), 3)
    assert order(table) == "cadb"
    assert table.item(2, FINAL).text() == "99.00 ± 0.50"


def test_a_row_is_found_by_its_candidate_however_they_are_sorted(table):
    chosen = []
    table.chosen_changed.connect(chosen.append)
    click_header(table, FINAL)
    table.choose(3)
    assert (table.currentRow(), table.chosen()) == (2, 3)
    place = table.visualItemRect(table.item(0, FINAL)).center()
    QTest.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert (table.chosen(), chosen[-1]) == (2, 2)


def test_new_candidates_are_ticked_unsorted_and_none_is_chosen(table):
    click_header(table, FINAL)
    table.choose(1)
    table.set_candidates(["x", "y"], line_styles(2))
    assert (order(table), table.chosen()) == ("xy", -1)
    assert not table.horizontalHeader().isSortIndicatorShown()
    assert {table.item(row, CANDIDATE).checkState() for row in (0, 1)} == {Qt.CheckState.Checked}
    click_header(table, SECONDS)
    assert order(table) == "xy", "without numbers there is nothing to sort by"


def test_the_space_bar_ticks_the_row_wherever_in_it_one_is(table):
    told = []
    table.shown_changed.connect(lambda candidate, shown: told.append((candidate, shown)))
    click_header(table, FINAL)
    table.setCurrentCell(1, SECONDS)
    QTest.keyClick(table, Qt.Key.Key_Space)
    QTest.keyClick(table, Qt.Key.Key_Space)
    assert told == [(0, False), (0, True)]


def test_numbers_that_come_in_tick_and_choose_nothing(table):
    told = []
    table.shown_changed.connect(lambda *what: told.append(what))
    table.chosen_changed.connect(told.append)
    table.show_summary(0, SOME, 3, "one of them diverged")
    assert told == []
    assert table.item(0, RUNS).toolTip() == "one of them diverged"


def test_a_row_says_what_there_is_and_nothing_else(table):
    def words(row):
        shown = [column for column in range(1, table.columnCount()) if not table.isColumnHidden(column)]
        return [table.item(row, column).text() for column in shown]

    assert words(0) == ["90.00 ± 0.50", "91.00 ± 0.40", "4", "2.0", "1,000", "3 of 3"]
    assert words(1) == ["", "", "", "", "500", "0 of 3, 3 failed"]
    assert words(3)[2] == "never"
    table.show_summary(0, replace(SOME, to_goal=4.5, reached=2), 3)
    assert words(0)[2] == "4.5 (2 of 3)"


def test_under_two_seeds_there_is_no_spread():
    assert mean_and_spread(95.414, NAN) == "95.41"
    assert mean_and_spread(95.414, 0.125) == "95.41 ± 0.12"
    assert mean_and_spread(NAN, NAN) == ""


@pytest.mark.parametrize(("rows", "room", "shown"), [(1, 0, 2), (4, 0, 4), (9, 0, 5), (9, 100_000, 9)])
def test_the_table_asks_for_as_many_rows_as_there_are_up_to_a_limit(show, rows, room, shown):
    table = show(RaceTable(), 600, 300)
    table.set_candidates(["x"] * rows, line_styles(rows))
    rest = table.horizontalHeader().sizeHint().height() + 2 * table.frameWidth()
    assert table.wanted_height(room) - rest == shown * table.verticalHeader().defaultSectionSize()


def test_yardsticks_stand_below_with_what_means_something_for_them(table, qtbot):
    table.resize(900, 300)
    styles = line_styles(2)
    table.set_candidates(["network", "means"], styles, yardsticks=1)
    [row] = rows_of([record(right=160), record(right=164, seed=1)], [])
    table.show_yardstick(1, row)

    def words(row):
        shown = [column for column in range(1, table.columnCount()) if not table.isColumnHidden(column)]
        return [table.item(row, column).text() for column in shown]

    assert words(1) == ["81.00 ± 1.41", "0.5", "0.10", "63", "2 of 2"]
    table.show_summary(0, summary([raced(95.0)]), 1)
    table.show_image_seconds(0, 2e-6)
    qtbot.waitUntil(lambda: not table.isColumnHidden(BEST))  # once for all rows that change
    assert words(0) == ["95.00", "95.00", "0", "2.0", "0.002", "13", "1 of 1"]
    assert table.item(1, 0).toolTip().startswith("nearest mean image, Euclidean:")
    table.resize(500, 300)
    assert words(1) == ["81.00 ± 1.41", "0.5", "0.10", "63", "2 of 2"]
    table.set_candidates(["network"], styles[:1])
    assert len(words(0)) == 6


def test_rows_are_as_high_as_its_letters_need_it(table, qapp):
    theme.apply(qapp)
    theme.set_text_size(qapp, 2.0)
    assert table.verticalHeader().defaultSectionSize() > table.fontMetrics().lineSpacing()
    theme.set_text_size(qapp, 1.0)
    assert table.verticalHeader().defaultSectionSize() < 2 * table.fontMetrics().lineSpacing()
