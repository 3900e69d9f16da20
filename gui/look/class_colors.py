"""A colour and a shape for each class, where many classes are seen at once: the same in light and dark.

Ten colours are more than people with every kind of colour vision can tell apart. So neighbours have different shapes,
and any two classes of one shape have colours that they can tell apart, too.
"""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QColor, QPainterPath, QPolygonF, QTransform

COLORS = (
    "#C9A892", "#C2186A", "#7F6C14", "#3A5BF0", "#8A6FD0", "#0A9BBD", "#EA4A3A", "#35C06A", "#EA9A1C", "#F07CE4",
)  # fmt: skip
"""Found by search among those that stand out from white and from the dark: see its test for what was asked of them."""

DISC, SQUARE, TRIANGLE, DIAMOND, PLUS, UPSIDE_DOWN, CROSS = SHAPES = range(7)
TURNS = 3  # shapes that the first ten classes take in turns


def class_color(place: int) -> QColor:
    """Of the class at this place of its set."""
    return QColor(COLORS[place % len(COLORS)])


def class_shape(place: int) -> int:
    """One of SHAPES: of 62 classes no two have both colour and shape in common."""
    color, further = place % len(COLORS), place // len(COLORS)
    return (color % TURNS + further) % len(SHAPES)


def shape_path(shape: int, size: float) -> QPainterPath:
    """Around (0, 0); all of them look about as large, ``size`` being the disc's diameter."""
    path, half = QPainterPath(), size / 2
    if shape == DISC:
        path.addEllipse(QRectF(-half, -half, size, size))
    elif shape == SQUARE:
        path.addRect(QRectF(-0.86 * half, -0.86 * half, 0.86 * size, 0.86 * size))
    elif shape in (PLUS, CROSS):
        bars = QPainterPath()
        bars.addRect(QRectF(-1.1 * half, -0.4 * half, 1.1 * size, 0.4 * size))
        upright = QPainterPath()
        upright.addRect(QRectF(-0.4 * half, -1.1 * half, 0.4 * size, 1.1 * size))
        path = QTransform().rotate(45 if shape == CROSS else 0).map(bars.united(upright))
    else:
        corners = {
            TRIANGLE: ((-1.12, 0.85), (0.0, -1.15), (1.12, 0.85)),
            UPSIDE_DOWN: ((-1.12, -0.85), (0.0, 1.15), (1.12, -0.85)),
            DIAMOND: ((-1.15, 0.0), (0.0, -1.15), (1.15, 0.0), (0.0, 1.15)),
        }[shape]
        path.addPolygon(QPolygonF([QPointF(x * half, y * half) for x, y in corners]))
        path.closeSubpath()
    return path
