"""What the window shows, and the lesson's strip beside it; or below it, where the window is too narrow for both."""

from __future__ import annotations

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QWidget

from gui.lesson.strip import WIDTH, LessonStrip
from gui.look.sizes import px

PAGES = 970  # pixels that the pages have beside the strip at least


class Beside(QWidget):
    def __init__(self, pages: QWidget, strip: LessonStrip, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._strip = strip
        self._box = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.setSpacing(0)
        self._box.addWidget(pages, 1)
        self._box.addWidget(strip)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        beside = self.width() >= px(PAGES + WIDTH)
        direction = QBoxLayout.Direction.LeftToRight if beside else QBoxLayout.Direction.TopToBottom
        if direction != self._box.direction():
            self._box.setDirection(direction)
            self._strip.place_beside(beside)
