"""Tells the plots when the window has come to a screen with other pixels: their lines are so many pixels wide."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QWidget

from gui.look import sizes


class PixelRatio(QObject):
    """Watches ``window``. An ``event`` of its own would be simpler, but Python would hold its lock while Qt paints the
    window in it, and a training would wait."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        window.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.DevicePixelRatioChange:
            sizes.changed.emit()
        return False
