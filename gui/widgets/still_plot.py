"""Plots that stand still: no menu, no zooming, no dragging, in the colours of the palette."""

from __future__ import annotations

from collections.abc import Iterable

import pyqtgraph as pg
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QWidget

from gui.look import theme


class NumberAxis(pg.AxisItem):
    """Numbers with a true minus sign."""

    def tickStrings(self, values, scale, spacing):
        return [text.replace("-", "−") for text in super().tickStrings(values, scale, spacing)]


class CountAxis(pg.AxisItem):
    """Counts as people write them: 40,000 and 12 M; on a logarithmic axis, the powers of ten."""

    def tickStrings(self, values, scale, spacing):
        if self.logMode:
            return self.logTickStrings(values, scale, spacing)
        return [count_words(value * scale) for value in values]

    def logTickStrings(self, values, scale, spacing):
        return [count_words(10.0**value) if value >= 0 and value == round(value) else "" for value in values]


def count_words(count: float) -> str:
    """40,000, 1.5 M."""
    return f"{count / 1e6:,.3g} M" if count >= 1e6 else f"{count:,.0f}" if count == int(count) else f"{count:g}"


class StillPlot(pg.PlotWidget):
    left_axis: type[pg.AxisItem] = NumberAxis
    left_width = 52  # pixels, the same however long the numbers are
    _made = False  # the palette changes already while the base class is being made

    def __init__(self, bottom: str, left: str, parent: QWidget | None = None) -> None:
        """``bottom``, ``left``: what the axes are, with their units."""
        axes = {"left": self.left_axis("left"), "bottom": NumberAxis("bottom")}
        super().__init__(parent, background=None, axisItems=axes)
        self.setFrameShape(self.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # there is nothing that a key could do
        self.setMenuEnabled(False)
        self.hideButtons()
        self.setMouseEnabled(False, False)
        self.setLabel("bottom", bottom)
        self.setLabel("left", left)
        self.getAxis("left").setWidth(self.left_width)
        for side in ("left", "bottom"):
            self.getAxis(side).enableAutoSIPrefix(False)
            self.getAxis(side).setStyle(hideOverlappingLabels=False)  # the last tick has its number, too
        self.showGrid(x=True, y=True, alpha=0.12)
        self._made = True
        self._paint()

    def set_ticks(self, side: str, values: Iterable[float]) -> None:
        """Numbers on the "left" or at the "bottom", and only these, with a true minus sign."""
        self.getAxis(side).setTicks([[(value, f"{value:g}".replace("-", "−")) for value in values]])

    def changeEvent(self, event: QEvent) -> None:
        if self._made and event.type() == QEvent.Type.PaletteChange:
            self._paint()
        super().changeEvent(event)

    def _paint(self) -> None:
        role, palette = QPalette.ColorRole, self.palette()
        self.setBackground(theme.plot_background(palette))
        for side in ("left", "bottom"):
            axis = self.getAxis(side)
            axis.setPen(pg.mkPen(palette.color(role.PlaceholderText)))
            axis.setTextPen(pg.mkPen(palette.color(role.WindowText)))


class CountPlot(StillPlot):
    """Counts at the left."""

    left_axis = CountAxis
    left_width = 64
