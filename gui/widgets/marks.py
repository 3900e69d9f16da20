"""Right and wrong, told by shape as well as by colour."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from gui.look import theme

UNMARKED, RIGHT, WRONG = 0, 1, 2


def paint_mark(painter: QPainter, image: QRectF, mark: int) -> None:
    """A tick on bluish green or a cross on vermillion, in the upper right corner of an image."""
    if mark == UNMARKED:
        return
    size = max(9.0, image.width() / 4)
    badge = QRectF(image.right() - size, image.top(), size, size)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.fillRect(badge, QColor(theme.RIGHT if mark == RIGHT else theme.WRONG))
    painter.setPen(QPen(Qt.GlobalColor.white, max(1.5, size / 8)))

    def at(x: float, y: float) -> QPointF:
        return QPointF(badge.x() + x * size, badge.y() + y * size)

    if mark == RIGHT:
        painter.drawPolyline([at(0.22, 0.54), at(0.43, 0.74), at(0.78, 0.28)])
    else:
        painter.drawLine(at(0.26, 0.26), at(0.74, 0.74))
        painter.drawLine(at(0.26, 0.74), at(0.74, 0.26))
    painter.restore()
