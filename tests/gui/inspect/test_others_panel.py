"""The panel says how many get the image wrong, and what to do where nobody else can be asked."""

from gui.inspect.others_panel import OthersPanel
from gui.widgets.guess_table import Said

RIGHT, WRONG, ASKED = Said("a", "1", "90.0 %", True), Said("b", "2", "", False), Said("c")


def test_it_counts_who_is_wrong(show):
    panel = show(OthersPanel(), 300, 300)
    for rows, words in (
        ((RIGHT, WRONG), "1 of 2 gets it wrong"),
        ((WRONG, WRONG), "All 2 get it wrong"),
        ((RIGHT, RIGHT), "Nobody gets it wrong"),
        ((RIGHT, WRONG, ASKED), "1 of 2 so far get it wrong"),
        ((), ""),
    ):
        panel.show_rows(rows)
        assert panel.summary.text() == words
        assert panel.table.isVisible() == bool(rows)
        assert not panel.alone.isVisible()


def test_alone_it_says_how_to_get_another_opinion(show, qtbot):
    panel = show(OthersPanel(), 300, 300)
    panel.show_rows((WRONG,))
    assert panel.alone.isVisible()
    assert "Fit a yardstick" in panel.alone.text()
    with qtbot.waitSignal(panel.seen) as seen:
        panel.hide()
    assert seen.args == [False]
