"""Whoever asks the program to end: Ctrl+C in the terminal, the system, or the session that is closed."""

from __future__ import annotations

import signal
import socket

from PySide6.QtCore import QObject, QSocketNotifier
from PySide6.QtGui import QGuiApplication, QSessionManager
from PySide6.QtWidgets import QWidget

NUMBERS = [getattr(signal, name) for name in ("SIGINT", "SIGTERM", "SIGHUP") if hasattr(signal, name)]


class SignalCloser(QObject):
    """Closes the window as the person would.

    Python runs its handlers only when it runs at all, which is not so while Qt waits; so a signal also writes a byte
    into a socket that Qt watches.
    """

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        self._read, self._write = socket.socketpair()
        self._read.setblocking(False)
        self._write.setblocking(False)
        signal.set_wakeup_fd(self._write.fileno(), warn_on_full_buffer=False)
        for number in NUMBERS:
            if signal.getsignal(number) != signal.SIG_IGN:  # as nohup wants it
                signal.signal(number, lambda *_: None)
        self._notifier = QSocketNotifier(self._read.fileno(), QSocketNotifier.Type.Read, self)
        self._notifier.activated.connect(self._on_signal)
        QGuiApplication.instance().commitDataRequest.connect(self._on_session_closed)

    def _on_signal(self) -> None:
        self._read.recv(64)
        self._window.close()

    def _on_session_closed(self, _: QSessionManager) -> None:
        self._window.close()

    def stop(self) -> None:
        QGuiApplication.instance().commitDataRequest.disconnect(self._on_session_closed)
        self._notifier.setEnabled(False)
        signal.set_wakeup_fd(-1)
        self._read.close()
        self._write.close()
