"""A tab that takes the trouble to show what is new only when it is looked at."""

from __future__ import annotations

from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QWidget


class LazyPanel(QWidget):
    """A network in training is another one all the time, and most tabs are hidden behind the one in front."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        """``name``: its objectName."""
        super().__init__(parent)
        self.setObjectName(name)
        self._stale = False

    def _show_anew(self) -> None:
        """Something has changed: show it, now or when the panel is next seen."""
        self._stale = True
        self._show_if_seen()

    def _show_if_seen(self) -> None:
        if self._stale and self.isVisible():
            self._stale = False
            self._show()

    def _show(self) -> None:
        """Fill the panel."""
        raise NotImplementedError

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._show_if_seen()
