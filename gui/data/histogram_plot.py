"""Histograms: one or several over the same bins, with counts on a linear or a logarithmic axis."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
import pyqtgraph as pg
from PySide6.QtCore import QEvent, QPointF, Qt
from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import QWidget

from engine.numbers import number, whole
from engine.words import _, ngettext
from gui.look.plain import plain_tip
from gui.look.sizes import sized
from gui.widgets.heard import Heard
from gui.widgets.plot_heard import Curve, heard_curves
from gui.widgets.still_plot import CountPlot
from gui.widgets.titled_plot import TitledPlot

FLOOR = -0.3  # where a logarithmic axis begins: the logarithm of one half


@dataclass(frozen=True)
class Unit:
    """What is counted: its ``name`` beside the axis, its ``share`` where that is in percent, and so many of it."""

    name: str
    share: str
    count: Callable[[int], str]


PIXELS = Unit(
    _("pixels"),
    _("% of pixels"),
    lambda count: ngettext("{count} pixel", "{count} pixels", count).format(count=whole(count)),
)
PAIRS = Unit(
    _("pairs"),
    _("% of pairs"),
    lambda count: ngettext("{count} pair", "{count} pairs", count).format(count=whole(count)),
)


@dataclass(frozen=True, eq=False)
class Bars:
    """One histogram: its name, (bins,) counts and a colour. ``line``: drawn as such a line and not filled, so that
    several can be told apart by more than their colour."""

    name: str
    counts: np.ndarray
    color: str
    line: Qt.PenStyle | None = None


class HistogramPlot(TitledPlot):
    """The pointer reads the bin that it is over."""

    def __init__(self, title: str, bottom: str, unit: Unit, places: int = 2, parent: QWidget | None = None) -> None:
        """``places``: of the numbers at the edges of a bin."""
        super().__init__(CountPlot(bottom, unit.name), title, parent)
        self._unit, self._places = unit, places
        self._edges = np.empty(0)
        self._bars: Sequence[Bars] = ()
        self._shares = False
        self._curves: list[pg.PlotDataItem] = []
        self._log = False
        sized(self.plot.setMinimumHeight, 90)
        self.plot.show_grid(("left",))
        self._line = pg.InfiniteLine(angle=90)
        self._line.hide()
        self.plot.addItem(self._line, ignoreBounds=True)
        self.plot.tell(self._heard)
        self._paint()

    def _heard(self) -> tuple[Heard, ...]:
        """What is drawn is the logarithms of counts, on an axis of such."""
        edges = self._edges
        middles = (edges[:-1] + edges[1:]) / 2
        return heard_curves(
            self.plot, [Curve(bar.name or self.title(), middles, _heights(bar, self._shares)) for bar in self._bars]
        )

    def set_histogram(self, edges: np.ndarray, bars: Sequence[Bars], shares: bool = False) -> None:
        """Show histograms over the bins between ``edges``, (bins + 1,). Without bars, the plot is empty.

        ``shares``: each histogram in percent of its sum, so that those of different sums can be compared.
        """
        self._edges, self._bars, self._shares = np.asarray(edges, float), bars, shares
        for curve in self._curves:
            self.plot.removeItem(curve)
        self._curves = [self._curve(bar) for bar in bars]
        self.plot.setLabel("left", self._unit.share if shares else self._unit.name)
        if len(self._edges):
            self.plot.setXRange(self._edges[0], self._edges[-1], padding=0.08)  # else half of the last number is cut
        self._show_counts()
        self._read(None)

    def set_title(self, title: str) -> None:
        super().set_title(title)
        self._read(None)

    def set_logarithmic(self, logarithmic: bool) -> None:
        """Counts on a logarithmic axis, where one image in a million is seen, too."""
        self._log = logarithmic
        self._show_counts()

    def reading(self) -> str:
        """What stands above the plot: the title, or the bin under the pointer."""
        return self._words.text()

    def _curve(self, bar: Bars) -> pg.PlotDataItem:
        fill = QColor(bar.color)
        fill.setAlpha(190 if bar.line is None else 0)
        pen = self.plot.pen(bar.color, 1 if bar.line is None else 2, bar.line or Qt.PenStyle.SolidLine)
        return self.plot.plot(pen=pen, brush=fill, fillLevel=0, stepMode="center")

    def _show_counts(self) -> None:
        axis = self.plot.getAxis("left")
        axis.setLogMode(False, self._log)
        floor, top = (FLOOR, 1.0) if self._log else (0.0, 0.1)
        for curve, bar in zip(self._curves, self._bars, strict=True):
            counts = _heights(bar, self._shares)
            heights = np.where(counts > 0, np.log10(np.maximum(counts, 1)), FLOOR) if self._log else counts
            curve.setFillLevel(floor)
            curve.setData(self._edges, heights)
            top = max(top, float(heights.max()))
        self.plot.setYRange(floor, top, padding=0.04)

    def _on_pointer_moved(self, point: QPointF | None) -> None:
        self._read(None if point is None else point.x())

    def _read(self, value: float | None) -> None:
        """Name the bin at ``value``; with None, or beside all bins, the title stands there."""
        inside = value is not None and len(self._bars) and self._edges[0] <= value <= self._edges[-1]
        self._line.setVisible(bool(inside))
        if not inside:
            self._show_reading("")
            return
        place = min(int(np.searchsorted(self._edges, value, "right")) - 1, len(self._edges) - 2)
        low, high = self._edges[place : place + 2]
        self._line.setPos((low + high) / 2)
        counts = [(bar.name, self._unit.count(int(bar.counts[place]))) for bar in self._bars]
        words = counts[0][1] if len(counts) == 1 else ", ".join(f"{count} {name}" for name, count in counts)
        reading = _("{low} to {high}: {counts}").format(
            low=number(low, self._places), high=number(high, self._places), counts=words
        )
        self._show_reading(plain_tip(reading))  # the names of classes in it are no HTML

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.PaletteChange:
            self._paint()
        super().changeEvent(event)

    def _paint(self) -> None:
        self._line.setPen(self.plot.pen(self.palette().color(QPalette.ColorRole.Accent)))


def _heights(bar: Bars, shares: bool) -> np.ndarray:
    """Of its bins: counts, or percent of their sum."""
    counts = np.asarray(bar.counts, float)
    return 100 * counts / max(1.0, counts.sum()) if shares else counts
