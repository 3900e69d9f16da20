"""Small pictures for words: drawn from the functions that they are about."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import numpy as np
from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPalette, QPen, QPolygonF
from PySide6.QtWidgets import QWidget

from engine.words import _
from gui.look import theme
from gui.look.direction import keep_left_to_right, picture_painter
from gui.look.sizes import extent, px

SIZE = 260, 130
SAID = {
    "relu": _("A line that is 0 on the left and rises on the right"),
    "softmax": _("Ten sums, and the ten probabilities that come of them"),
    "penalties": _("Minus the logarithm of p: without end where p nears 0, 0 where p is 1"),
    "histogram": _("Columns of different heights"),
    "matrix": _("A square of cells, dark along the diagonal"),
    "curves": _("Training goes on rising, the test stays behind: the gap is overfitting"),
    "diagram": _("Units in layers, each linked with every unit of the next layer"),
    "momentum": _("Two ways down a valley: one zigzags, the other rolls on"),
    "bars": _("Ten bars, one of them long"),
}
LOGITS = np.array([0.5, -1.0, 1.2, 0.0, -0.6, 2.6, 0.3, -1.4, 0.9, -0.2])
"""Ten sums to draw softmax by."""
LAYERS = 4, 3, 2


class WordPicture(QWidget):
    def __init__(self) -> None:
        super().__init__(objectName="wordPicture")
        keep_left_to_right(self)
        self._figure = ""
        self.hide()

    def show_figure(self, figure: str) -> None:
        """One of engine.lesson.glossary.FIGURES; "" for none."""
        self._figure = figure
        self.setVisible(bool(figure))
        self.setAccessibleName(SAID.get(figure, ""))
        self.setToolTip(SAID.get(figure, ""))
        self.update()

    def sizeHint(self) -> QSize:
        return extent(*SIZE)

    def minimumSizeHint(self) -> QSize:
        return extent(*SIZE)

    def paintEvent(self, event: QPaintEvent) -> None:
        room = QRectF(0, 0, px(SIZE[0]), px(SIZE[1])).adjusted(4, 4, -4, -4)
        with picture_painter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(self.palette().color(QPalette.ColorRole.WindowText))
            DRAWN[self._figure](painter, room)


def _curve(painter: QPainter, room: QRectF, x: np.ndarray, y: np.ndarray, color: str, dashed: bool = False) -> None:
    """``x``, ``y``: 0 to 1, y upwards."""
    style = Qt.PenStyle.DashLine if dashed else Qt.PenStyle.SolidLine
    painter.setPen(QPen(QColor(color), px(2), style))
    painter.drawPolyline(
        QPolygonF(
            [
                QPointF(room.left() + float(a) * room.width(), room.bottom() - float(b) * room.height())
                for a, b in zip(x, y, strict=True)
            ]
        )
    )


def _axes(painter: QPainter, room: QRectF) -> None:
    painter.drawLine(room.bottomLeft(), room.bottomRight())
    painter.drawLine(room.bottomLeft(), room.topLeft())


def _columns(painter: QPainter, room: QRectF, heights: np.ndarray, color: str) -> None:
    """Heights from 0 to 1."""
    wide = room.width() / len(heights)
    for number, height in enumerate(heights):
        high = float(height) * room.height()
        painter.fillRect(QRectF(room.left() + number * wide + 1, room.bottom() - high, wide - 2, high), QColor(color))


def _relu(painter: QPainter, room: QRectF) -> None:
    _axes(painter, room)
    x = np.linspace(-1, 1, 3)
    _curve(painter, room, (x + 1) / 2, np.maximum(x, 0), theme.TRAIN)


def _softmax(painter: QPainter, room: QRectF) -> None:
    half = room.width() / 2 - px(10)
    sums, shares = QRectF(room), QRectF(room)
    sums.setWidth(half)
    shares.setLeft(room.right() - half)
    p = np.exp(LOGITS) / np.exp(LOGITS).sum()
    low, high = LOGITS.min(), LOGITS.max()
    _columns(painter, sums, (LOGITS - low) / (high - low) * 0.9 + 0.05, theme.FAINT)
    _columns(painter, shares, p, theme.BAR)
    painter.drawText(room, Qt.AlignmentFlag.AlignCenter, "→")


def _penalties(painter: QPainter, room: QRectF) -> None:
    _axes(painter, room)
    p = np.linspace(0.01, 1, 100)
    _curve(painter, room, p, -np.log(p) / -np.log(0.01), theme.TRAIN)


def _histogram(painter: QPainter, room: QRectF) -> None:
    _columns(painter, room, np.exp(-(np.linspace(-2.2, 2.6, 16) ** 2)), theme.BAR)
    _axes(painter, room)


def _matrix(painter: QPainter, room: QRectF) -> None:
    side = room.height() / 6
    for row in range(6):
        for column in range(6):
            color = QColor(theme.TRAIN)
            color.setAlphaF(0.9 if row == column else 0.12)
            painter.fillRect(QRectF(room.left() + column * side, room.top() + row * side, side - 1, side - 1), color)


def _curves(painter: QPainter, room: QRectF) -> None:
    _axes(painter, room)
    x = np.linspace(0, 1, 60)
    _curve(painter, room, x, 0.98 * (1 - np.exp(-4 * x)), theme.TRAIN)
    _curve(painter, room, x, 0.78 * (1 - np.exp(-7 * x)), theme.TEST, dashed=True)


def _diagram(painter: QPainter, room: QRectF) -> None:
    def at(layer: int, unit: int) -> QPointF:
        across = room.left() + (layer + 0.5) / len(LAYERS) * room.width()
        return QPointF(across, room.top() + (unit + 0.5) / LAYERS[layer] * room.height())

    painter.setBrush(QColor(theme.BAR))
    for layer, units in enumerate(LAYERS):
        for unit in range(units):
            for other in range(LAYERS[layer + 1]) if layer + 1 < len(LAYERS) else ():
                painter.drawLine(at(layer, unit), at(layer + 1, other))
    for layer, units in enumerate(LAYERS):
        for unit in range(units):
            painter.drawEllipse(at(layer, unit), px(6), px(6))


def _momentum(painter: QPainter, room: QRectF) -> None:
    x = np.linspace(0, 1, 13)
    zigzag = 0.5 + 0.42 * (1 - x) * np.where(np.arange(13) % 2, -1, 1)
    _curve(painter, room, x, zigzag, theme.FAINT)
    smooth = np.linspace(0, 1, 60)
    _curve(painter, room, smooth, 0.5 + 0.42 * (1 - smooth) ** 2 * np.cos(5 * smooth), theme.TRAIN)


def _bars(painter: QPainter, room: QRectF) -> None:
    high = room.height() / 10
    for row, share in enumerate(np.exp(LOGITS) / np.exp(LOGITS).sum()):
        color = QColor(theme.WINNER if row == int(np.argmax(LOGITS)) else theme.BAR)
        place = QRectF(room.left(), room.top() + row * high + 1, max(2.0, float(share) * room.width()), high - 2)
        painter.fillRect(place, color)


DRAWN: Mapping[str, Callable[[QPainter, QRectF], None]] = {
    "relu": _relu, "softmax": _softmax, "penalties": _penalties, "histogram": _histogram, "matrix": _matrix,
    "curves": _curves, "diagram": _diagram, "momentum": _momentum, "bars": _bars, "": lambda _painter, _room: None,
}  # fmt: skip
