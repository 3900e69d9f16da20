"""The group behind a mean image: the largest of the wrong to begin with, and any other by a click."""

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from gui.inspect.means_panel import MeansPanel
from tests.gui.inspect.tools import found, marked, show


@pytest.fixture
def panel(show, judged):
    """Right: a 0 and a 4. Wrong: a 2 and two 4s."""
    made = show(MeansPanel(), 900, 560)
    made.show_evaluation(judged([0, 2, 4, 4, 4], [0, 3, 4, 9, 9]))
    return made


def test_the_largest_group_of_the_wrong_is_shown_to_begin_with(panel):
    assert panel.list.indices().tolist() == [3, 4]
    assert panel.words.text() == "2 of 3 4s were taken for another digit"


@pytest.mark.parametrize(
    ("row", "digit", "images", "words"),
    [
        (0, 4, [2], "1 of 3 4s were guessed right"),
        (1, 2, [1], "1 of one 2 was taken for another digit"),
        (0, 7, [], "0 of 0 7s were guessed right"),
    ],
)
def test_a_click_shows_what_a_mean_is_of(panel, row, digit, images, words):
    QTest.mouseClick(panel.means, Qt.MouseButton.LeftButton, pos=panel.means.rect_of(row, digit).center().toPoint())
    assert panel.list.indices().tolist() == images
    assert panel.words.text() == words
    assert panel.means._current == 10 * row + digit


def test_the_group_stays_where_it_has_images_and_moves_where_it_has_none(panel, judged):
    panel.show_group(1, 2)
    panel.show_evaluation(judged([2, 2], [3, 2]))
    assert panel.list.indices().tolist() == [0]
    panel.show_evaluation(judged([5, 5], [5, 5]))
    assert panel.list.indices().tolist() == [0, 1], "none is wrong: the right ones"


def test_what_can_be_taken_away_is_the_table_and_the_group(panel):
    assert [thing.name for thing in panel.things()] == ["Mean images", "Right and wrong by digit", "4 wrong"]
    assert panel.things()[1].rows()[4] == ("4", 1, 2)
    panel.show_group(0, 7)
    assert len(panel.things()) == 2
    panel.show_evaluation(None)
    assert panel.things() == []
    assert panel.words.text() == ""


LEFT = Qt.MouseButton.LeftButton


def test_clicking_a_mean_image_shows_what_it_is_the_mean_of(page):
    panel, evaluation = show(page, page.means), found(page)
    digit = int(evaluation.means[1][1].argmax())
    QTest.mouseClick(panel.means, LEFT, pos=panel.means.rect_of(1, digit).center().toPoint())
    wanted = np.flatnonzero((evaluation.digits.labels == digit) & ~evaluation.right)
    assert marked(panel.list) == wanted.tolist()
    QTest.keyClick(panel.means, Qt.Key.Key_Up)
    assert len(marked(panel.list)) == evaluation.means[1][0, digit]


def test_the_right_and_the_wrong_of_any_class_are_shown(show, classed, judged_classes):
    panel, names = show(MeansPanel(), 900, 560), classed.names
    panel.show_evaluation(judged_classes, names)
    last = len(names) - 1
    panel.means.clicked.emit(1, last)
    wrong = judged_classes.means[1][1, last]
    images = judged_classes.support[last]
    assert panel.words.text() == f"{names[last]}: {wrong} of {images:,} images were taken for another class"
    assert len(panel.list.indices()) == wrong
    table = panel.things()[1]
    assert (table.headers, table.rows()[last][0]) == (("class", "right", "wrong"), names[last])
    center = panel.means.mapTo(panel._room.viewport(), panel.means.rect_of(1, last).center().toPoint())
    assert panel._room.viewport().rect().contains(center), "it is scrolled to"
    panel.show_evaluation(None)
    panel.grab()
