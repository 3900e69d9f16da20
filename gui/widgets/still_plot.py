"""A plot that stands still: no menu, no dragging, in the colours of the palette."""

from __future__ import annotations

from collections.abc import Iterable

import pyqtgraph as pg
from PySide6.QtCore import QEvent
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QWidget

from gui import theme


class _Axis(pg.AxisItem):
    def tickStrings(self, values, scale, spacing):
        return [text.replace("-", "−") for text in super().tickStrings(values, scale, spacing)]


class StillPlot(pg.PlotWidget):
    _made = False  # the palette changes already while the base class is being made

    def __init__(self, bottom: str, left: str, parent: QWidget | None = None) -> None:
        """``bottom``, ``left``: what the axes are, with their units."""
        super().__init__(parent, background=None, axisItems={side: _Axis(side) for side in ("left", "bottom")})
        self.setFrameShape(self.Shape.NoFrame)
        self.setMenuEnabled(False)
        self.hideButtons()
        self.setMouseEnabled(False, False)
        self.setLabel("bottom", bottom)
        self.setLabel("left", left)
        self.getAxis("left").setWidth(52)
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
