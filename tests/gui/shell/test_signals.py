"""Whoever asks the program to end closes the window."""

import os
import signal

import pytest
from PySide6.QtCore import SIGNAL
from PySide6.QtWidgets import QWidget

from gui.shell.signals import NUMBERS, SignalCloser

SESSION_ENDS = SIGNAL("commitDataRequest(QSessionManager&)")


class Window(QWidget):
    asked = 0

    def closeEvent(self, event):
        self.asked += 1
        super().closeEvent(event)


@pytest.fixture
def window(qtbot, qapp):
    made = Window()
    made.listened = qapp.receivers(SESSION_ENDS)
    qtbot.addWidget(made)
    made.show()
    before = {number: signal.getsignal(number) for number in NUMBERS}
    closer = SignalCloser(made)
    yield made
    closer.stop()
    for number, handler in before.items():
        signal.signal(number, handler)


@pytest.mark.skipif(os.name != "posix", reason="there are no such signals")
@pytest.mark.parametrize("number", NUMBERS)
def test_a_signal_closes_the_window(window, wait, number):
    os.kill(os.getpid(), number)
    wait(lambda: window.asked == 1)
    assert not window.isVisible()


def test_the_end_of_the_session_closes_the_window(window, qapp):
    """Nobody but the system can make a session manager: that one is listened to, and what is done then, is tried."""
    assert qapp.receivers(SESSION_ENDS) == window.listened + 1
    next(child for child in window.children() if isinstance(child, SignalCloser))._on_session_closed(None)
    assert window.asked == 1
