"""Where there is little room, a row says in its method whose it is, and where that stands in its tooltip."""

from engine.experiments.yardsticks.milestones import MILESTONES
from engine.experiments.yardsticks.ranking import OWN, OwnScore, Ranked, ranking
from gui.widgets.milestones_table import KIND, METHOD, SOURCE, WRONG, MilestonesTable

RANKING = [*ranking([], [], OwnScore(7, 10)), Ranked(OWN, "<b>mine</b>", None, 3.0, "90 % of MNIST 20,000")]


def rows(table, column):
    return [table.item(row, column).text() for row in range(table.rowCount())]


def test_the_narrow_one_has_the_same_rows_in_fewer_columns(show):
    wide, narrow = MilestonesTable("wide"), MilestonesTable("narrow", narrow=True)
    for table, width in ((wide, 900), (narrow, 320)):
        show(table, width, 300)
        table.show_ranking(RANKING)
    assert rows(wide, WRONG) == rows(narrow, WRONG)
    assert len(rows(wide, WRONG)) == len(MILESTONES) + 2
    assert [narrow.isColumnHidden(column) for column in (KIND, METHOD, WRONG, SOURCE)] == [True, False, False, True]
    mine = rows(narrow, METHOD).index("your run: <b>mine</b>")
    assert "MNIST" in narrow.item(mine, METHOD).toolTip()
    assert "<b>mine" not in narrow.item(mine, METHOD).toolTip()
    assert "you, on the 10 hardest images" in rows(narrow, METHOD)
    assert "you" in rows(wide, KIND)
    assert narrow.horizontalHeader().length() <= narrow.width()
