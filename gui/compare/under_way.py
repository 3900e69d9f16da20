"""Work in other processes that is under way: begun, looked at by a timer, ended."""

from __future__ import annotations

from time import monotonic, thread_time
from typing import Protocol

from PySide6.QtCore import QObject, QTimer, Signal

LOOK = 80  # milliseconds between two looks at whether the work is over
SHARE = 0.03  # of a core, at most, for what is shown: those who work need the cores
SHOWN, LONGEST = 0.2, 0.25  # seconds at least, and at most, between two times that it is shown
LAST_LOOK = 10  # the same where all that is awaited is the end


class Work(Protocol):
    """A race, or yardsticks that are measured. None of its methods waits, but ``close``."""

    version: int
    """Grows with every change."""

    @property
    def over(self) -> bool: ...
    def start(self) -> None: ...
    def cancel(self) -> None: ...
    def close(self) -> None: ...


class UnderWay(QObject):
    """One work at a time. ``changed`` comes when there is something new to see, also when it has ended."""

    changed = Signal()
    looked = Signal()
    """What changes by time alone may be shown: a few times a second."""
    ended = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._work: Work | None = None
        self._seen = -1
        self.pause, self._next = SHOWN, 0.0
        """Seconds until it is shown again, by what it took the last time."""
        self._shown, self._painted = 0.0, QTimer(self, interval=0, singleShot=True)
        self._painted.timeout.connect(self._on_painted)
        self._timer = QTimer(self)
        self._timer.timeout.connect(self._on_timeout)

    @property
    def running(self) -> bool:
        return self._timer.isActive()

    def begin(self, work: Work) -> None:
        """Its processes start in a thread."""
        self._work, self._seen = work, -1
        work.start()
        self._timer.start(LOOK)
        self.changed.emit()

    def cancel(self) -> None:
        if self.running and self._work is not None:
            self._work.cancel()
            self._timer.start(LAST_LOOK)

    def close(self) -> None:
        """End every process and wait for that: under a second."""
        self._timer.stop()
        if self._work is not None:
            self._work.close()

    def _on_timeout(self) -> None:
        work = self._work
        assert work is not None
        over, version = work.over, work.version  # asked before looking, so that nothing after it is missed
        if over:
            self._timer.stop()
        if over or monotonic() >= self._next:
            self._show(version, over)
        if over:
            self.ended.emit()
            self._tell_end()

    def _show(self, version: int, over: bool) -> None:
        self._shown, self._next = thread_time(), monotonic() + self.pause
        self._painted.start()
        if version != self._seen or over:
            self._seen = version
            self.changed.emit()
        self.looked.emit()

    def _on_painted(self) -> None:
        """What was posted when it was shown has been done by now."""
        self.pause = min(LONGEST, max(SHOWN, (thread_time() - self._shown) / SHARE))
        self._next = monotonic() + self.pause

    def _tell_end(self) -> None:
        """What a person is told who looks elsewhere."""
