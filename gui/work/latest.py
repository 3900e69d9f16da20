"""Work of which only the newest wish counts: while one is under way, the others wait, and the last of them wins."""

from __future__ import annotations

from collections.abc import Callable, Hashable

from PySide6.QtCore import QObject, Signal

from gui.work.tasks import Background


class Latest(QObject):
    """Computes one thing at a time in a thread. A result that is not wanted any more is dropped."""

    ready = Signal(object, object)
    """The key of what was wanted, and its result."""
    failed = Signal(object, str)
    """The key, and a sentence for the person."""

    def __init__(self, session: Background, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._running: Hashable = None
        self._wanted: tuple[Hashable, Callable[[], object]] | None = None

    def want(self, key: Hashable, work: Callable[[], object]) -> None:
        """Do ``work()`` as soon as possible; ``key`` says what it is, and must not be None."""
        self._wanted = key, work
        if self._running is None:
            self._begin()

    def forget(self) -> None:
        """Nothing is wanted any more."""
        self._wanted = None

    def _begin(self) -> None:
        key, work = self._wanted
        self._running = key
        self._session.start_task(work, self._on_done, self._on_failed)

    def _ended(self) -> Hashable:
        """The key of what has ended, if it is still wanted; begins what is wanted instead, if anything is."""
        key, self._running = self._running, None
        if self._wanted is None:
            return None
        if self._wanted[0] != key:
            self._begin()
            return None
        self._wanted = None
        return key

    def _on_done(self, result: object) -> None:
        key = self._ended()
        if key is not None:
            self.ready.emit(key, result)

    def _on_failed(self, sentence: str) -> None:
        key = self._ended()
        if key is not None:
            self.failed.emit(key, sentence)
