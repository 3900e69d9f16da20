"""An image as the network gets it: 784 numbers in a row."""

from __future__ import annotations

import numpy as np
import pyqtgraph as pg
from PySide6.QtCore import QEvent, QPointF, Signal
from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import QVBoxLayout, QWidget

from engine.words import _
from gui.look import theme
from gui.look.sizes import px, sized
from gui.widgets.network_view import SIDE
from gui.widgets.plot_pointer import PlotPointer
from gui.widgets.still_plot import StillPlot

PIXELS = SIDE * SIDE


class VectorPlot(QWidget):
    """The values 0..255 by their place in the vector; the pointer picks a place, and one place can be marked."""

    pointed = Signal(int)
    """The place under the pointer, 0..783, or -1 when there is none any more."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._values = np.zeros(PIXELS)
        self._place = -1
        self.plot = StillPlot(_("place in the vector: 28 × row + column"), _("value"))
        sized(self.plot.setMinimumHeight, 90)
        self.plot.show_grid(("left",))
        self.plot.set_ticks("bottom", range(0, PIXELS + 1, 4 * SIDE))
        self.plot.set_ticks("left", (0, 64, 128, 192, 255))
        self.plot.setXRange(0, PIXELS, padding=0.02)
        self.plot.setYRange(0, 255, padding=0.08)
        fill = QColor(theme.BAR)
        fill.setAlpha(150)
        self._curve = self.plot.plot(pen=self.plot.pen(theme.BAR), fillLevel=0, brush=fill, stepMode="center")
        self._line = pg.InfiniteLine(angle=90)
        self._dot = pg.ScatterPlotItem(size=px(9), brush=theme.WINNER, pen=None)
        for item in (self._line, self._dot):
            item.hide()
            self.plot.addItem(item, ignoreBounds=True)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.plot)
        PlotPointer(self.plot).moved.connect(self._on_pointer_moved)
        self.setAccessibleName(_("The image as a vector of 784 values"))
        self._paint()

    def set_image(self, image: np.ndarray | None) -> None:
        """Show ``image``, (28, 28) of 0..255, row after row; None clears the plot."""
        self._values = np.zeros(PIXELS) if image is None else np.asarray(image).reshape(PIXELS)
        self._curve.setData(np.arange(PIXELS + 1), self._values)
        self.mark(self._place)

    def place(self) -> int:
        """The marked place; -1 if there is none."""
        return self._place

    def mark(self, place: int) -> None:
        """Mark a place of the vector, or none (-1)."""
        self._place = place
        for item in (self._line, self._dot):
            item.setVisible(place >= 0)
        if place >= 0:
            self._line.setPos(place + 0.5)
            self._dot.setData([place + 0.5], [self._values[place]])

    def _on_pointer_moved(self, point: QPointF | None) -> None:
        place = -1 if point is None else int(np.floor(point.x()))
        self.pointed.emit(place if 0 <= place < PIXELS else -1)

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.PaletteChange:
            self._paint()
        super().changeEvent(event)

    def _paint(self) -> None:
        self._line.setPen(self.plot.pen(self.palette().color(QPalette.ColorRole.Accent)))
