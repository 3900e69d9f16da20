"""The colour bar that stands beside a heat map, painted into its widget."""

from __future__ import annotations

import numpy as np
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPen

from engine.numbers import number
from gui.look.sizes import fine, px
from gui.widgets.color_scale import ColorScale

WIDTH, SPACE = 14, 8  # of the bar, and of what is around it, in pixels
WIDEST = "−0.00"


def bar_room(metrics: QFontMetricsF, titled: bool) -> float:
    """How wide a bar is with its numbers and its title."""
    return 3 * px(SPACE) + px(WIDTH) + metrics.horizontalAdvance(WIDEST) + (metrics.height() if titled else 0)


def paint_bar(painter: QPainter, area: QRectF, scale: ColorScale, title: str, value: float | None) -> None:
    """A bar at the right of ``area``, in the painter's pen; ``value``: a number that is marked on it."""
    bar = QRectF(area.right() + 2 * px(SPACE), area.y(), px(WIDTH), area.height())
    painter.drawImage(bar, scale.picture(np.linspace(scale.high, scale.low, 256, dtype=np.float32)[:, None]))
    _paint_numbers(painter, bar, scale)
    if title:
        line = painter.fontMetrics().height()
        x = bar.right() + px(SPACE) / 2 + painter.fontMetrics().horizontalAdvance(WIDEST)
        draw_upwards(painter, QRectF(x, area.y(), line, area.height()), title)
    if value is not None and np.isfinite(value):
        share = min(max((value - scale.low) / (scale.high - scale.low), 0), 1)
        y = bar.bottom() - share * bar.height()
        painter.setPen(QPen(painter.pen().color(), fine(2)))
        painter.drawLine(QPointF(bar.left() - px(5), y), QPointF(bar.right() + px(3), y))


def _paint_numbers(painter: QPainter, bar: QRectF, scale: ColorScale) -> None:
    line = painter.fontMetrics().height()
    shares = np.linspace(0, 1, min(6, max(2, int(bar.height() / (1.6 * line)))))
    values = scale.low + shares * (scale.high - scale.low)
    places = 0 if scale.high - scale.low > 10 or np.array_equal(values, values.round()) else 1
    widest = painter.fontMetrics().horizontalAdvance(WIDEST)
    flags = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
    for share, value in zip(shares, values.tolist(), strict=True):
        y = min(max(bar.bottom() - share * bar.height(), bar.top() + line / 2), bar.bottom() - line / 2)
        place = QRectF(bar.right() + px(SPACE) / 2, y - line / 2, widest, line)
        painter.drawText(place, flags, number(value, places))


def draw_upwards(painter: QPainter, rect: QRectF, text: str) -> None:
    """Text that is read from below, in the middle of ``rect``."""
    painter.save()
    painter.translate(rect.center())
    painter.rotate(-90)
    turned = QRectF(-rect.height() / 2, -rect.width() / 2, rect.height(), rect.width())
    painter.drawText(turned, Qt.AlignmentFlag.AlignCenter, text)
    painter.restore()
