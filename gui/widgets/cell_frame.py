"""The frame around cells of a matrix that is pointed at or chosen, seen on every colour."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPen

from gui.look.sizes import fine

SMALLEST = 6  # pixels: what is smaller cannot be framed


def paint_frame(painter: QPainter, area: QRectF, cells: QRectF) -> None:
    """``area``: the whole matrix; where the cells are too small for a frame, a cross hair over it finds them."""
    painter.save()
    painter.setClipRect(area)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    if cells.width() < SMALLEST:
        painter.setPen(QPen(Qt.GlobalColor.white, fine(1), Qt.PenStyle.DotLine))
        x, y = cells.center().x(), cells.center().y()
        painter.drawLine(QPointF(area.left(), y), QPointF(area.right(), y))
        painter.drawLine(QPointF(x, area.top()), QPointF(x, area.bottom()))
    else:
        for color, width in ((Qt.GlobalColor.black, 3), (Qt.GlobalColor.white, 1.5)):
            painter.setPen(QPen(color, fine(width)))
            painter.drawRect(cells.adjusted(fine(1), fine(1), -fine(1), -fine(1)))
    painter.restore()
