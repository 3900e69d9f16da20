"""Frames around the digits of a number on the canvas: what each is read as, and which of them is pointed at."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from PySide6.QtCore import QObject, QPointF, QRectF, Qt, QTimer
from PySide6.QtGui import QColor, QFont, QPainter, QPen
from PySide6.QtWidgets import QWidget

from engine.digits.pictures import Pasted
from engine.digits.prepare import BOX
from engine.handwriting.ink import CANVAS
from engine.handwriting.numbers.number import Box, Number
from gui.canvas.ink_image import INK_WIDTH
from gui.look import theme
from gui.look.sizes import px
from gui.model.drawing import Drawing

AROUND = INK_WIDTH / 2 + 4
"""From the middle of the ink to the frame, in canvas pixels."""
REST = 120
"""Milliseconds for which the pointer stays in a frame until it points: on its way out it crosses others."""
OTHERS = "#B9BEC6"
"""Of the frames that are not pointed at: on the canvas, which is always black."""

Look = tuple[QRectF, bool, str]


class DigitFrames(QObject):
    """``readings``: what is said above each frame; nothing where nobody reads."""

    def __init__(self, drawing: Drawing, canvas: QWidget) -> None:
        super().__init__(canvas)
        self._digits, self._drawing, self._canvas = drawing.digits, drawing, canvas
        self.readings: tuple[str, ...] = ()
        self._square = QRectF(0, 0, 1, 1)
        self._made: tuple[Number, Pasted | None, QRectF, list[QRectF]] | None = None
        self._painted: list[Look] = []
        self._under: int | None = None
        self._rest = QTimer(self, interval=REST, singleShot=True)
        self._rest.timeout.connect(self._on_rested)
        self._digits.changed.connect(self._on_changed)

    def set_readings(self, readings: Sequence[str]) -> None:
        if tuple(readings) != self.readings:
            self.readings = tuple(readings)
            self._on_changed()

    def rects(self) -> list[QRectF]:
        """Where the frames are, in pixels of the canvas's widget; none for a single digit."""
        number, picture = self._digits.number, self._drawing.picture
        made = self._made  # they are asked for several times while the pen moves once
        if made is None or made[0] is not number or made[1] is not picture or made[2] != self._square:
            made = self._made = number, picture, self._square, self._make_rects()
        return made[3]

    def _make_rects(self) -> list[QRectF]:
        digits, pasted = self._digits.number.digits, self._drawing.picture is not None
        if any(bool(digit.strokes) == pasted for digit in digits):
            return []  # a picture has just replaced the strokes, or they the picture
        return [self._rect(digit.box) for digit in digits]

    def hover(self, position: QPointF) -> None:
        """The pointer is here, and nothing is drawn."""
        here = [place for place, rect in enumerate(self.rects()) if rect.contains(position)]
        under = self._digits.place if self._digits.place in here else next(iter(here), None)
        if under != self._under:
            self._under = under
            self._rest.start()

    def leave(self) -> None:
        """The pointer is elsewhere, or draws: what was pointed at last stays so."""
        self._under = None
        self._rest.stop()

    def _on_rested(self) -> None:
        if self._under is not None:
            self._digits.point(self._under)

    def _on_changed(self) -> None:
        """Only what looks different is painted anew: the frame of the digit that grows, as a rule."""
        if not self._canvas.isVisible():
            return
        room, old, new = px(24), self._painted, self._looks()
        for look in [*old, *new]:
            if look not in old or look not in new:
                self._canvas.update(look[0].adjusted(-room, -room, room, room).toAlignedRect())

    def _looks(self) -> list[Look]:
        """Each frame, whether its digit is shown, and what stands above it."""
        rects = self.rects()
        readings = self.readings if len(self.readings) == len(rects) else ("",) * len(rects)
        return [(rect, place == self._digits.place, readings[place]) for place, rect in enumerate(rects)]

    def _rect(self, box: Box) -> QRectF:
        square, around = self._square, AROUND
        scale = square.width() / CANVAS
        left, top, right, bottom = box
        picture = self._drawing.picture
        if picture is not None:  # it is painted in the middle, as large as MNIST's digits are in their field
            height, width = picture.ink.shape
            side, around = CANVAS * BOX / 28, 4
            x, y = (CANVAS - side * np.array((width, height)) / max(height, width)) / 2
            left, top, right, bottom = x + side * left, y + side * top, x + side * right, y + side * bottom
        rect = QRectF(QPointF(left, top), QPointF(right, bottom)).adjusted(-around, -around, around, around)
        inside = QRectF(rect.x() * scale, rect.y() * scale, rect.width() * scale, rect.height() * scale)
        return inside.translated(square.topLeft()).intersected(square.adjusted(2, 2, -2, -2))

    # Painting

    def paint(self, painter: QPainter, square: QRectF, part: QRectF) -> None:
        """Onto the canvas, which is ``square``, where they touch ``part``: the one that is shown over the others."""
        self._square = square
        self._painted = self._looks()
        room = px(24)
        seen = [look for look in self._painted if look[0].adjusted(-room, -room, room, room).intersects(part)]
        for rect, shown, words in sorted(seen, key=lambda look: look[1]):
            painter.setPen(QPen(QColor(theme.WINNER if shown else OTHERS), px(2) if shown else 1))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(rect, 4, 4)
            if words:
                self._paint_reading(painter, rect, words, shown)

    def _paint_reading(self, painter: QPainter, rect: QRectF, words: str, shown: bool) -> None:
        """In a field of its own above the frame, or below it where there is no room."""
        font = QFont(self._canvas.font())
        font.setPixelSize(px(15))
        font.setBold(shown)
        painter.setFont(font)
        metrics = painter.fontMetrics()
        tag = QRectF(0, 0, metrics.horizontalAdvance(words) + px(10), metrics.height())
        tag.moveBottomLeft(rect.topLeft())
        if tag.top() < self._square.top():
            tag.moveTopLeft(rect.bottomLeft())
        if tag.bottom() > self._square.bottom():
            tag.moveTopLeft(rect.topLeft())
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(theme.WINNER if shown else OTHERS))
        painter.drawRoundedRect(tag, 3, 3)
        painter.setPen(Qt.GlobalColor.black)
        painter.drawText(tag, Qt.AlignmentFlag.AlignCenter, words)


def alone(levels: np.ndarray, drawing: Drawing) -> np.ndarray:
    """What is on the canvas, (CANVAS, CANVAS) uint8, without what is beside the digit that is shown."""
    shown = drawing.digits.shown
    if shown is None or drawing.picture is not None:
        return levels
    left, top, right, bottom = (round(side) for side in shown.box)
    reach = round(INK_WIDTH / 2)
    rows = slice(max(0, top - reach), bottom + reach)
    columns = slice(max(0, left - reach), right + reach)
    inside = np.zeros_like(levels)
    inside[rows, columns] = levels[rows, columns]
    return inside
