"""Work in other processes that is under way: begun, looked at by a timer, ended."""

from __future__ import annotations

from typing import Protocol

from PySide6.QtCore import QObject, QTimer, Signal

LOOK = 80  # milliseconds between two looks at the work
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
    """It was looked at, several times a second: for what changes by time alone."""
    ended = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._work: Work | None = None
        self._seen = -1
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
        if version != self._seen or over:
            self._seen = version
            self.changed.emit()
        self.looked.emit()
        if over:
            self.ended.emit()
            self._tell_end()

    def _tell_end(self) -> None:
        """What a person is told who looks elsewhere."""
