"""The confusions: the commonest is shown to begin with, and every number has its images behind it."""

import math

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from engine.digits.dataset import DIGIT_NAMES, Digits
from engine.inspection.evaluation import Evaluation
from gui.inspect.confusion_panel import ConfusionPanel, class_rows
from gui.inspect.confusion_words import HINT
from tests.gui.inspect.tools import found, marked, pick, show


@pytest.fixture
def evaluation(judged):
    """Four 3s of which two are taken for 5s, one 5 taken for a 3, a 7 that is right; there is no other digit."""
    return judged([3, 3, 3, 3, 5, 7], [3, 5, 5, 3, 3, 7])


@pytest.fixture
def panel(show, evaluation):
    made = show(ConfusionPanel(), 1000, 620)
    made.show_evaluation(evaluation)
    made.grab()
    return made


def middle(panel, true, guess):
    cells = panel.matrix.cells
    return cells.visualRect(cells.model().index(true, guess)).center()


def click_cell(panel, true, guess):
    QTest.mouseClick(panel.matrix.cells.viewport(), Qt.MouseButton.LeftButton, pos=middle(panel, true, guess))


def choose(box, index):
    box.setCurrentIndex(index)
    box.activated.emit(index)


def test_the_commonest_confusion_is_shown_to_begin_with(panel):
    assert panel.list.indices().tolist() == [1, 2]
    assert panel.words.text() == "2 of 4 3s taken for a 5 (50.0 %)"


def test_rows_are_true_digits_and_columns_what_they_are_taken_for(panel):
    assert panel.matrix.values()[3, 5] == 2
    assert panel.matrix.values()[5, 3] == 1
    click_cell(panel, 5, 3)
    assert panel.list.indices().tolist() == [4]
    assert panel.words.text() == "1 of one 5 taken for a 3 (100.0 %)"


def test_the_pointer_reads_a_cell_without_choosing_it(panel):
    QTest.mouseMove(panel.matrix.cells.viewport(), middle(panel, 3, 3))
    assert panel.reading.text() == "2 of 4 3s recognised (50.0 %)"
    QTest.mouseMove(panel.matrix.cells.viewport(), middle(panel, 0, 8))
    assert panel.reading.text() == "There is no 0 in this set."
    assert panel.list.indices().tolist() == [1, 2]


def test_the_keys_reach_each_cell_and_a_block_is_added_up(panel, judged):
    cells, shift = panel.matrix.cells, Qt.KeyboardModifier.ShiftModifier
    assert cells.current() == (3, 5), "the cell whose images are shown"
    cells.setFocus()
    QTest.keyClick(cells, Qt.Key.Key_Left)
    assert panel.reading.text() == "0 of 4 3s taken for a 4 (0.0 %)"
    assert panel.list.indices().tolist() == [1, 2]
    QTest.keyClick(cells, Qt.Key.Key_Left)
    QTest.keyClick(cells, Qt.Key.Key_Return)
    assert panel.list.indices().tolist() == [0, 3]
    for key in (Qt.Key.Key_Right, Qt.Key.Key_Right, Qt.Key.Key_Down, Qt.Key.Key_Down):
        QTest.keyClick(cells, key, shift)
    assert panel.reading.text() == "5 images in the 9 chosen cells. Ctrl+C copies them."
    panel.show_evaluation(judged([3, 5], [3, 3]))
    assert cells.current() == (5, 3)
    panel.kind.setFocus()
    assert panel.reading.text() == HINT


def test_the_colours_leave_the_diagonal_out_and_percentages_are_of_the_row(panel, judged):
    panel.show_evaluation(judged([1] * 40 + [2] * 8, [1] * 40 + [1] * 7 + [2]))
    assert panel.matrix._scale.high == 10
    assert panel.matrix._texts[1][1] == "40"
    choose(panel.kind, 1)
    assert panel.matrix.values()[2, 1] == 87.5
    assert panel.matrix._texts[2][1:3] == ["87.5", "12.5"]
    assert panel.matrix._texts[1][1] == "100"
    assert panel.matrix._texts[3][3] == "", "there is no 3"


def test_of_the_same_set_judged_anew_the_same_cell_stays_and_of_another_the_worst_is_shown(panel, evaluation, judged):
    panel.show_cell(7, 7)
    again = type(evaluation)(evaluation.digits, evaluation.evidence)
    panel.show_evaluation(again)
    assert panel.list.indices().tolist() == [5]
    panel.show_evaluation(judged([1, 2], [1, 1]))
    assert panel.list.indices().tolist() == [1]


