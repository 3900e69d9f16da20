"""Where the parts of a picture stand in which an image goes through a network: arithmetic on places and letters."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, QSizeF
from PySide6.QtGui import QFont, QFontMetricsF

from engine.digits.dataset import SIDE
from gui.look import sizes, theme
from gui.look.sizes import USUAL

LEAST, SMALL, LARGE = 0.9, 1.0, 2.4  # of the letters, by the usual: at least, and at most
PITCH = {False: 14.0, True: 21.0}
"""Pixels from one unit to the next at least, where letters are as usual; by whether it is large."""
MOST = 24  # units of a layer
PICTURE = {False: 0.22, True: 0.24}
"""The picture's share of the width at most."""
RESULT = {False: 0.30, True: 0.36}
"""The share of the sums, the names and the bars."""
GAP = 5.0
WIDEST = "−88.88"


@dataclass(frozen=True)
class FlowColumn:
    """A layer: ``x`` and ``places`` are the middles of its units, which are ``half`` wide from there."""

    x: float
    places: tuple[float, ...]
    half: float

    def place(self, slot: int) -> QPointF:
        return QPointF(self.x, self.places[slot])


@dataclass(frozen=True)
class FlowLayout:
    """``columns``: of the layers after the inputs, whose place is ``picture``. ``sums``, ``names``, ``bars``,
    ``shares``: a rectangle for each slot of the last; in small there are no sums and shares. ``head``, ``foot``: where
    lines of words stand above and below, ``line`` high."""

    large: bool
    font: QFont
    bold: QFont
    inside: QFont  # of the numbers in units
    quiet: QFont  # of the words above and below
    scale: float
    line: float
    picture: QRectF
    columns: tuple[FlowColumn, ...]
    sums: tuple[QRectF, ...]
    names: tuple[QRectF, ...]
    bars: tuple[QRectF, ...]
    shares: tuple[QRectF, ...]
    head: float
    foot: float

    def pixel_place(self, pixel: int) -> QPointF:
        """The middle of a pixel, by its place in the vector."""
        row, column = divmod(pixel, SIDE)
        cell = self.picture.width() / SIDE
        return self.picture.topLeft() + QPointF((column + 0.5) * cell, (row + 0.5) * cell)

    def pixel_at(self, position: QPointF) -> int | None:
        if not self.picture.contains(position):
            return None
        cell, inside = self.picture.width() / SIDE, position - self.picture.topLeft()
        return min(SIDE - 1, int(inside.y() / cell)) * SIDE + min(SIDE - 1, int(inside.x() / cell))

    def unit_at(self, position: QPointF) -> tuple[int, int] | None:
        """The layer, counted from the inputs, and the slot of a unit."""
        for layer, column in enumerate(self.columns, 1):
            for slot, y in enumerate(column.places):
                if (position.x() - column.x) ** 2 + (position.y() - y) ** 2 <= (column.half + 2) ** 2:
                    return layer, slot
        return None

    def bar_at(self, position: QPointF) -> int | None:
        """The slot of the class whose name, bar or share is there."""
        for slot, (name, bar) in enumerate(zip(self.names, self.bars, strict=True)):
            whole = name.united(bar).united(self.shares[slot]) if self.shares else name.united(bar)
            if whole.contains(position):
                return slot
        return None

    def layer_at(self, position: QPointF) -> int | None:
        """The layer whose column is near; 0: the picture's."""
        if position.x() <= self.picture.right():
            return 0
        near = min(range(len(self.columns)), key=lambda k: abs(self.columns[k].x - position.x()))
        return near + 1 if abs(self.columns[near].x - position.x()) <= 2 * self.columns[near].half else None


def lay_out(units: Sequence[int], room: QSizeF, font: QFont, names: Sequence[str], large: bool) -> FlowLayout:
    """``units``: of every layer, from the inputs to the classes, which have ``names``."""
    most = LARGE if large else SMALL
    scale = max(LEAST, min(most, room.width() / (sizes.scale() * 420), room.height() / (sizes.scale() * 300)))
    scale *= sizes.scale()
    letters = theme.digits_font(font)
    letters.setPixelSize(max(6, round(0.9 * USUAL * scale)))
    metrics = QFontMetricsF(letters)
    line, gap = metrics.height(), GAP * scale
    head, foot = gap, room.height() - line - gap / 2
    top, bottom = (head + line + gap / 2 if large else head), foot - gap / 2
    high = max(10.0, bottom - top)
    side = max(SIDE / 2, min(high, PICTURE[large] * room.width()))
    picture = QRectF(gap, top + (high - side) / 2, side, side)
    first = room.width() * (1 - RESULT[large])
    step = max(4.0, (first - picture.right()) / max(1, len(units) - 1))
    half = max(1.5, min(0.4 * PITCH[large] * scale, 0.3 * step))
    columns = []
    for layer, count in enumerate(units[1:], 1):
        is_last = layer == len(units) - 1
        pitch = max(line, 2 * half) * 1.06 if is_last else PITCH[large] * scale
        slots = min(count, MOST if not is_last else 99, max(1, int(high / pitch)))
        columns.append(FlowColumn(picture.right() + layer * step, _places(slots, top, high, is_last), half))
    bold = QFont(letters)
    bold.setBold(True)
    inside = QFont(letters)
    inside.setPixelSize(max(6, round(0.85 * half)))
    rows = _rows(columns[-1], room.width() - gap, QFontMetricsF(bold), names, gap, large)
    quiet = QFont(letters)
    quiet.setPixelSize(round(0.8 * letters.pixelSize()) if large else letters.pixelSize())
    return FlowLayout(large, letters, bold, inside, quiet, scale, line, picture, tuple(columns), *rows, head, foot)


def _places(slots: int, top: float, high: float, is_last: bool) -> tuple[float, ...]:
    """All of the height for the classes; else it is shared among those that there is room for."""
    pitch = high / max(slots, 1 if is_last else 4)
    begin = top + high / 2 - pitch * (slots - 1) / 2
    return tuple(begin + pitch * slot for slot in range(slots))


def _rows(
    outputs: FlowColumn, right: float, metrics: QFontMetricsF, names: Sequence[str], gap: float, large: bool
) -> tuple[tuple[QRectF, ...], tuple[QRectF, ...], tuple[QRectF, ...], tuple[QRectF, ...]]:
    """Of the sums, the names, the bars and the shares, from left to right, a row for each output."""
    left, high = outputs.x + outputs.half + gap, metrics.height()
    number = metrics.horizontalAdvance(WIDEST) if large else 0.0
    share = metrics.horizontalAdvance("100 % ") if large else 0.0
    room = right - left - number - share
    name = min(max(map(metrics.horizontalAdvance, names), default=0.0) + gap, 0.5 * room)
    lengths = (number, name, max(4.0, room - name - (2 * gap if large else 0)), share)
    columns: list[tuple[QRectF, ...]] = []
    for part, length in enumerate(lengths):
        thick = high if part != 2 else 0.62 * high
        wanted = large or part in (1, 2)
        columns.append(tuple(QRectF(left, y - thick / 2, length, thick) for y in outputs.places) if wanted else ())
        left += length + (gap if large and part in (0, 2) else 0)
    return columns[0], columns[1], columns[2], columns[3]
