"""A number on the canvas is read, each digit can be pointed at, kept and tested: in the real window."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from tests.engine.handwriting.numbers.hand import FOUR, TWO, beside
from tests.gui.draw.tools import VERTICAL

CTRL = Qt.KeyboardModifier.ControlModifier
SHARES = [line / 286 for line in beside([FOUR, TWO], 24, 0.75)]


def write(page, draw, wait):
    for line in SHARES:
        draw(page.canvas, line)
    wait(lambda: "This is 42" in page.verdict.text().replace("\u00a0", " "))


def test_a_number_is_read_and_each_digit_shown_by_mouse_and_keys(page, wait, draw, of_classes):
    write(page, draw, wait)
    assert page.bars.winner() == 2
    assert page.canvas.frames.readings == ("4", "2")
    assert page.canvas.accessibleDescription().startswith("On it: 42.")
    assert page.reason.text().startswith("Digit 2 of 2. Point")
    QTest.keyClick(page.canvas, Qt.Key.Key_Left, CTRL)
    assert page.bars.winner() == 4
    assert page.evidence.caption.text().startswith("Digit 1 of 2")
    QTest.mouseMove(page.canvas, page.canvas.frames.rects()[1].center().toPoint())
    wait(lambda: page.bars.winner() == 2)
    page.tabs.setCurrentWidget(page.why)
    wait(lambda: "taken for a" in page.why.captions[1].text().replace("\u00a0", " "))
    of_classes(("no", "yes"))
    wait(lambda: page.canvas.frames.rects() == [])
    assert page.canvas.frames.readings == ()
    assert page.reason.text() == ""


def test_each_digit_is_kept_under_its_own_key_and_undo_takes_all_back(page, wait, draw, session, room):
    write(page, draw, wait)
    QTest.keyClick(page.canvas, Qt.Key.Key_Left, CTRL)
    QTest.keyClick(page.canvas, Qt.Key.Key_4)
    assert "The next one is shown" in room.statusBar().currentMessage()
    wait(lambda: page.bars.winner() == 2)
    assert page.canvas.frames.rects() == []
    QTest.keyClick(page.canvas, Qt.Key.Key_2)
    mine = session.my_digits
    assert [(one.name, len(one.strokes)) for one in mine.drawings] == [("4", 2), ("2", 1)]
    assert session.drawing.empty
    for _step in range(2):
        QTest.keyClick(page.canvas, Qt.Key.Key_Z, CTRL)
    assert len(mine) == 0
    wait(lambda: "This is 42" in page.verdict.text().replace("\u00a0", " "))


def test_a_test_asks_for_one_digit_and_tells_nothing_beforehand(page, wait, draw, room):
    page.tabs.setCurrentWidget(page.hand)
    page.tester.start(10, seed=4)
    for line in SHARES:
        draw(page.canvas, line)
    wait(lambda: page.canvas.frames.rects())
    assert page.canvas.frames.readings == ()
    QTest.keyClick(page.canvas, Qt.Key.Key_Return)
    assert page.tester.test.round == 1
    assert "looks like 2 digits" in room.statusBar().currentMessage()
    QTest.keyClick(page.canvas, Qt.Key.Key_Return)
    assert page.tester.test.round == 2
    assert len(page.tester.test.drawn[0].strokes) == 3


def test_a_doubted_drawing_has_a_reason_below_the_canvas(page, wait, draw):
    for left in (0.3, 0.5, 0.7):
        draw(page.canvas, [(x + left - 0.5, y) for x, y in VERTICAL])
    draw(page.canvas, [(0.2, 0.3), (0.8, 0.3)])
    draw(page.canvas, [(0.2, 0.7), (0.8, 0.7)])
    wait(lambda: page.reason.text())
    assert "letter" in page.reason.text() or "digits" in page.reason.text()