def test_the_table_has_a_row_for_each_digit_and_the_means_of_those_that_there_are(panel, evaluation):
    rows = class_rows(evaluation, DIGIT_NAMES)
    assert rows[3] == ("3", 4, 0.5, pytest.approx(2 / 3), pytest.approx(4 / 7))
    assert math.isnan(rows[0][2])
    assert rows[10][:3] == ("all", 6, pytest.approx((0.5 + 0 + 1) / 3))
    assert [panel.table.item(3, column).text() for column in range(4)] == ["4", "50.0 %", "66.7 %", "57.1 %"]
    assert panel.table.item(0, 1).text() == "none"
    assert panel.table.item(10, 0).text() == "6"


def test_without_a_set_nothing_is_left(panel):
    panel.show_evaluation(None)
    assert panel.matrix.values() is None
    assert panel.table.item(3, 0) is None
    assert (panel.words.text(), len(panel.list.indices()), panel.things()) == ("", 0, [])


def test_what_can_be_taken_away_is_what_is_shown(panel):
    names = [thing.name for thing in panel.things()]
    assert names == ["Confusion matrix", "Confusion matrix, counts", "Recall and precision", "3 taken for 5"]
    choose(panel.kind, 1)
    table = panel.things()[1]
    assert table.name == "Confusion matrix, percent"
    assert table.rows()[3][1:] == (0, 0, 0, 50, 0, 50, 0, 0, 0, 0)
    panel.show_cell(3, 9)
    assert len(panel.things()) == 3, "there is no image to take"


@pytest.mark.parametrize("kind", ["counts", "percent of a row"])
def test_clicking_a_cell_shows_exactly_its_images(page, kind):
    panel, evaluation = show(page, page.confusion), found(page)
    pick(panel.kind, kind)
    others = evaluation.confusion * ~np.eye(10, dtype=bool)
    for true, guess in (divmod(int(others.argmax()), 10), (3, 3)):
        click_cell(panel, true, guess)
        assert marked(panel.list) == evaluation.cell(true, guess).tolist()
        assert panel.words.text().startswith(f"{evaluation.confusion[true, guess]} of ")


def test_recall_and_precision_stand_in_the_table(page):
    panel, evaluation = show(page, page.confusion), found(page)
    assert panel.table.item(4, 0).text() == str(evaluation.support[4])
    assert panel.table.item(4, 1).text() == f"{100 * evaluation.recall[4]:.1f} %"
    assert panel.table.item(4, 2).text() == f"{100 * evaluation.precision[4]:.1f} %"


def test_any_classes_have_a_cell_for_each_pair_and_a_row_each(show, classed, judged_classes):
    panel, names = show(ConfusionPanel(), 1000, 620), classed.names
    panel.show_evaluation(judged_classes, names)
    assert panel.matrix.values().shape == (len(names), len(names))
    others = judged_classes.confusion * ~np.eye(len(names), dtype=bool)
    true, guess = np.argwhere(others == others.max())[0]
    assert panel.words.text().startswith(f"{names[true]}: {others.max():,} of ")
    assert f"taken for {names[guess]} (" in panel.words.text()
    assert panel.table.verticalHeaderItem(0).text() == names[0]
    assert panel.table.item(len(names), 0).text() == "2,480"
    assert panel.matrix._model.tips(true, guess) == panel.words.text()
    for kind in ("percent of a row", "counts"):
        pick(panel.kind, kind)
        panel.grab()
    panel.show_cell(1, 1)
    counts, recall = panel.things()[1:3]
    assert counts.headers == ("true_class", *(f"taken_for_{name}" for name in names))
    assert counts.rows()[1] == (names[1], *judged_classes.confusion[1].tolist())
    assert recall.headers[0] == "class"


def test_of_many_classes_the_zeros_are_not_written(show, judged):
    panel = show(ConfusionPanel(), 1000, 620)
    panel.show_evaluation(judged([1, 2], [1, 1]))
    assert panel.matrix._texts[0][0] == "0" or panel.matrix._texts[1][0] == "0"
    names = tuple("abcdefghijk")
    digits = Digits(np.zeros((2, 28, 28), np.uint8), np.array([1, 2]), "two", names=names)
    panel.show_evaluation(Evaluation(digits, np.log(np.full((2, 11), 1 / 11)).astype(np.float32)), names)
    assert panel.matrix._texts[1][:3] == ["1", "", ""]
    assert panel.words.text() == "b: 1 of one image taken for a (100.0 %)"
    assert "no image of d" in panel.matrix._model.tips(3, 0)
