"""Where a diagram of a network has its columns, units and numbers."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QLineF, QPointF, QSize
from PySide6.QtGui import QFont, QFontMetricsF

from engine.numbers import short, whole
from engine.words import _
from gui.look import sizes
from gui.look.sizes import USUAL, px

PAD = 4.0
"""Room around the diagram, in pixels, for the focus frame."""

_SLOTS = 10  # places in a column: the ten digits, or four units, the dots and four units
_HALF = 9  # pixels of half a unit at most
_USUAL_NAME = 12  # pixels: a name of one letter stands in the margin that is there for the numbers
_NAMES_SHARE = 0.24  # of the width, for the names of the outputs at most


@dataclass(frozen=True)
class Column:
    """A layer as it is drawn, in pixels.

    ``places`` are the middles of the units that are drawn, from top to bottom, ``dots`` is where those that are not
    would be, and ``half`` is half a unit's width.
    """

    size: int
    label: str
    x: float
    places: tuple[float, ...]
    dots: float | None
    half: float

    def unit(self, unit: int) -> QPointF:
        return QPointF(self.x, self.places[unit])


@dataclass(frozen=True)
class Layout:
    """A whole diagram: its columns between ``top`` and ``bottom``, ``step`` apart, in lines of text ``line`` high.

    ``names``: how wide the room for the outputs' names is, right of them.
    """

    columns: tuple[Column, ...]
    font: QFont
    scale: float
    line: float
    top: float
    bottom: float
    step: float
    staggered: bool
    names: float

    def find(self, position: QPointF) -> tuple[int, int | None] | None:
        """The layer at a position, and its unit if there is one (counted among those drawn)."""
        if not self.top - self.line / 2 <= position.y() <= self.bottom + (2 if self.staggered else 1) * self.line:
            return None
        layer = min(range(len(self.columns)), key=lambda k: abs(self.columns[k].x - position.x()))
        column = self.columns[layer]
        if abs(column.x - position.x()) > min(self.step / 2, 24 * self.scale):
            return None
        unit = min(range(len(column.places)), key=lambda k: abs(column.places[k] - position.y()))
        near = QLineF(position, column.unit(unit)).length() <= column.half + 2
        return layer, unit if near else None


def lay_out(units: tuple[int, ...], room: QSize, font: QFont, names: tuple[str, ...] = ()) -> Layout:
    """Place layers of these sizes, inputs first, into ``room``; the text grows with it. ``names``: of the outputs."""
    scale = max(0.8, min(1.5, room.width() / px(280), room.height() / px(220))) * sizes.scale()
    font = QFont(font)
    font.setPixelSize(round(0.88 * USUAL * scale))
    metrics = QFontMetricsF(font)
    line = metrics.height() + 2
    labels = [whole(size) for size in units]
    margin = PAD + max(metrics.horizontalAdvance(labels[0]) / 2, 18 * scale)
    widest_name = max(map(metrics.horizontalAdvance, names), default=0)
    more = _more_for_names(widest_name, scale, margin, room.width()) if widest_name > _USUAL_NAME * scale else 0.0
    step = max(1.0, (room.width() - 2 * margin - more) / (len(units) - 1))
    widest = max(map(metrics.horizontalAdvance, labels)) + 5
    staggered = widest > step
    if widest > 2 * step:
        labels = [_in_thousands(size) if size >= 1000 else whole(size) for size in units]
    top = PAD + line + 3 * scale
    bottom = room.height() - PAD - (4 if staggered else 3) * line - 2 * scale
    pitch = max(2.0, (bottom - top) / _SLOTS)
    half = min(0.38 * pitch, 0.3 * step, _HALF * scale)
    columns = []
    for layer, (size, label) in enumerate(zip(units, labels, strict=True)):
        fine = layer == 0 and size > 2 * _SLOTS  # inputs are pixels: more of them, and smaller
        slots = 2 * _SLOTS if fine else _SLOTS
        places, dots = _places(size, slots, (top + bottom) / 2, pitch * _SLOTS / slots)
        columns.append(Column(size, label, margin + layer * step, places, dots, half * (0.62 if fine else 1)))
    beside = room.width() - columns[-1].x - half - 3
    return Layout(tuple(columns), font, scale, line, top, bottom, step, staggered, beside)


def _more_for_names(widest: float, scale: float, margin: float, room: int) -> float:
    """What names need beside the margin, in which the half of a unit stands, too."""
    return max(0.0, min(widest + 2, _NAMES_SHARE * room) + _HALF * scale + 3 - margin)


def _in_thousands(size: int) -> str:
    return _("{thousands}k").format(thousands=short(size / 1000, 3))


def _places(size: int, slots: int, middle: float, pitch: float) -> tuple[tuple[float, ...], float | None]:
    """Where the units are, and the dots if there are more units than slots."""
    if size <= slots:
        return tuple(middle + pitch * (k - (size - 1) / 2) for k in range(size)), None
    below = [middle + pitch * (k + 1) for k in range(slots // 2 - 1)]
    above = [2 * middle - place for place in reversed(below)]
    return (*above, *below), middle
