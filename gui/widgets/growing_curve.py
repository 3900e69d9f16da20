"""A curve that grows many times a second: it is drawn piece by piece, and as much of it as is asked for."""

from __future__ import annotations

import math
from collections.abc import Callable

import numpy as np
import pyqtgraph as pg
from pyqtgraph.graphicsItems.ScatterPlotItem import Symbols, drawSymbol
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QPainter, QPainterPath, QPen, QTransform

from gui.look.sizes import px

PIECE = 8  # lines that are drawn in one go: Qt's time for a thick line goes up with the square of how many they are
SAMPLE = 20  # pixels: of a curve in a legend
MOST = 100_000  # pixels: what a training that diverges draws is far outside of the plot, and Qt counts in whole numbers


class GrowingCurve(pg.PlotCurveItem):
    """A line, or marks, or both, over rising ``x``: what ``GrowingPlot`` paints. Its colours have no transparency, with
    which Qt is ten times as slow. ``opts`` are those of pyqtgraph's curves, with ``symbol``, ``size`` (pixels) and
    ``symbolBrush``."""

    still = False
    """Whether the plot around it is painted without it."""
    paint_between: Callable[[float, float, float], object] | None = None
    """The plot's, as long as it stands in one."""

    def __init__(
        self, name: str, pen: QPen | None, symbol: str | None = None, size: float = 0.0, color: str = "",
        smooth: bool = True,
    ) -> None:  # fmt: skip
        """``symbol``: one of pyqtgraph's, of ``color``. ``smooth``: whether its edges are."""
        super().__init__(np.empty(0), np.empty(0), name=name, pen=pen, antialias=smooth)
        self.opts.update(symbol=symbol, size=size, symbolBrush=pg.mkBrush(color) if color else None)
        self.setZValue(1)  # above what stands still

    def grow(self, x: np.ndarray, y: np.ndarray) -> None:
        """Show these points, (n,) each, of which ``x`` rises; what they begin with as before stays as it is painted."""
        before, after = self.xData, x
        same = _same(before, self.yData, x, y)
        self.xData, self.yData = x, y
        if same == max(len(before), len(after)) or self.paint_between is None:
            return
        ends = [part[i] for part in (before, after) for i in (max(0, same - 1), -1) if len(part)]
        self.paint_between(min(ends), max(ends), self.room())

    def room(self) -> float:
        """How many pixels it reaches beyond its points."""
        widths = [pen.widthF() for pen in (self.opts["pen"], self.opts["shadowPen"]) if pen is not None]
        return max([0.0, self.opts["size"], *widths]) / 2 + 2

    def draw(self, painter: QPainter, to_pixels: QTransform, left: float = -math.inf, right: float = math.inf) -> None:
        """Draw what can be seen between two places of the painter, in its pixels, which ``to_pixels`` makes of data."""
        if not self.isVisible() or not len(self.xData):
            return
        first, end = self._between(to_pixels, left, right)
        x = self.xData[first:end] * to_pixels.m11() + to_pixels.dx()
        y = self.yData[first:end] * to_pixels.m22() + to_pixels.dy()
        y = np.maximum(np.minimum(y, MOST), -MOST)  # clip takes four times as long
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, self.opts["antialias"])
        for pen in (self.opts["shadowPen"], self.opts["pen"]):
            if pen is not None and pen.style() != Qt.PenStyle.NoPen:
                _draw_line(painter, pen, x, y)
        if self.opts["symbol"]:
            self._draw_marks(painter, x, y)

    def _between(self, to_pixels: QTransform, left: float, right: float) -> tuple[int, int]:
        """The points that are needed: whole pieces of the line, so that each looks the same whenever it is drawn."""
        room, scale, start = self.room(), to_pixels.m11(), to_pixels.dx()
        first = int(self.xData.searchsorted((left - room - start) / scale)) - 1
        end = int(self.xData.searchsorted((right + room - start) / scale, "right")) + 1
        return max(0, first) // PIECE * PIECE, end

    def _draw_marks(self, painter: QPainter, x: np.ndarray, y: np.ndarray) -> None:
        """One in each pixel across at most."""
        size, path = self.opts["size"], QPainterPath()
        mark = QTransform.fromScale(size, size).map(Symbols[self.opts["symbol"]])
        if len(x) > x[-1] - x[0]:
            places = np.unique(np.floor(x), return_index=True)[1]
            x, y = x[places], y[places]
        for across, down in zip(x.tolist(), y.tolist(), strict=True):
            if math.isfinite(down):
                path.addPath(mark.translated(across, down))
        path.setFillRule(Qt.FillRule.WindingFill)  # where two lie over each other, they are filled, too
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self.opts["symbolBrush"])
        painter.drawPath(path)

    # What the scene asks

    def paint(self, painter: QPainter, option, widget) -> None:
        """For whoever has the scene painted as a whole, as for a file."""
        if not self.still:
            to_pixels = painter.transform()
            painter.save()
            painter.resetTransform()
            self.draw(painter, to_pixels)
            painter.restore()

    def boundingRect(self) -> QRectF:
        return self.viewRect() or QRectF()

    def shape(self) -> QPainterPath:
        return QPainterPath()  # nobody points at it

    def dataBounds(self, ax, frac=1.0, orthoRange=None):
        return None, None  # the axes say what they say


