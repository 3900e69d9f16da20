"""What is painted over the points of a map: words, the drawing in hand, a rectangle, and the image pointed at."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from PySide6.QtCore import QPointF, QRect, QRectF, QSizeF, Qt
from PySide6.QtGui import QColor, QPainter, QPalette, QPen, QPolygonF

from gui.look import theme
from gui.look.sizes import px
from gui.widgets.color_bar import draw_upwards
from gui.widgets.images import grey_image
from gui.widgets.network_view import SIDE

_Role = QPalette.ColorRole
_STAR = [
    (radius * np.cos(turn), radius * np.sin(turn))
    for turn, radius in zip(np.pi * (np.arange(10) / 5 - 0.5), (1.0, 0.45) * 5, strict=True)
]


class Bubble(NamedTuple):
    """``image``: (28, 28) uint8; ``words``: in a line or several."""

    image: np.ndarray
    words: str


def paint_words(painter: QPainter, area: QRectF, palette: QPalette, title: str, across: str, up: str) -> None:
    """The title at the top, what the axes are at the bottom and, upwards, at the left."""
    inside = area.adjusted(px(6), px(3), -px(6), -px(3))
    metrics = painter.fontMetrics()
    painter.setPen(palette.color(_Role.WindowText))
    flags = Qt.AlignmentFlag
    elided = metrics.elidedText(title, Qt.TextElideMode.ElideRight, int(inside.width()))
    painter.drawText(inside, flags.AlignTop | flags.AlignLeft, elided)
    painter.setPen(palette.color(_Role.PlaceholderText))
    elided = metrics.elidedText(across, Qt.TextElideMode.ElideRight, int(inside.width()))
    painter.drawText(inside, flags.AlignBottom | flags.AlignRight, elided)
    if up:
        high = inside.height() - 2 * metrics.height()
        elided = metrics.elidedText(up, Qt.TextElideMode.ElideRight, int(high))
        length = metrics.horizontalAdvance(elided) + 2
        draw_upwards(
            painter,
            QRectF(area.left() + px(3), inside.top() + metrics.height() + px(4), metrics.height(), length),
            elided,
        )


def paint_frame(painter: QPainter, area: QRectF, palette: QPalette, focused: bool) -> None:
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(palette.color(_Role.Accent if focused else _Role.Mid), 2 if focused else 1))
    inset = 1.0 if focused else 0.5
    painter.drawRect(area.adjusted(inset, inset, -inset, -inset))


def paint_star(painter: QPainter, place: QPointF, area: QRectF, palette: QPalette) -> None:
    """Where the drawing in hand lies; at the edge where that is beyond."""
    middle, radius = _star(place, area), px(10)
    painter.setPen(QPen(palette.color(_Role.WindowText), 1.5))
    painter.setBrush(QColor(theme.WINNER))
    painter.drawPolygon(QPolygonF([middle + radius * QPointF(across, down) for across, down in _STAR]))


def star_box(place: QPointF, area: QRectF) -> QRect:
    """What the star takes at most."""
    middle, reach = _star(place, area), px(10) + 3
    return QRectF(middle.x() - reach, middle.y() - reach, 2 * reach, 2 * reach).toAlignedRect()


def _star(place: QPointF, area: QRectF) -> QPointF:
    inside = area.adjusted(px(10), px(10), -px(10), -px(10))
    x, y = min(max(place.x(), inside.left()), inside.right()), min(max(place.y(), inside.top()), inside.bottom())
    return QPointF(x, y)


def paint_rectangle(painter: QPainter, span: QRectF, palette: QPalette) -> None:
    color = palette.color(_Role.Accent)
    painter.setPen(QPen(color, 1.5))
    color.setAlphaF(0.15)
    painter.setBrush(color)
    painter.drawRect(span)


def paint_bubble(
    painter: QPainter, area: QRectF, place: QPointF, shown: Bubble | None, palette: QPalette, small: bool
) -> None:
    """A ring around the point and, where there is something to show, a box beside it that is wholly in sight."""
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(palette.color(_Role.Accent), 2.5))
    painter.drawEllipse(place, px(8), px(8))
    if shown is None:
        return
    side, gap = px(42) if small else px(3 * SIDE), px(6)
    metrics = painter.fontMetrics()
    words = metrics.boundingRect(0, 0, px(260), px(400), 0, shown.words).size()
    wide, high = max(side, words.width() + 2), side + gap / 2 + words.height()
    box = QRectF(place + QPointF(px(14), px(14)), QSizeF(wide + 2 * gap, high + 2 * gap))
    if box.right() > area.right():
        box.moveRight(place.x() - px(14))
    if box.bottom() > area.bottom():
        box.moveBottom(place.y() - px(14))
    box.moveLeft(max(area.left(), min(box.left(), area.right() - box.width())))
    box.moveTop(max(area.top(), min(box.top(), area.bottom() - box.height())))
    painter.setPen(QPen(palette.color(_Role.Mid), 1))
    painter.setBrush(palette.color(_Role.ToolTipBase))
    painter.drawRoundedRect(box, 4, 4)
    inside = box.adjusted(gap, gap, -gap, -gap)
    painter.drawImage(QRectF(inside.topLeft(), QSizeF(side, side)), grey_image(shown.image))
    painter.setPen(palette.color(_Role.ToolTipText))
    painter.drawText(inside.adjusted(0, side + gap / 2, 2, 2), 0, shown.words)
