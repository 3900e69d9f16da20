"""Where the images of a grid stand: arithmetic on places, without a widget."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QPoint, QPointF, QRectF
from PySide6.QtGui import QFont, QFontMetrics

from gui.look import sizes, theme
from gui.widgets.network_view import SIDE

GAP = 8  # logical pixels between two images
SMALL = 0.85  # size of the captions, as a share of the font


@dataclass(frozen=True)
class GridLayout:
    """What the places of all images follow from, in logical pixels. ``scrolled``: how far the grid is scrolled down."""

    font: QFont  # of the captions
    ratio: float  # device pixels in a logical one
    side: float  # of an image: a whole number of device pixels for each of its own
    cell: float  # width of an image, or of its caption where that is wider
    caption: int  # height, 0 if there are none
    row: int  # height of a row of images with their captions and the gap
    columns: int
    pitch: float  # from one column to the next: what is left over widens the gaps

    def rect_of(self, index: int, scrolled: int) -> QRectF:
        """Where an image is drawn: on whole device pixels."""
        row, column = divmod(index, self.columns)
        left = round((column * self.pitch + (self.pitch - self.side) / 2) * self.ratio) / self.ratio
        top = round((GAP + row * self.row - scrolled) * self.ratio) / self.ratio
        return QRectF(left, top, self.side, self.side)

    def cell_of(self, index: int, scrolled: int) -> QRectF:
        """An image with its caption."""
        more = (self.cell - self.side) / 2
        return self.rect_of(index, scrolled).adjusted(-more, 0, more, self.caption)

    def index_at(self, position: QPoint, scrolled: int, count: int) -> int:
        """The image of ``count`` whose cell is at a position; -1 between them."""
        column = int(position.x() // self.pitch)
        index = (position.y() + scrolled - GAP) // self.row * self.columns + column
        if not (0 <= column < self.columns and 0 <= index < count):
            return -1
        return index if self.cell_of(index, scrolled).contains(QPointF(position)) else -1

    def in_sight(self, scrolled: int, height: int, count: int) -> tuple[int, int]:
        """The first image in sight, and the one after the last."""
        first = max(0, (scrolled - GAP) // self.row) * self.columns
        last = ((scrolled + height) // self.row + 1) * self.columns
        return min(count, first), min(count, last)

    def height_of(self, count: int) -> int:
        """Of all rows together."""
        return GAP + -(-count // self.columns) * self.row

    def room_in(self, height: int) -> int:
        """How many images are in sight at once, whole, in a room so high."""
        return self.columns * ((height - GAP) // self.row)

    def holds(self, count: int, height: int) -> bool:
        """Whether that many images are in sight at once in a room so high."""
        return self.height_of(count) <= height and self.cell + GAP <= self.pitch


def make_layout(font: QFont, ratio: float, scale: int, characters: int, captions: bool, width: int) -> GridLayout:
    """The layout for a room ``width`` wide, with pixels ``scale`` large and captions of at least ``characters``."""
    small = theme.digits_font(font)
    small.setPointSizeF(small.pointSizeF() * SMALL)
    metrics = QFontMetrics(small)
    side = max(1, round(scale * sizes.scale() * ratio)) * SIDE / ratio
    cell = max(side, characters * metrics.averageCharWidth())
    caption = metrics.height() + 2 if captions else 0
    columns = max(1, int((max(1, width) - GAP) // (cell + GAP)))
    return GridLayout(small, ratio, side, cell, caption, round(side) + caption + GAP, columns, max(1, width) / columns)
