"""Where the bars of softmax by hand stand: a row for each step, a column for each class."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, QSizeF
from PySide6.QtGui import QFont, QFontMetricsF

from gui.look import theme
from gui.look.sizes import px

ROWS = 4
GAP = 8
LEAST = 5.0
"""How far the axis of the sums reaches at least, up and down."""
LEAST_LOG = 10.0


@dataclass(frozen=True)
class RowsLayout:
    """``areas``: of the bars of each row; ``columns``: left and width of each class; ``line``: height of a line.
    ``reach``: of the axis of sums."""

    font: QFont
    line: float
    areas: tuple[QRectF, ...]
    columns: tuple[tuple[float, float], ...]
    reach: float
    names_top: float

    def class_at(self, position: QPointF) -> int | None:
        for place, (left, width) in enumerate(self.columns):
            if left <= position.x() < left + width:
                return place
        return None

    def row_at(self, position: QPointF) -> int | None:
        for row, area in enumerate(self.areas):
            if area.top() - self.line <= position.y() <= area.bottom() + GAP / 2:
                return row
        return None

    def sum_at(self, y: float) -> float:
        """What the end of a bar of the first row means there, to a tenth."""
        area = self.areas[0]
        value = (area.center().y() - y) / (area.height() / 2) * self.reach
        return round(max(-self.reach, min(self.reach, value)), 1)

    def bar(self, row: int, place: int, share: float) -> QRectF:
        """``share``: -1 to 1 of the sums, which go up and down; 0 to 1 of the others; logarithms hang."""
        left, width = self.columns[place]
        area, room = self.areas[row], min(width * 0.7, px(46))
        x = left + (width - room) / 2
        if row == 0:
            high = area.height() / 2 * abs(share)
            return QRectF(x, area.center().y() - (high if share > 0 else 0), room, high)
        high = area.height() * max(0.0, min(1.0, share))
        return QRectF(x, area.top() if row == ROWS - 1 else area.bottom() - high, room, high)


def lay_out(size: QSizeF, font: QFont, heads: Sequence[str], classes: int, reach: float) -> RowsLayout:
    """``heads``: what the rows are called, at the left."""
    letters = theme.digits_font(font)
    metrics = QFontMetricsF(letters)
    line, gap = metrics.height(), px(GAP)
    left = max(map(metrics.horizontalAdvance, heads)) + 2 * gap
    width = max(1.0, (size.width() - left) / classes)
    high = max(line, (size.height() - line - 2) / ROWS - line - gap)
    areas = tuple(
        QRectF(left, row * (high + line + gap) + line, classes * width, high) for row in range(ROWS)
    )  # fmt: skip
    columns = tuple((left + place * width, width) for place in range(classes))
    return RowsLayout(letters, line, areas, columns, reach, size.height() - line)


def reach_of(sums: Sequence[float]) -> float:
    """Whole steps of five, so that the axis stays while little changes."""
    most = max((abs(value) for value in sums if math.isfinite(value)), default=0.0)
    return max(LEAST, 5 * math.ceil(most / 5))
