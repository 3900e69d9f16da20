"""The legend of a plot as a line above it, for plots that are too small to have one inside beside their curves."""

from __future__ import annotations

import pyqtgraph as pg
from pyqtgraph.graphicsItems.ScatterPlotItem import drawSymbol
from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFontInfo, QFontMetricsF, QPainter, QPaintEvent, QPalette
from PySide6.QtWidgets import QSizePolicy, QWidget

from gui.look.direction import keep_left_to_right, picture_painter
from gui.look.sizes import px
from gui.widgets.growing_curve import GrowingCurve

SAMPLE, GAP = 18, 5  # pixels: of a curve, and from it to its name


class LegendLine(QWidget):
    """Says what ``legend`` does, of GrowingCurves."""

    def __init__(self, legend: pg.LegendItem, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        keep_left_to_right(self)
        self._legend = legend
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)

    def entries(self) -> list[tuple[GrowingCurve, str]]:
        return [(sample.item, label.text) for sample, label in self._legend.items]

    def sizeHint(self) -> QSize:
        return QSize(px(SAMPLE), self.fontMetrics().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        letters, entries = self.font(), self.entries()
        width = self._width(QFontMetricsF(letters))
        share = min(1.0, self.width() / width) if width else 1.0
        letters.setPixelSize(max(1, int(QFontInfo(letters).pixelSize() * share)))
        with picture_painter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setFont(letters)
            metrics, left = QFontMetricsF(letters), 0.0
            for curve, name in entries:
                self._paint_sample(painter, curve, left, share)
                left += share * px(SAMPLE + GAP)
                painter.setPen(self.palette().color(QPalette.ColorRole.WindowText))
                wide = metrics.horizontalAdvance(name)
                place = QRectF(left, 0, wide + 1, self.height())
                painter.drawText(place, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, name)
                left += wide + share * px(2 * GAP)

    def _width(self, metrics: QFontMetricsF) -> float:
        """Of all, in usual letters."""
        return sum(metrics.horizontalAdvance(name) + px(SAMPLE + GAP) + px(2 * GAP) for _curve, name in self.entries())

    def _paint_sample(self, painter: QPainter, curve: GrowingCurve, left: float, share: float) -> None:
        """Its line with one of its marks."""
        middle, wide, opts = self.height() / 2, share * px(SAMPLE), curve.opts
        painter.setPen(pg.mkPen(opts["pen"]) if opts["pen"] is not None else Qt.PenStyle.NoPen)
        painter.drawLine(QRectF(left, middle, wide, 0).topLeft(), QRectF(left, middle, wide, 0).topRight())
        if opts["symbol"]:
            painter.save()
            painter.translate(left + wide / 2, middle)
            drawSymbol(painter, opts["symbol"], min(opts["size"], self.height()), pg.mkPen(None), opts["symbolBrush"])
            painter.restore()
