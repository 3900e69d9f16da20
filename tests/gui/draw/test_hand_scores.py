"""What networks made of one's own hand: a column for each network, and the worst drawings of the chosen one."""

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from gui.draw.hand_scores import HandScores
from gui.widgets.marks import RIGHT, WRONG


@pytest.fixture
def scores(show, judged):
    """Of the same five drawings one network reads three, the other all."""
    labels = [3, 3, 5, 7, 1]
    made = show(HandScores(), 700, 560)
    made.show_scores(
        [
            ("yours", judged(labels, [3, 2, 5, 1, 1], [0.9, 0.8, 0.6, 0.99, 0.7])),
            ("the shipped one", judged(labels, labels, [0.9] * 5)),
        ]
    )
    return made


def column(scores, index):
    return [scores.table.item(row, index).text() for row in range(11)]


def test_each_network_has_a_column_and_what_was_not_drawn_is_empty(scores):
    assert column(scores, 0) == ["", "1 of 1", "", "1 of 2", "", "1 of 1", "", "0 of 1", "", "", "3 of 5"]
    assert column(scores, 1)[10] == "5 of 5"
    assert [scores.table.item(row, 0).font().bold() for row in (1, 3, 7, 10)] == [False, True, True, True]
    assert scores.table.horizontalHeaderItem(1).toolTip() == "the shipped one"
    assert scores.summary.text() == "yours: 3 of 5 right (60 %) · the shipped one: 5 of 5 right (100 %)"


def test_the_confusions_and_the_worst_drawings_are_of_the_chosen_network(scores):
    assert scores.matrix.values()[7, 1] == 1
    assert scores.matrix._scale.high == 5
    assert scores.grid.image(0)[0, 0] == 3, "the drawing of which it was furthest from the truth"
    assert [scores.grid.caption(k) for k in range(5)] == ["7 → 1", "3 → 2", "5: 60 %", "1: 70 %", "3: 90 %"]
    assert scores.grid._marks.tolist() == [WRONG, WRONG, RIGHT, RIGHT, RIGHT]
    scores.choice.setFocus()
    QTest.keyClick(scores.choice, Qt.Key.Key_Down)
    assert scores.matrix.values()[7, 1] == 0
    assert scores.grid.caption(0).endswith("90 %")


def test_another_test_takes_the_place_of_the_one_before(scores, judged):
    scores.show_scores([("yours", judged([4], [4]))])
    assert scores.table.columnCount() == scores.choice.count() == 1
    assert column(scores, 0)[3:5] == ["", "1 of 1"]
    assert scores.grid.count() == 1


def test_keys_stay_with_the_test(scores):
    """A click leaves the focus where it is; who wants to hear or copy the table comes with Tab."""
    assert scores.table.focusPolicy() == Qt.FocusPolicy.TabFocus


def test_other_classes_have_their_rows_and_names(scores, judged):
    letters = judged([0, 1, 2], [0, 2, 2], [0.9] * 3)
    letters = replace(letters, digits=replace(letters.digits, names=tuple("ABCDEFGHIJ")))
    scores.show_scores([("yours", letters)])
    assert "digit" not in scores.matrix.accessibleName()
    assert scores.table.names() == list("ABCDEFGHIJ")
    assert column(scores, 0)[:3] == ["1 of 1", "0 of 1", "1 of 1"]
    assert scores.grid.caption(0) == "B → C"
    assert scores.grid.caption(1) in ("A: 90 %", "C: 90 %")


def test_the_heads_are_names_without_widths_where_that_tells_them_apart(scores):
    (_name, one), *_rest = scores._found
    apart, alike = ["Ships with Inkling, 784-1024-512-10", "Yours, 784-64-10"], ["Yours, 784-10", "Yours, 784-64-10"]
    for names, heads in ((apart, ["Ships with Inkling", "Yours"]), (alike, alike)):
        scores.show_scores([(name, one) for name in names])
        assert [scores.table.horizontalHeaderItem(column).text() for column in (0, 1)] == heads
