"""A photograph of a digit on squared paper, on a dark table and half in a shadow, for the README's pictures."""

from __future__ import annotations

import numpy as np
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QImage, QLinearGradient, QPainter, QPen, QPolygonF

WIDTH, HEIGHT = 800, 600
SHEET = QRectF(90, 50, 620, 500)
SQUARE = 31  # pixels between the lines of the paper
INK = 11.0  # width of the pen in pixels
DIGIT = 300.0  # side of the square that its points are shares of
TURN = -4.0  # degrees


def photograph(points: np.ndarray) -> QImage:
    """``points``: (n, 2), the way of the pen in shares of a square."""
    picture = QImage(WIDTH, HEIGHT, QImage.Format.Format_RGB32)
    picture.fill(QColor("#4a3a2e"))
    with QPainter(picture) as painter:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.save()
        painter.translate(WIDTH / 2, HEIGHT / 2)
        painter.rotate(TURN)
        painter.translate(-WIDTH / 2, -HEIGHT / 2)
        _paint_sheet(painter)
        _write(painter, points)
        painter.restore()
        _cast_shadow(painter)
    return picture


def _paint_sheet(painter: QPainter) -> None:
    painter.fillRect(SHEET, QColor("#efeee8"))
    painter.setPen(QPen(QColor("#9db8d6"), 2))
    for x in np.arange(SHEET.left() + SQUARE / 2, SHEET.right(), SQUARE):
        painter.drawLine(QPointF(x, SHEET.top()), QPointF(x, SHEET.bottom()))
    for y in np.arange(SHEET.top() + SQUARE / 2, SHEET.bottom(), SQUARE):
        painter.drawLine(QPointF(SHEET.left(), y), QPointF(SHEET.right(), y))


def _write(painter: QPainter, points: np.ndarray) -> None:
    way = QPolygonF([QPointF(260 + DIGIT * x, 140 + DIGIT * y) for x, y in points])
    pen = QPen(QColor("#27305f"), INK, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap, Qt.PenJoinStyle.RoundJoin)
    painter.setPen(pen)
    painter.drawPolyline(way)


def _cast_shadow(painter: QPainter) -> None:
    """Light from the left, and a straight shadow across the digit."""
    light = QLinearGradient(0, 0, WIDTH, 0)
    light.setColorAt(0, QColor(0, 0, 0, 0))
    light.setColorAt(1, QColor(0, 0, 0, 90))
    painter.fillRect(0, 0, WIDTH, HEIGHT, light)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(0, 0, 0, 110))
    corners = ((430, 0), (WIDTH, 0), (WIDTH, HEIGHT), (370, HEIGHT))
    painter.drawPolygon(QPolygonF([QPointF(*corner) for corner in corners]))
