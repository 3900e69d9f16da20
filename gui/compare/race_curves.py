"""The curves of an experiment in one plot: a line for each candidate's mean, a band for its seeds' range."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np
import pyqtgraph as pg
from PySide6.QtCore import QPointF, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget

from engine.experiments.statistics import Band
from engine.numbers import number, short
from engine.words import _
from gui.compare.curve_names import CurveNames, End
from gui.compare.levels import Levels
from gui.compare.line_style import LineStyle
from gui.look.plain import plain_tip
from gui.look.sizes import px, sized
from gui.widgets.heard import Heard
from gui.widgets.plot_heard import Curve, heard_curves
from gui.widgets.still_plot import StillPlot
from gui.widgets.titled_plot import TitledPlot

BAND = 0.2  # how much of its colour a band has
NEAR = 24  # pixels within which the pointer reads a curve
_NOTHING = np.empty(0)


@dataclass(frozen=True)
class Axis:
    """``low`` to ``high`` is shown from the first epoch to the last; ``may_log``: whether a log axis makes sense."""

    title: str
    low: float
    high: float
    may_log: bool = True
    places: int = 1


@dataclass
class _Line:
    label: str
    style: LineStyle
    low: pg.PlotCurveItem
    high: pg.PlotCurveItem
    fill: pg.FillBetweenItem
    singles: pg.PlotCurveItem
    mean: pg.PlotCurveItem
    shown: bool = True
    band: Band | None = None
    courses: list[np.ndarray] = field(default_factory=list)

    def items(self) -> list:
        return [self.low, self.high, self.fill, self.singles, self.mean]


class RaceCurves(TitledPlot):
    """Items are made once for each candidate; ``setData`` on them is all that happens while the curves grow.

    The pointer reads the curve that it is near.
    """

    pointed = Signal(int)
    """The candidate whose curve is under the pointer, or -1."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(StillPlot(_("epoch"), ""), parent=parent)
        self._lines: list[_Line] = []
        self._axis, self._epochs = Axis("", 0, 1), 1
        self._log_x = self._log_y = self._single = self._close = False
        sized(self.plot.setMinimumHeight, 140)
        self._spot = pg.ScatterPlotItem(size=px(9), pen=None)
        self.levels = Levels(self.plot)
        self.names = CurveNames(self.plot, self._ends)
        self.add_beside(self.names)
        self.plot.tell(self._heard)

    # What is shown

    def set_lines(self, labels: Sequence[str], styles: Sequence[LineStyle], epochs: int) -> None:
        """Make room for so many candidates and epochs; all of them are shown and empty."""
        wanted = list(zip(labels, styles, strict=True))
        if [(line.label, line.style) for line in self._lines] == wanted:
            for line in self._lines:
                self._empty(line)
        else:
            self._remake(wanted)
        if self._spot.scene() is None:
            self.plot.addItem(self._spot, ignoreBounds=True)
        self._spot.setZValue(20)
        self._spot.setData([], [])
        self._epochs = epochs
        self.name_curves()
        self._read("", -1)
        self._scale()

    def _remake(self, wanted: list[tuple[str, LineStyle]]) -> None:
        for line in self._lines:
            for item in line.items():
                self.plot.removeItem(item)
        self._lines = [self._make(label, style) for label, style in wanted]

    def _empty(self, line: _Line) -> None:
        """As if it were new: making many lines anew would hold the window up at every start."""
        line.shown, line.band, line.courses = True, None, []
        for item in (line.low, line.high, line.singles, line.mean):
            item.setData(_NOTHING, _NOTHING)
        for item in line.items():
            item.setVisible(item is not line.singles or self._single)

    def _make(self, label: str, style: LineStyle) -> _Line:
        low, high = pg.PlotCurveItem(pen=None), pg.PlotCurveItem(pen=None)
        fill = pg.FillBetweenItem(low, high, brush=style.faint(BAND))
        singles = pg.PlotCurveItem(pen=self.plot.pen(style.faint(0.55)), connect="finite", antialias=True)
        mean = pg.PlotCurveItem(pen=style.pen(2 * self.plot.thickness), antialias=True)
        line = _Line(label, style, low, high, fill, singles, mean)
        for item, height in zip(line.items(), (0, 0, 1, 5, 10), strict=True):
            item.setZValue(height)
            self.plot.addItem(item, ignoreBounds=True)
        singles.setVisible(self._single)
        return line

    def set_axis(self, axis: Axis, title: str) -> None:
        """What the curves are of. Their data must be given anew."""
        self._axis = axis
        self.set_title(title)
        self._read("", -1)
        self._scale()

    def show_line(self, index: int, band: Band, courses: list[np.ndarray]) -> None:
        """``courses``: (n,) by epoch from 0, one of each run."""
        line = self._lines[index]
        line.band, line.courses = band, courses
        self._draw(line)
        self.names.update()
        if self._close:
            self._scale_y()

    def set_shown(self, index: int, shown: bool) -> None:
        line = self._lines[index]
        line.shown = shown
        for item in line.items():
            item.setVisible(shown)
        line.singles.setVisible(shown and self._single)
        self.names.update()
        if self._close:
            self._scale_y()

    def show_levels(self, heights: Sequence[float]) -> None:
        """Of the yardsticks, on the axis of the curves; NaN: it has no such height."""
        self.levels.show_heights(heights, self._y)
        self.names.update()

    def name_curves(self) -> None:
        """Room for the names of all lines and levels."""
        self.names.set_labels([*(line.label for line in self._lines), *self.levels.labels])

    def _ends(self) -> list[End]:
        ends = [End(line.label, line.style, self._end(line)) for line in self._lines if line.shown]
        return [*ends, *self.levels.ends()]

    def _end(self, line: _Line) -> float:
        known = line.band is not None and len(line.band.mean)
        return float(self._y(line.band.mean[-1:])[0]) if known else math.nan

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.names.fit(self.width())

    def set_single_runs(self, shown: bool) -> None:
        self._single = shown
        for line in self._lines:
            line.singles.setVisible(shown and line.shown)

    def set_log(self, x: bool, y: bool) -> None:
        """Logarithmic axes: along the epochs, and upwards where the quantity allows it."""
        self._log_x, self._log_y = x, y
        self._scale()

    def set_close_up(self, close: bool) -> None:
        """Show only the heights that the curves have in their second halves."""
        self._close = close
        self._scale()

    def _heard(self) -> tuple[Heard, ...]:
        """The means, by the names in the table, and on whatever axes."""
        shown = [(line.label, line.band) for line in self._lines if line.shown and line.band is not None]
        return heard_curves(
            self.plot, [Curve(label, band.epochs.astype(float), band.mean) for label, band in shown if len(band.epochs)]
        )

    # Drawing

    @property
    def _upwards_log(self) -> bool:
        return self._log_y and self._axis.may_log

    def _x(self, values: np.ndarray) -> np.ndarray:
        return np.log10(np.maximum(values, 0.5)) if self._log_x else values

    def _y(self, values: np.ndarray) -> np.ndarray:
        return np.log10(np.maximum(values, 1e-4)) if self._upwards_log else values

    def _draw(self, line: _Line) -> None:
        band = line.band
        if band is None:
            return
        start = 1 if self._log_x else 0  # epoch 0 has no place on a logarithmic axis
        x = self._x(band.epochs[start:].astype(float))
        line.mean.setData(x, self._y(band.mean[start:]))
        several = len(line.courses) > 1
        line.low.setData(x if several else _NOTHING, self._y(band.low[start:]) if several else _NOTHING)
        line.high.setData(x if several else _NOTHING, self._y(band.high[start:]) if several else _NOTHING)
        parts_x, parts_y = [_NOTHING], [_NOTHING]
        for course in line.courses if several else ():
            parts_x += [self._x(np.arange(start, len(course), dtype=float)), np.array([np.nan])]
            parts_y += [self._y(course[start:]), np.array([np.nan])]
        line.singles.setData(
            np.concatenate(parts_x), np.concatenate([part[: len(x)] for part, x in zip(parts_y, parts_x, strict=True)])
        )

    def _scale(self) -> None:
        self.plot.setLabel("left", self._axis.title)
        self.plot.setLabel("bottom", _("epoch"))
        if self._log_x:
            self.plot.setXRange(0, np.log10(max(2, self._epochs)), padding=0.03)
            self._log_ticks("bottom", 1, max(2, self._epochs))
        else:
            self.plot.setXRange(0, self._epochs, padding=0.03)
            few = [[(epoch, str(epoch)) for epoch in range(self._epochs + 1)]]  # else there would be half epochs
            self.plot.getAxis("bottom").setTicks(few if self._epochs <= 12 else None)
        self._scale_y()
        self.levels.place(self._y)
        for line in self._lines:
            self._draw(line)

    def _scale_y(self) -> None:
        low, high = self._heights()
        if self._upwards_log:
            low = max(low, high / 1000, 1e-3)
            self.plot.setYRange(np.log10(low), np.log10(high), padding=0.03)
            self._log_ticks("left", low, high)
        else:
            self.plot.setYRange(low, high, padding=0.03)
            self.plot.getAxis("left").setTicks(None)

    def _heights(self) -> tuple[float, float]:
        if self._close:
            ends = [
                line.band for line in self._lines if line.shown and line.band is not None and len(line.band.mean) > 1
            ]
            if ends:
                low = min(float(band.low[len(band.low) // 2 :].min()) for band in ends)
                high = max(float(band.high[len(band.high) // 2 :].max()) for band in ends)
                return (low, high) if high > low else (low - 0.5, high + 0.5)
        return self._axis.low, self._axis.high

    def _log_ticks(self, side: str, low: float, high: float) -> None:
        first, last = int(np.floor(np.log10(low))), int(np.ceil(np.log10(high)))
        values = [m * 10.0**e for e in range(first, last + 1) for m in (1, 2, 5)]
        ticks = [(float(np.log10(v)), short(v)) for v in values if low * 0.999 <= v <= high * 1.001]
        self.plot.getAxis(side).setTicks([ticks])

    # Reading

    def _on_pointer_moved(self, point: QPointF | None) -> None:
        if point is None:
            self._read("", -1)
            return
        _across, up = self.plot.getPlotItem().getViewBox().viewPixelSize()
        epoch = round(10 ** point.x() if self._log_x else point.x())
        nearest, distance = -1, NEAR * up
        for index, line in enumerate(self._lines):
            at = self._at(line, epoch)
            if line.shown and at is not None:
                away = abs(float(self._y(np.array([line.band.mean[at]]))[0]) - point.y())
                nearest, distance = (index, away) if away < distance else (nearest, distance)
        level, _away = self.levels.near(point.y(), distance)
        if level:
            self._read(level, -1)
        else:
            self._read(self._told(nearest, epoch), nearest, epoch)

    def _at(self, line: _Line, epoch: int) -> int | None:
        """Where an epoch stands in the band."""
        if line.band is None or not len(line.band.epochs):
            return None
        at = int(np.searchsorted(line.band.epochs, epoch))
        return at if at < len(line.band.epochs) and line.band.epochs[at] == epoch else None

    def _told(self, index: int, epoch: int) -> str:
        if index < 0:
            return ""
        line, places = self._lines[index], self._axis.places
        at, band = self._at(self._lines[index], epoch), line.band
        mean, low, high = (number(float(course[at]), places) for course in (band.mean, band.low, band.high))
        if len(line.courses) <= 1:
            return _("epoch {epoch}: {label} {mean}").format(epoch=epoch, label=line.label, mean=mean)
        return _("epoch {epoch}: {label} {mean} ({low} to {high})").format(
            epoch=epoch, label=line.label, mean=mean, low=low, high=high
        )

    def _read(self, reading: str, index: int, epoch: int = 0) -> None:
        self._show_reading(plain_tip(reading))  # the names of classes in it are no HTML
        if index < 0:
            self._spot.setData([], [])
        else:
            line = self._lines[index]
            height = line.band.mean[self._at(line, epoch)]
            x, y = self._x(np.array([float(epoch)])), self._y(np.array([height]))
            self._spot.setData(x, y, brush=line.mean.opts["pen"].color())
        self.pointed.emit(index)
