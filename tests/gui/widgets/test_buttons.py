"""A button in one line: a click calls what it was given."""

import pytest
from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtTest import QTest

from gui.widgets.buttons import push_button


class Asker(QObject):
    wanted = Signal()


@pytest.mark.parametrize("key", [Qt.Key.Key_Space, None])
def test_a_click_and_the_space_bar_call_the_slot_without_arguments(qtbot, key):
    calls = []
    button = push_button("Do", "doButton", "Does it", lambda: calls.append("done"))
    qtbot.addWidget(button)
    if key is None:
        QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    else:
        QTest.keyClick(button, key)
    assert calls == ["done"]
    assert (button.text(), button.objectName(), button.toolTip()) == ("Do", "doButton", "Does it")


def test_a_signal_is_passed_on(qtbot):
    asker = Asker()
    button = push_button("Ask", "askButton", "", asker.wanted)
    qtbot.addWidget(button)
    with qtbot.waitSignal(asker.wanted):
        QTest.mouseClick(button, Qt.MouseButton.LeftButton)
