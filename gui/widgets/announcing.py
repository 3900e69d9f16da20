"""Sentences that a screen reader says at once: what was told, what was found, and that long work has ended."""

from __future__ import annotations

from PySide6.QtCore import QObject, QTimer
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import QWidget

SETTLED = 1000  # milliseconds that a sentence stays the same before it is said
_Politeness = QAccessible.AnnouncementPoliteness


def announce(widget: QWidget, words: str, urgent: bool = False) -> None:
    """Have ``words`` said after what is being said, or at once if ``urgent``; nothing happens if nobody listens."""
    if words and QAccessible.isActive():
        event = QAccessibleAnnouncementEvent(widget, words)
        event.setPoliteness(_Politeness.Assertive if urgent else _Politeness.Polite)
        QAccessible.updateAccessibility(event)


class SettledAnnouncer(QObject):
    """Says what changes many times a second once it stays the same, and never twice in a row."""

    def __init__(self, widget: QWidget) -> None:
        super().__init__(widget)
        self._widget, self._words, self._said = widget, "", ""
        self._timer = QTimer(self, singleShot=True, interval=SETTLED)
        self._timer.timeout.connect(self._say)

    def tell(self, words: str) -> None:
        """``words``: what holds by now; empty: nothing."""
        if words != self._words and QAccessible.isActive():
            self._words = words
            self._timer.start()

    def _say(self) -> None:
        if self._words != self._said:
            self._said = self._words
            announce(self._widget, self._words)
