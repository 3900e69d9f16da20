"""What is painted on a canvas beside the ink: the hint, the keys' pen, the frame, and the eraser under the pointer."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QCursor, QPainter, QPainterPath, QPalette, QPen, QPixmap
from PySide6.QtWidgets import QWidget

from engine.words import _
from gui.look.sizes import px

RADIUS = 5.0
"""Of the canvas's corners, in pixels."""

_ALIGN = Qt.AlignmentFlag


def paint_hint(painter: QPainter, square: QRectF, widget: QWidget, words: str) -> None:
    """What to do with an empty canvas: what ``words`` say, and with what."""
    font = widget.font()
    font.setPixelSize(max(px(8), min(px(20), round(square.width() / 15))))
    painter.setFont(font)
    painter.setPen(QColor("#B9BEC6"))
    upper = QRectF(square.x(), square.y(), square.width(), square.height() / 2)
    painter.drawText(upper, _ALIGN.AlignHCenter | _ALIGN.AlignBottom, words)
    font.setPixelSize(max(px(7), round(font.pixelSize() * 0.75)))
    painter.setFont(font)
    painter.setPen(QColor("#8C939D"))
    lower = upper.translated(0, square.height() / 2 + 4)
    painter.drawText(lower, _ALIGN.AlignHCenter, _("with mouse, pen or finger"))


def paint_key_pen(painter: QPainter, centre: QPointF, radius: float, palette: QPalette, down: bool) -> None:
    """A ring where the keys have the pen; it is filled while the pen is down."""
    color = palette.color(QPalette.ColorRole.Accent)
    painter.setPen(QPen(color, 2))
    painter.setBrush(color if down else Qt.BrushStyle.NoBrush)
    painter.drawEllipse(centre, radius, radius)


def paint_frame(painter: QPainter, square: QRectF, palette: QPalette, focused: bool) -> None:
    """The round corners, and a line around them: thicker and coloured with the focus."""
    corners = QPainterPath()
    corners.addRect(square)
    corners.addRoundedRect(square, RADIUS, RADIUS)  # what is in both is not filled
    painter.fillPath(corners, palette.window())
    painter.setBrush(Qt.BrushStyle.NoBrush)
    role, width, out = (QPalette.ColorRole.Accent, 2, 1.5) if focused else (QPalette.ColorRole.Mid, 1, 0.5)
    painter.setPen(QPen(palette.color(role), width))
    painter.drawRoundedRect(square.adjusted(-out, -out, out, out), RADIUS + out, RADIUS + out)


def eraser_cursor() -> QCursor:
    """A ring that is seen on black and on white."""
    picture = QPixmap(22, 22)
    picture.fill(Qt.GlobalColor.transparent)
    with QPainter(picture) as painter:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for color, width in ((Qt.GlobalColor.black, 4), (Qt.GlobalColor.white, 2)):
            painter.setPen(QPen(color, width))
            painter.drawEllipse(QRectF(3, 3, 16, 16))
    return QCursor(picture)
