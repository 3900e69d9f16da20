"""The test of one's hand: asked, drawn, scored."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from tests.gui.draw.tools import VERTICAL


def test_a_hand_is_tested_by_keys_and_scored_by_digit(page, window, wait, draw):
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
    assert len(window.session.my_digits) == 10
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
