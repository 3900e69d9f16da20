"""Names of classes where there is little room: smaller, staggered, upright or elided; a tooltip has the whole then."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QFont, QFontInfo, QFontMetricsF, QPainter

from engine.digits.dataset import DIGIT_NAMES
from gui.look.sizes import px
from gui.widgets.color_bar import draw_upwards

SMALLEST = 8  # pixels of letters that can still be read
LONGEST = 84  # pixels of an upright name, or of one at the side
FLAT = 34  # pixels in which some letters of a long name tell more than the whole of it upright
SHORT = 2  # times as long as high: a name that is not set upright
CLOSE = 0.8  # from a line to the next, by the letters' size: names of one letter have nothing below the line


def are_digits(names: Sequence[str]) -> bool:
    """Whether the classes are the digits 0 to 9, of which the window speaks as such."""
    return tuple(names) == DIGIT_NAMES


def elided(metrics: QFontMetricsF, names: Sequence[str], room: float) -> list[str]:
    """As much of each name as fits."""
    return [
        name if metrics.horizontalAdvance(name) <= room else metrics.elidedText(name, Qt.TextElideMode.ElideRight, room)
        for name in names
    ]


def longest(metrics: QFontMetricsF, names: Sequence[str]) -> float:
    return max(map(metrics.horizontalAdvance, names), default=0.0)


def sized_font(font: QFont, pixels: int) -> QFont:
    made = QFont(font)
    made.setPixelSize(max(1, pixels))
    return made


def smaller_fonts(font: QFont) -> list[QFont]:
    """The font, and smaller ones down to what can still be read."""
    return [font, *(sized_font(font, size) for size in range(QFontInfo(font).pixelSize() - 1, px(SMALLEST) - 1, -1))]


@dataclass(frozen=True)
class NamesBelow:
    """Names under columns, as they are painted: in ``lines`` lines by turns, or upright; of very narrow columns each
    ``every`` has its name."""

    font: QFont
    texts: tuple[str, ...]
    lines: int
    upright: bool
    every: int
    height: float

    def overhang(self, width: float) -> float:
        """By how much the first or the last name is wider at its side than a column that is ``width`` wide."""
        if self.upright:
            return 0.0
        return max(0.0, (longest(QFontMetricsF(self.font), (self.texts[0], self.texts[-1])) - width) / 2)

    def paint(self, painter: QPainter, column: int, place: QRectF) -> None:
        """``place``: the column, of which the top is used."""
        if column % self.every:
            return
        painter.setFont(self.font)
        text, line = self.texts[column], self.height / self.lines
        if self.upright:
            metrics, middle = painter.fontMetrics(), place.center().x()
            wide = metrics.height()
            length = metrics.horizontalAdvance(text) + 2
            draw_upwards(painter, QRectF(middle - wide / 2, place.y(), wide, length), text)
            return
        top = place.y() + (column % self.lines) * line
        beside = max(20.0, place.width() / 2)  # as far as a name in one of two lines goes at most
        aside = QRectF(place.x() - beside, top, place.width() + 2 * beside, line)
        painter.drawText(aside, Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop, text)


def names_below(font: QFont, names: Sequence[str], width: float) -> NamesBelow:
    """How names are written under columns that are ``width`` wide."""
    fonts = smaller_fonts(font)
    for lines in (1, 2):
        for one in fonts:
            metrics = QFontMetricsF(one)
            if longest(metrics, names) + (2 if len(names) > 10 else 0) <= lines * width or not names:
                return NamesBelow(one, tuple(names), lines, False, 1, lines * metrics.height())
    metrics = QFontMetricsF(fonts[-1])
    if longest(metrics, names) <= SHORT * metrics.height():
        every = _every(longest(metrics, names) + 2, width, len(names))
        return NamesBelow(fonts[-1], tuple(names), 1, False, every, metrics.height())
    if width >= px(FLAT):
        return NamesBelow(fonts[-1], tuple(elided(metrics, names, width - 2)), 1, False, 1, metrics.height())
    texts = elided(metrics, names, px(LONGEST))
    every = _every(CLOSE * px(SMALLEST), width, len(names))
    return NamesBelow(fonts[-1], tuple(texts), 1, True, every, longest(metrics, texts) + 2)


def _every(needed: float, room: float, names: int) -> int:
    """Of how many names one is written, where each needs so much."""
    return max(1, math.ceil(needed / room)) if room > 0 else names + 1


@dataclass(frozen=True)
class NamesBeside:
    """Names at the left of rows, as they are painted: beside low rows every other one further left by ``shift``; of
    very low rows, each ``every`` has its name."""

    font: QFont
    texts: tuple[str, ...]
    every: int
    shift: float
    width: float  # of all of them

    def paint(self, painter: QPainter, row: int, right: QPointF) -> None:
        """``right``: the middle of the row, where the name ends."""
        if row % self.every:
            return
        painter.setFont(self.font)
        high = painter.fontMetrics().height()
        left = right.x() - (row // self.every % 2) * self.shift
        place = QRectF(left - self.width - 20, right.y() - high / 2, self.width + 20, high)
        painter.drawText(place, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, self.texts[row])


def names_beside(font: QFont, names: Sequence[str], height: float, room: float) -> NamesBeside:
    """How names are written beside rows that are ``height`` high, in so much ``room`` from left to right."""
    fonts = smaller_fonts(font)
    metrics = QFontMetricsF(font)
    by_turns = metrics.height() > 1.4 * height and longest(metrics, names) <= SHORT * metrics.height()
    high = 2 * height if by_turns else height
    low = [one for one in fonts if QFontInfo(one).pixelSize() <= high] or fonts[-1:]
    chosen = next((one for one in low if longest(QFontMetricsF(one), names) <= room), low[-1])
    metrics = QFontMetricsF(chosen)
    texts = elided(metrics, names, room)
    every = _every(CLOSE * QFontInfo(chosen).pixelSize(), high, len(names))
    wide = longest(metrics, texts)
    shift = wide + 2 if by_turns else 0.0
    return NamesBeside(chosen, tuple(texts), every, shift, wide + shift)
