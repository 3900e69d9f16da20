"""A panel whose pictures are larger where there is room for larger ones."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, QSize
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget

from gui.look import sizes
from gui.look.restyling import forget_sizes


class RoomyPanel(QWidget):
    """Its least size is the one with small pictures: else a window that was large once could not be made small again.

    That holds for a panel that is hidden, too, and is told its size when it is next seen only.
    """

    _least: QSize | None = None  # while the pictures are large
    _letters = 0  # with which that was measured: their height

    def __init__(
        self, rooms: Sequence[QSize], size_pictures: Callable[[int], None], parent: QWidget | None = None
    ) -> None:
        """``rooms``: in pixels beside the usual letters, each larger than the one before.

        ``size_pictures``: called with how many of the rooms the panel is as large as, whenever that changes. To begin
        with it is none, and the pictures are small.
        """
        super().__init__(parent)
        self._rooms, self._size_pictures, self._step = tuple(rooms), size_pictures, 0
        sizes.changed.connect(self._on_text_changed)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._look()

    def _look(self) -> None:
        step = sum(self._has(room) for room in self._rooms)
        if step != self._step:
            if not self._step:
                self._measure()
            elif not step:
                self._least = None
            self._step = step
            self._size_pictures(step)

    def _measure(self) -> None:
        forget_sizes(self)
        self._least, self._letters = super().minimumSizeHint(), self.fontMetrics().height()

    def _has(self, room: QSize) -> bool:
        return self.width() >= sizes.px(room.width()) and self.height() >= sizes.px(room.height())

    def _on_text_changed(self) -> None:
        if self._least is not None:
            self._least, self._step = None, 0
            self._size_pictures(0)
        self._look()

    def changeEvent(self, event: QEvent) -> None:
        """What is hidden has its new letters after all have been told of them."""
        super().changeEvent(event)
        if self._least is not None and self.fontMetrics().height() != self._letters:
            self._on_text_changed()

    def minimumSizeHint(self) -> QSize:
        return self._least or super().minimumSizeHint()
