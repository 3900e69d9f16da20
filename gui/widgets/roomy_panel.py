"""A panel whose pictures are larger where there is room for larger ones."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QSize
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget

from gui.look import sizes


class RoomyPanel(QWidget):
    """Its least size is the one with small pictures: else a window that was large once could not be made small again.

    That holds for a panel that is hidden, too, and is told its size when it is next seen only.
    """

    def __init__(self, room: QSize, size_pictures: Callable[[bool], None], parent: QWidget | None = None) -> None:
        """``room``: in pixels beside the usual letters.

        ``size_pictures``: called with whether the panel is as large as that, whenever it changes. To begin with it is
        not, and the pictures are small.
        """
        super().__init__(parent)
        self._room, self._size_pictures = room, size_pictures
        self._least: QSize | None = None  # while the pictures are large
        sizes.changed.connect(self._on_text_changed)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._look()

    def _look(self) -> None:
        roomy = self.width() >= sizes.px(self._room.width()) and self.height() >= sizes.px(self._room.height())
        if roomy != (self._least is not None):
            self._least = super().minimumSizeHint() if roomy else None
            self._size_pictures(roomy)

    def _on_text_changed(self) -> None:
        if self._least is not None:
            self._least = None
            self._size_pictures(False)
        self._look()

    def minimumSizeHint(self) -> QSize:
        return self._least or super().minimumSizeHint()