class CurveSample(pg.graphicsItems.LegendItem.ItemSample):
    """In a legend: the line of a GrowingCurve, with one of its marks. ``fit`` makes it as large as the letters."""

    def __init__(self, item: pg.GraphicsObject) -> None:
        super().__init__(item)
        self.fit()

    def fit(self) -> None:
        self.setFixedWidth(px(SAMPLE))
        self.setFixedHeight(px(SAMPLE))

    def boundingRect(self) -> QRectF:
        return QRectF(0, 0, self.width(), self.height())

    def paint(self, painter: QPainter, *args) -> None:
        curve = self.item
        if not isinstance(curve, GrowingCurve) or not curve.isVisible():
            super().paint(painter, *args)
            return
        opts, middle, line = curve.opts, self.boundingRect().center(), 0.55 * self.height()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, opts["antialias"])
        painter.setPen(opts["pen"] or Qt.PenStyle.NoPen)
        painter.drawLine(QPointF(0, line), QPointF(self.width(), line))
        if opts["symbol"]:
            painter.translate(middle)
            drawSymbol(painter, opts["symbol"], opts["size"], QPen(Qt.PenStyle.NoPen), opts["symbolBrush"])


def _same(x: np.ndarray, y: np.ndarray, other_x: np.ndarray, other_y: np.ndarray) -> int:
    """How many points both begin with."""
    count = min(len(x), len(other_x))
    differ = (x[:count] != other_x[:count]) | (y[:count] != other_y[:count])
    return int(differ.argmax()) if differ.any() else count


def _draw_line(painter: QPainter, pen: QPen, x: np.ndarray, y: np.ndarray) -> None:
    """Through the points that are finite; over a gap there is none."""
    if pen.widthF() > 1:
        pen = QPen(pen)
        pen.setCapStyle(Qt.PenCapStyle.RoundCap)  # where one piece meets the next
        pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    painter.setPen(pen)
    painter.setBrush(QBrush())
    finite = np.isfinite(y)
    step = PIECE if pen.widthF() > 1 else len(x)
    for start in range(0, len(x) - 1, step):
        part = slice(start, start + step + 1)
        if finite.all():
            painter.drawPolyline(pg.functions.arrayToQPolygonF(x[part], y[part]))
        else:
            _draw_runs(painter, x[part], y[part], finite[part])


def _draw_runs(painter: QPainter, x: np.ndarray, y: np.ndarray, finite: np.ndarray) -> None:
    for run in np.split(np.arange(len(x)), np.flatnonzero(~finite)):
        run = run[finite[run]]
        if len(run) > 1:
            painter.drawPolyline(pg.functions.arrayToQPolygonF(x[run], y[run]))
