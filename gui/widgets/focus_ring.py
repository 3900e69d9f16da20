"""The line around a picture on which the keys work now: grids, matrices and curves have no frame of their own."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPalette, QPen

WIDTH = 2  # pixels


def paint_ring(painter: QPainter, area: QRectF, palette: QPalette) -> None:
    """Just inside of ``area``."""
    half = WIDTH / 2
    color = palette.color(QPalette.ColorRole.Accent)
    painter.setPen(QPen(color, WIDTH, j=Qt.PenJoinStyle.MiterJoin))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRect(area.adjusted(half, half, -half, -half))


def around(area: QRectF) -> QRectF:
    """Where the line of a picture lies that is not to lie on it."""
    out = WIDTH + 1
    return area.adjusted(-out, -out, out, out)
