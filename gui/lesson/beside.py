"""What the window shows, and the lesson's strip beside it; or below it, where the window is too narrow for both."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QWidget

from gui.look import sizes
from gui.look.sizes import px
from gui.widgets.stage import is_covered

PAGES = 970  # pixels that the pages have beside the strip at least
STRIP = 330  # pixels that the strip has there


class Beside(QWidget):
    placed = Signal(bool)
    """The strip is at the right of the pages now, or below them."""

    def __init__(self, pages: QWidget, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._box = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.setSpacing(0)
        self._box.addWidget(pages, 1)
        self._pages = pages
        sizes.changed.connect(self._on_letters_changed)

    def add_strip(self, strip: QWidget) -> None:
        """It comes when a lesson is wanted first."""
        self._box.addWidget(strip)
        self.placed.emit(self._box.direction() == QBoxLayout.Direction.LeftToRight)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place()

    def _on_letters_changed(self) -> None:
        """Those of what fills the page now are the stage's, and will be smaller again."""
        if not is_covered(self._pages):
            self._place()

    def _place(self) -> None:
        beside = self.width() >= px(PAGES + STRIP)
        direction = QBoxLayout.Direction.LeftToRight if beside else QBoxLayout.Direction.TopToBottom
        if direction != self._box.direction():
            self._box.setDirection(direction)
            self.placed.emit(beside)
