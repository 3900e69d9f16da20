"""A bar that says how much of some work is done, and is painted when the window has time, not at each new share."""

from __future__ import annotations

from PySide6.QtWidgets import QProgressBar, QWidget

from gui.look.sizes import sized

STEPS = 1000
HIGH = 12  # pixels


class ShareBar(QProgressBar):
    def __init__(self, name: str, words: str, parent: QWidget | None = None) -> None:
        """``name``: its objectName; ``words``: what it is called, for who cannot see it."""
        super().__init__(parent, objectName=name, maximum=STEPS, textVisible=False)
        self.setAccessibleName(words)
        sized(self.setFixedHeight, HIGH)

    def show_share(self, share: float) -> None:
        """``share``: 0 to 1. Qt would have it painted in the middle of ``setValue``, and Python would hold its lock
        meanwhile."""
        value = round(STEPS * share)
        if value != self.value():
            self.setUpdatesEnabled(False)
            self.setValue(value)
            self.setUpdatesEnabled(True)
