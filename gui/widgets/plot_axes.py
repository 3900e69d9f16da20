"""The axes of plots: numbers as people write them, and names that fit."""

from __future__ import annotations

import pyqtgraph as pg
from PySide6.QtCore import Qt
from PySide6.QtGui import QFontMetricsF
from PySide6.QtWidgets import QApplication

from engine.numbers import marks, short, whole
from engine.words import _
from gui.look.sizes import px


class FittingAxis(pg.AxisItem):
    """Its name is made smaller where it is longer than the axis, and the numbers at both ends are whole. Of ticks that
    were given only so many are there as have room above each other."""

    _wanted = None

    def setTicks(self, ticks):
        self._wanted = ticks
        super().setTicks(self._with_room())

    def _with_room(self):
        room = self.size().height()
        if not self._wanted or self.orientation not in ("left", "right") or room <= 0:
            return self._wanted
        line = 0.9 * QFontMetricsF(self.style["tickFont"] or QApplication.font()).height()
        numbers, *more = self._wanted
        stride = next((every for every in (1, 2, 5) if len(numbers) / every * line <= room), 10)
        return [numbers[::-1][::stride][::-1], *more]  # the topmost stays

    def setLabel(self, *words, **more):
        super().setLabel(*words, **more)
        if self.size().height() > 0:
            self.resizeEvent()  # another name may be longer

    def resizeEvent(self, ev=None):
        super().resizeEvent(ev)
        if self.label is None:  # while the plot is closed
            return
        self._fit_name()
        ticks = self._with_room()
        if ticks != self._tickLevels:
            super().setTicks(ticks)

    def _updateHeight(self):
        """pyqtgraph leaves four fifths of its height to the name, and lays it 5 pixels down: in large letters it would
        lie over the numbers."""
        super()._updateHeight()
        more = round(0.2 * self.label.boundingRect().height()) - 5
        if self.fixedHeight is None and self.label.isVisible() and more > 0:
            high = self.minimumHeight() + more
            self.setMaximumHeight(high)
            self.setMinimumHeight(high)

    def _fit_name(self):
        upright = self.orientation in ("left", "right")
        length, needed = (self.size().height() if upright else self.size().width()), self.label.boundingRect().width()
        share = min(1.0, length / needed) if length > 0 and needed > 0 else 1.0
        self.label.setScale(share)
        if share < 1 and upright:
            self.label.setY((length + needed * share) / 2)
        elif share < 1:
            self.label.setX((length - needed * share) / 2)

    def drawPicture(self, p, *specs):
        p.setLayoutDirection(Qt.LayoutDirection.LeftToRight)  # else "right" is left in a window read from the right
        super().drawPicture(p, *specs)

    def boundingRect(self):
        return super().boundingRect().adjusted(-px(8), -px(8), px(8), px(8))


class NumberAxis(FittingAxis):
    """Numbers with a true minus sign, and with the person's mark before the fraction."""

    def tickStrings(self, values, scale, spacing):
        written = {ord("-"): "−", ord("."): marks().point}
        return [text.translate(written) for text in super().tickStrings(values, scale, spacing)]


class CountAxis(FittingAxis):
    """Counts as people write them: 40,000 and 12 M; on a logarithmic axis, the powers of ten."""

    def tickStrings(self, values, scale, spacing):
        if self.logMode:
            return self.logTickStrings(values, scale, spacing)
        return [count_words(value * scale) for value in values]

    def logTickStrings(self, values, scale, spacing):
        return [count_words(10.0**value) if value >= 0 and value == round(value) else "" for value in values]


def count_words(count: float) -> str:
    """40,000, 1.5 M."""
    if count >= 1e6:
        return _("{millions} M").format(millions=short(count / 1e6, 3))
    return whole(count) if count == int(count) else short(count)
