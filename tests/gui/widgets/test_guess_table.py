"""A table of guesses says who is right by a sign and not by colour alone, and how sure each is."""

from gui.look import theme
from gui.widgets.guess_table import GuessTable, Said, sure_words


def test_each_row_says_who_what_how_sure_and_whether_it_is_right(show):
    table = show(GuessTable("guesses", 2), 300, 200)
    rows = [Said("a network", "7", ">99.9 %", True, shown=True), Said("<b>mean</b>", "1", "", False), Said("slow")]
    table.show_rows(rows)
    texts = [[table.item(row, column).text() for column in range(3)] for row in range(3)]
    assert texts == [["a network", "✓ 7", ">99.9 %"], ["<b>mean</b>", "✗ 1", ""], ["slow", "…", ""]]
    assert table.item(1, 1).foreground().color().name().upper() == theme.WRONG.upper()
    assert table.item(0, 0).font().bold()
    assert not table.item(1, 0).font().bold()
    assert table.rows() == rows
    kept = table.item(0, 0)
    table.show_rows([rows[0], Said("slow", "2")])
    assert table.rowCount() == 2
    assert table.item(0, 0) is kept
    assert table.item(1, 1).text() == "2"
    row = table.verticalHeader().defaultSectionSize()
    assert table.sizeHint().height() < 4 * row


def test_certainty_is_only_where_votes_are_counted():
    assert sure_words(1.0) == ">99.9 %" == sure_words(0.9999, counted=True)
    assert sure_words(1.0, counted=True) == "100.0 %"
    assert sure_words(2 / 3) == "66.7 %"
