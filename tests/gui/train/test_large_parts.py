"""The keys of the page open what fills it, and the sums of what is in sight are handed on."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest


def test_each_has_its_key_and_goes_with_it(alone, wait, qtbot, click):
    alone.activateWindow()
    QTest.keyClick(alone, Qt.Key.Key_D, Qt.KeyboardModifier.ControlModifier)
    assert alone.large.shown() == "diagram"
    click(alone.large.view("diagram").by_hand)
    assert alone.large.shown() == "byHand"
    by_hand = alone.large.view("byHand")
    with qtbot.waitSignal(alone.softmax_wanted) as told:
        alone.large.want_softmax()
    assert told.args == [None]  # there is no image yet
    click(by_hand.next)
    wait(lambda: by_hand.sums() is not None)
    with qtbot.waitSignal(alone.softmax_wanted) as told:
        alone.large.want_softmax()
    assert (told.args[0].values == by_hand.view.flow().sums[-1]).all()
    QTest.keyClick(alone, Qt.Key.Key_B, Qt.KeyboardModifier.ControlModifier)
    assert alone.large.shown() == ""
