"""The list of milestones is sorted by what is wrong, says which are whose, and is taken away as it is."""

import csv
import io

import pytest
from PySide6.QtCore import Qt

from engine.experiments.yardsticks.milestones import MILESTONES
from engine.experiments.yardsticks.ranking import OWN, Ranked, ranking
from gui.compare.milestones_dialog import MilestonesDialog
from gui.widgets.export import table_text
from gui.widgets.milestones_table import KIND, METHOD, WRONG, YEAR
from tests.gui.compare.tools import record


@pytest.fixture
def dialog(show):
    made = show(MilestonesDialog(), 900, 500)
    mine = Ranked(OWN, "<b>mine</b>", None, 3.0, "90 % of MNIST 20,000")
    made.show_ranking(sorted([*ranking([record(right=190)], []), mine], key=lambda one: one.wrong))
    return made


def column(dialog, which):
    return [dialog.table.item(row, which).text() for row in range(dialog.table.rowCount())]


def test_published_measured_and_own_ones_are_told_apart(dialog):
    assert column(dialog, WRONG)[:2] == ["0.17", "0.35"]
    kinds = dict(zip(column(dialog, METHOD), column(dialog, KIND), strict=True))
    assert kinds["nearest mean image, Euclidean"] == "measured here"
    assert kinds["<b>mine</b>"] == "your run"
    assert [*kinds.values()].count("published") == len(MILESTONES)
    tips = [dialog.table.item(row, METHOD).toolTip() for row in range(dialog.table.rowCount())]
    assert "<b>mine</b>" not in tips
    assert "official" not in dialog._words.text()
    assert "45 of them" in dialog._words.text()


def test_it_is_sorted_by_any_column_and_stays_so_when_there_is_more(dialog):
    dialog.table.sortByColumn(YEAR, Qt.SortOrder.DescendingOrder)
    assert column(dialog, YEAR)[0] == "2011"
    assert column(dialog, YEAR)[-1] == ""
    dialog.show_ranking(ranking([], []))
    assert column(dialog, YEAR)[0] == "2011"
    assert dialog.table.rowCount() == len(MILESTONES)


def test_all_of_it_can_be_taken_away(dialog):
    [thing] = dialog._things()
    rows = [*csv.reader(io.StringIO(table_text(thing)))]
    assert rows[0] == ["kind", "method", "year", "wrong (%)", "source"]
    assert rows[1][:4] == ["published", "best convolutional network", "", "0.17"]
    assert len(rows) == 1 + len(MILESTONES) + 2
