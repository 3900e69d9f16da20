"""What is written where there is nothing to see yet."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPalette

ROOM = 8  # around the words, in logical pixels


def paint_empty(painter: QPainter, area: QRectF, words: str, palette: QPalette) -> None:
    """Write ``words`` into the middle of ``area``, in as many lines as they need."""
    painter.setPen(palette.color(QPalette.ColorRole.PlaceholderText))
    flags = Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap
    painter.drawText(area.adjusted(ROOM, ROOM, -ROOM, -ROOM), flags, words)
