"""Where the bars of evidence stand: arithmetic on places and letters, without a widget."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRectF, QSizeF
from PySide6.QtGui import QFont, QFontInfo, QFontMetricsF

from gui.look import theme
from gui.look.sizes import px
from gui.widgets.class_names import elided, longest

DIGITS = 10
"""So many bars stand below each other in any room."""
LEAST_ROW = 11  # pixels: lower rows are laid out in more columns
LEAST_COLUMN = 82  # pixels
MOST_COLUMNS = 4
GAP = 6.0
WIDEST = {"probability": ("6 × 10⁻¹¹", "0.000"), "log_probability": ("−88.88", "−88.8")}
"""The widest number of a kind, and the widest of those that are written where there are several columns."""


@dataclass(frozen=True)
class BarsLayout:
    """Everything that depends on the size of the widget and its classes, and not on the evidence."""

    font: QFont
    bold: QFont
    caption_font: QFont
    caption_height: float
    per_column: int
    columns: int
    row: float  # height
    pitch: float  # from one column to the next
    name_left: float
    axis_left: float
    axis_width: float
    names: tuple[str, ...]  # as much of each as fits
    tracks: tuple[QRectF, ...]
    rows: tuple[QRectF, ...]  # the whole row of each class, with its name and number
    name_places: tuple[QRectF, ...]
    captions: tuple[QRectF, ...]  # under each column

    def class_at(self, x: float, y: float) -> int | None:
        """Whose row is there."""
        column, row = int(x // self.pitch), int(y // self.row)
        place = column * self.per_column + row
        inside = 0 <= column < self.columns and 0 <= row < self.per_column and place < len(self.names)
        return place if inside else None


def make_layout(font: QFont, size: QSizeF, names: Sequence[str], kind: str) -> BarsLayout:
    caption = QFont(font)
    caption.setPixelSize(max(px(8), round(QFontInfo(font).pixelSize() * 0.85)))
    caption = theme.digits_font(caption)
    caption_height = QFontMetricsF(caption).height() + 2
    room = size.height() - caption_height
    columns = _columns(len(names), size.width(), room)
    per_column = -(-len(names) // columns)
    row = max(1.0, room / per_column)
    letters = _letters(font, min(row, max(1.0, room / DIGITS)))
    bold = QFont(letters)
    bold.setBold(True)
    metrics, pitch = QFontMetricsF(bold), size.width() / columns
    gap = GAP if columns == 1 else GAP / 2
    name_left = 0.75 * metrics.ascent()
    widest = WIDEST[kind][columns > 1]
    name_width = min(longest(metrics, names), max(metrics.horizontalAdvance("0"), 0.36 * pitch))
    axis_left = name_left + name_width + gap
    axis_right = pitch - metrics.horizontalAdvance(widest) - GAP - (GAP if columns > 1 else 0)
    axis_width = max(1.0, axis_right - axis_left)
    corners = [(pitch * (k // per_column), row * (k % per_column)) for k in range(len(names))]
    height = max(2.0, min(row * 0.66, 40.0))
    low = (row - height) / 2
    value_right = pitch - (GAP if columns > 1 else 0)
    return BarsLayout(
        letters, bold, caption, caption_height, per_column, columns, row, pitch, name_left, axis_left, axis_width,
        tuple(elided(metrics, names, name_width + 0.5)),
        tuple(QRectF(x + axis_left, y + low, axis_width, height) for x, y in corners),
        tuple(QRectF(x, y, value_right, row) for x, y in corners),
        tuple(QRectF(x + name_left, y, max(40.0, name_width + gap), row) for x, y in corners),
        tuple(
            QRectF(pitch * k + axis_left, size.height() - caption_height, axis_width, caption_height)
            for k in range(columns)
        ),
    )  # fmt: skip


def _columns(classes: int, width: float, height: float) -> int:
    """As few as leave rows in which names can be read; one for as many as the digits."""
    if classes <= DIGITS:
        return 1
    most = max(1, min(MOST_COLUMNS, int(width // px(LEAST_COLUMN))))
    return next((k for k in range(1, most) if height / -(-classes // k) >= px(LEAST_ROW)), most)


def _letters(font: QFont, row: float) -> QFont:
    """Larger in a large room: projectors."""
    letters, pixels = theme.digits_font(font), QFontInfo(font).pixelSize()
    wanted = max(pixels * 1.1, row * 0.4)
    letters.setPixelSize(max(px(7), min(round(wanted), int(row * 0.8))))
    return letters


def least_size(classes: int) -> tuple[int, int]:
    """The least width and height, beside the usual letters, in which so many bars can be read."""
    if classes <= DIGITS:
        return 150, 130
    columns = 1 if classes <= 12 else 2 if classes <= 32 else 3
    return max(150, columns * LEAST_COLUMN), max(130, -(-classes // columns) * LEAST_ROW + 16)
