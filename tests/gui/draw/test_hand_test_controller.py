"""The test of one's hand: asked, drawn, scored."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from tests.gui.draw.tools import VERTICAL


def test_a_hand_is_tested_by_keys_and_scored_by_digit(page, wait, draw, session):
    page.tabs.setCurrentWidget(page.hand)
    page.tester.start(10, seed=4)
    assert page.hand.prompt.text().endswith(str(page.tester.test.next))
    QTest.keyClick(page.canvas, Qt.Key.Key_Return)
    assert page.tester.test.round == 1  # nothing was drawn
    while page.tester.test.next is not None:
        draw(page.canvas, VERTICAL)
        QTest.keyClick(page.canvas, Qt.Key.Key_Return)
    wait(lambda: page.hand.steps.currentIndex() == 2)
    scores = page.hand.scores
    assert "1 of 10 right" in scores.summary.text()
    assert scores.table.item(1, 0).text() == "1 of 1"
    assert scores.table.item(10, 0).text() == "1 of 10"
    assert scores.grid.count() == 10
    page.hand.keep.click()
    assert len(session.my_digits) == 10
    page.hand.again.click()
    assert not page.tester.asking


def test_a_test_that_is_ended_early_scores_what_was_drawn(page, wait, draw, click):
    page.tabs.setCurrentWidget(page.hand)
    page.tester.start(20, seed=4)
    click(page.hand.skip)
    draw(page.canvas, VERTICAL)
    click(page.hand.next)
    click(page.hand.stop)
    wait(lambda: page.hand.steps.currentIndex() == 2)
    assert page.hand.scores.grid.count() == 1
    page.tester.start(20, seed=4)
    click(page.hand.stop)
    assert page.hand.steps.currentIndex() == 0


@pytest.mark.parametrize("names", [("Ankle boot", "Bag", "Coat"), tuple("ABCDEFGHIJKLMNOPQRSTUVWXYZ")])
def test_a_hand_is_tested_for_the_network_s_classes_by_the_networks_that_know_them(
    page, of_classes, wait, draw, names, session, room
):
    of_classes(names)
    page.tabs.setCurrentWidget(page.hand)
    page.tester.start(5, seed=4)
    assert page.hand.prompt.text() == f"Draw: {page.tester.test.next}"
    QTest.keyClick(page.canvas, Qt.Key.Key_Return)
    assert room.statusBar().currentMessage() == f"Draw “{page.tester.test.next}” on the canvas first, or skip it."
    while page.tester.test.next is not None:
        draw(page.canvas, VERTICAL)
        QTest.keyClick(page.canvas, Qt.Key.Key_Return)
    wait(lambda: page.hand.steps.currentIndex() == 2)
    scores = page.hand.scores
    assert scores.choice.count() == scores.table.columnCount() == 1, "the network that ships knows digits only"
    assert scores.table.item(len(names), 0).text().endswith("of 5")
    assert scores.grid.count() == 5
    page.hand.keep.click()
    assert {drawing.name for drawing in session.my_digits.drawings} <= set(names)


def test_where_no_network_knows_the_classes_any_more_it_is_said(page, of_classes, draw, click, room):
    of_classes(("Bag", "Coat"))
    page.tabs.setCurrentWidget(page.hand)
    page.tester.start(5, seed=4)
    draw(page.canvas, VERTICAL)
    click(page.hand.next)
    of_classes(("Shirt", "Coat"))
    click(page.hand.stop)
    assert "knows the classes" in room.notice.text()
    assert page.hand.steps.currentIndex() == 0
