"""The names of what is compared are whole: what is not needed to tell candidates apart gives way to them."""

from dataclasses import replace

import pytest

from engine.experiments.statistics import Summary
from gui.compare.line_style import line_styles
from gui.compare.race_columns import BEST, CANDIDATE, FINAL, HEADERS, PARAMETERS, RUNS, TO_GOAL
from gui.compare.race_table import RaceTable

FOUND = Summary(2, 1, 90.0, 0.5, 91.0, 0.4, 4.5, 1, 2.0, 53_706)


@pytest.fixture
def table(show, qtbot):
    """Of four candidates, of whose runs some have failed."""
    made = show(RaceTable(), 1_500, 200)
    names = [f"batch {size}, rate 0.01" for size in (8, 32, 128, 512)]
    made.set_candidates(names, line_styles(len(names)))
    for candidate in range(len(names)):
        made.show_summary(candidate, replace(FOUND, final=90.0 + candidate, best=91.0 + candidate), 3)
    qtbot.waitUntil(lambda: made.columnWidth(RUNS) > made.sizeHintForColumn(RUNS))
    return made


def shown(table):
    return {column for column in range(len(HEADERS)) if not table.isColumnHidden(column)}


def test_where_there_is_room_all_columns_share_it(table):
    assert {BEST, PARAMETERS, TO_GOAL} < shown(table)
    spare = [table.columnWidth(column) - table.sizeHintForColumn(column) for column in shown(table)]
    assert min(spare) > 20
    assert sum(map(table.columnWidth, shown(table))) == table.viewport().width()


def test_in_a_narrow_table_names_are_whole_and_what_is_the_same_of_all_goes_first(table):
    gone, width = [], 1_500
    while table.columnWidth(CANDIDATE) >= table.sizeHintForColumn(CANDIDATE) and width > 400:
        gone += sorted(set(range(len(HEADERS))) - shown(table) - set(gone))
        width -= 20
        table.resize(width, 200)
    assert width < 520, "the names are whole down to this"
    assert {FINAL, RUNS} < shown(table)
    assert gone.index(PARAMETERS) < gone.index(BEST)
    assert sum(map(table.columnWidth, shown(table))) <= table.viewport().width()


def test_a_head_has_room_for_its_words_and_for_the_arrow_that_says_by_what_is_sorted(table):
    table.resize(700, 200)
    header = table.horizontalHeader()
    for column in shown(table):
        header.sectionClicked.emit(column)
        assert table.columnWidth(column) >= header.sectionSizeHint(column)
