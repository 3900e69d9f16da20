"""A plot whose curves grow many times a second: what stands still is painted once, a curve only where it is new."""

from __future__ import annotations

import math

import pyqtgraph as pg
from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QPaintEngine, QPainter, QPaintEvent, QPixmap, QRegion, QResizeEvent, QShowEvent, QTransform
from PySide6.QtWidgets import QWidget

from gui.look import sizes
from gui.widgets.growing_curve import CurveSample, GrowingCurve
from gui.widgets.still_plot import StillPlot


class GrowingPlot(StillPlot):
    """Axes, grid, lines and the legend are kept as a picture until the scene says that something of it has changed. The
    curves that ``add_growing`` was given are painted over it, but for the legend and the labels of lines.

    All of them are items of the scene as well, for whoever has that painted as a whole.
    """

    _still: QPixmap | None = None  # None: something of it has changed
    _to_pixels = QTransform()  # from data, as it was painted
    _inside = QRect()  # between the axes
    _open = QRegion()  # to curves

    def __init__(self, bottom: str, left: str, parent: QWidget | None = None) -> None:
        self._growing: list[GrowingCurve] = []
        super().__init__(bottom, left, parent)
        self.viewport().setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)  # nothing below it is painted with it
        self.scene().changed.connect(self._forget)

    def add_growing(self, curve: GrowingCurve) -> GrowingCurve:
        """Over those that are there."""
        self._growing.append(curve)
        curve.paint_between = self.paint_between
        self.addItem(curve, ignoreBounds=True)
        return curve

    def add_legend(self, offset: tuple[int, int]) -> pg.LegendItem:
        legend = super().add_legend(offset)
        legend.setSampleType(CurveSample)
        return legend

    def paint_between(self, first: float, last: float, room: float) -> None:
        """Paint anew what lies between two places on the bottom axis, and ``room`` pixels beside them."""
        if self._still is not None:
            left, right = (place * self._to_pixels.m11() + self._to_pixels.dx() for place in (first, last))
            left, right = max(-room, left), min(self.width() + room, right)
            if left <= right:
                wide = QRect(math.floor(left - room), self._inside.top(), 0, self._inside.height())
                wide.setRight(math.ceil(right + room))
                self.viewport().update(wide & self._inside)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self.viewport())
        if not self._is_on_screen(painter):
            painter.end()
            super().paintEvent(event)
            return
        if self._still is None:
            self._keep_still()
        painter.drawPixmap(0, 0, self._still)
        painter.setClipRegion(self._open)
        for curve in self._growing:
            curve.draw(painter, self._to_pixels, event.rect().left(), event.rect().right() + 1)
        painter.end()

    def _is_on_screen(self, painter: QPainter) -> bool:
        """Or as large; not enlarged, and no drawing."""
        raster = painter.paintEngine().type() == QPaintEngine.Type.Raster
        return raster and painter.deviceTransform().m11() == self.devicePixelRatioF()

    def _keep_still(self) -> None:
        """Paint what is no growing curve."""
        place, ratio = self.viewport().rect(), self.devicePixelRatioF()
        picture = QPixmap(place.size() * ratio)
        picture.setDevicePixelRatio(ratio)
        for curve in self._growing:
            curve.still = True
        with QPainter(picture) as painter:
            painter.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
            self.render(painter, QRectF(place), place)
        for curve in self._growing:
            curve.still = False
            self._to_pixels = curve.sceneTransform() * self.viewportTransform()
        self._still = picture
        self._inside = self.mapFromScene(self.getPlotItem().getViewBox().sceneBoundingRect()).boundingRect()
        self._open = QRegion(self._inside)
        for item in self.scene().items():
            if isinstance(item, pg.LegendItem | pg.InfLineLabel) and item.isVisible():
                self._open -= QRegion(self.mapFromScene(item.sceneBoundingRect()).boundingRect())

    def _forget(self) -> None:
        self._still = None
        self.viewport().update()

    # What is no change of the scene

    def setBackground(self, background: object) -> None:
        super().setBackground(background)
        self._forget()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._forget()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._forget()

    def _fit_legend(self, legend: pg.LegendItem) -> None:
        for sample, _label in legend.items:
            sample.fit()
        super()._fit_legend(legend)

    def _on_text_changed(self) -> None:
        larger = sizes.scale() / self._text
        for curve in self._growing:
            curve.opts["size"] *= larger
        super()._on_text_changed()
        self._forget()
