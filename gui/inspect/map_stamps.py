"""The pictures of single points: marks and names with rims, rings and plates, as arrays of colours."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import lru_cache
from typing import NamedTuple

import numpy as np
from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QImage, QPainter, QPainterPath, QPen

from gui.inspect.point_cloud import Stamp
from gui.look import theme
from gui.look.class_colors import class_color, class_shape, shape_path

SIZE = 7.5
"""Pixels across the largest mark."""
LETTERS, LEGIBLE = 12.0, 5.5  # pixels of the letters of a name beside the largest marks; the least size for names
FADED = 0.8  # of the way to the background, where another class is looked at
WHOLE, RINGED, OWN = range(3)
"""An image, one that is misclassified, and one that the person has drawn."""
_INITIALS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789"


class Ink(NamedTuple):
    """What stamps are painted with: 0xFFRRGGBB of what is under them and of what is written on it, how many pixels of
    the screen go to one of the sizes above, and the font of names."""

    background: int
    foreground: int
    ratio: float
    font: str

    def color(self, place: int, faded: bool) -> QColor:
        """Of a class."""
        color = class_color(place)
        return theme.blend(color, QColor(self.background), FADED) if faded else color

    def soft(self, faded: bool = False) -> QColor:
        """Of rings, which are not to drown what they are around."""
        background = QColor(self.background)
        return theme.blend(background, QColor(self.foreground), 0.15 if faded else 0.75)


@lru_cache(maxsize=1024)
def stamp(ink: Ink, place: int, name: str, size: float, state: int, faded: bool) -> Stamp:
    """Of the class at ``place``: its mark, or ``name`` if there is one. It has a rim in the colour of the background,
    which keeps it apart from what it lies over."""
    path = name_path(name, _font(ink.font), LETTERS * max(LEGIBLE, size) / SIZE) if name else None
    path = shape_path(class_shape(place), size) if path is None else path
    background, reach = QColor(ink.background), max(abs(value) for value in path.boundingRect().getCoords()) + 5.0

    def paint(painter: QPainter) -> None:
        if state == OWN:
            painter.setPen(QPen(QColor(ink.foreground), 1.0))
            painter.setBrush(QColor(theme.WINNER))
            painter.drawEllipse(QPointF(), reach - 1.5, reach - 1.5)
        painter.strokePath(path, QPen(background, 2.0 if state == OWN else 1.4))
        painter.fillPath(path, ink.color(place, faded))
        if state == RINGED:
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(ink.soft(faded), 1.0))
            painter.drawEllipse(QPointF(), reach - 3.0, reach - 3.0)

    return _painted(reach, ink.ratio, background, paint)


def short_names(names: Sequence[str]) -> list[str]:
    """Each in a letter or two, no two alike where that can be."""
    for length in (2, 3):
        short = [name[:length] for name in names]
        if len(set(short)) == len(names):
            return short
    return list(_INITIALS[: len(names)])


OUTLINE = 100  # pixels of the letters whose outline is taken, and made as large as wanted


def name_path(name: str, font: QFont, pixels: float) -> QPainterPath:
    """Its letters, in the middle of (0, 0)."""
    made = QFont(font)
    made.setPixelSize(OUTLINE)
    made.setBold(True)
    path = QPainterPath()
    path.addText(QPointF(), made, name)
    box = path.boundingRect()
    times = 1.25 * pixels / QFontMetricsF(made).height()
    shrunk = path.translated(-box.center())
    for index in range(shrunk.elementCount()):
        element = shrunk.elementAt(index)
        shrunk.setElementPositionAt(index, element.x * times, element.y * times)
    return shrunk


def _font(words: str) -> QFont:
    made = QFont()
    made.fromString(words)
    return made


def _painted(reach: float, ratio: float, background: QColor, paint: Callable[[QPainter], None]) -> Stamp:
    middle = int(np.ceil(reach * ratio))
    side = 2 * middle + 1
    picture = QImage(side, side, QImage.Format.Format_ARGB32)
    picture.fill(Qt.GlobalColor.transparent)
    with QPainter(picture) as painter:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.translate(middle + 0.5, middle + 0.5)
        painter.scale(ratio, ratio)
        paint(painter)
    return _over(np.frombuffer(picture.constBits(), np.uint32).reshape(side, side), background)


def _over(argb: np.ndarray, background: QColor) -> Stamp:
    """What is left of a transparent picture on a background; 0 where nothing is."""
    alpha = (argb >> 24) / 255.0
    made = np.full(argb.shape, 0xFF000000, np.uint32)
    for shift, under in ((16, background.red()), (8, background.green()), (0, background.blue())):
        over = (argb >> shift) & 0xFF
        made |= np.rint(over * alpha + under * (1 - alpha)).astype(np.uint32) << np.uint32(shift)
    made[alpha < 0.03] = 0
    return made
