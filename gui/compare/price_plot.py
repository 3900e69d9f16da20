"""What an accuracy costs: yardsticks and networks as points, by the time to learn, the time per image, or the size."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pyqtgraph as pg
from PySide6.QtCore import QEvent, QPointF, QSizeF, Qt, Signal
from PySide6.QtGui import QColor, QFontMetricsF, QPalette
from PySide6.QtWidgets import QComboBox, QWidget

from engine.graphemes import cut
from engine.numbers import number, short
from engine.words import _
from gui.compare.line_style import LineStyle
from gui.compare.name_places import name_places
from gui.look.plain import plain_tip
from gui.look.sizes import px, sized
from gui.widgets.heard import Heard, heard_list
from gui.widgets.still_plot import StillPlot
from gui.widgets.titled_plot import TitledPlot

NEAR = 24  # pixels within which the pointer finds a point
LONGEST = 44  # letters of a name in the plot
MARK = 13  # pixels of a point
TICKS = (0, 50, 80, 90, 95, 98, 99, 99.5, 99.8, 99.9)
ROOM = 0.12  # above the best and below the worst, on the scale of ``height``
MOST_RIGHT = 99.95  # percent: all that is better stands here


@dataclass(frozen=True)
class Price:
    """What is paid for: in words, of an axis, and times how much of what is measured in seconds or bytes."""

    title: str
    axis: str
    unit: str
    times: float


FIT, IMAGE, SIZE = range(3)
PRICES = (
    Price(_("Time to learn"), _("time to learn (s)"), _("{value} s"), 1),
    Price(_("Time per image"), _("time to judge an image (ms)"), _("{value} ms"), 1_000),
    Price(_("Size"), _("size (kB)"), _("{value} kB"), 1e-3),
)
TITLES = (
    _("Right, and how long it takes to learn"), _("Right, and how long it takes to judge an image"),
    _("Right, and how large it is"),
)  # fmt: skip


@dataclass(frozen=True)
class Point:
    """``percent``, from ``low`` to ``high`` over the seeds; ``prices``: seconds to learn, seconds per image, bytes. NaN
    where something is not known."""

    label: str
    style: LineStyle
    is_network: bool
    percent: float
    low: float
    high: float
    prices: tuple[float, float, float]
    shown: bool = True


def height(percent: float) -> float:
    """Where an accuracy stands: by the logarithm of what is wrong, so that it is as far from 90 to 95 % as from 98 to
    99 %. Both halve the errors."""
    return -math.log10(100 - min(percent, MOST_RIGHT))


class PricePlot(TitledPlot):
    """Both axes are logarithmic: between neighbours and a network lies a factor of thousands.

    ``price``: the field for what the points stand by, for whoever has a place for it.
    """

    clicked = Signal(int)
    """Which of the points."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(StillPlot("", _("test accuracy (%)")), parent=parent)
        self._points: list[Point] = []
        self._places: list[tuple[int, float, float]] = []  # of those that are drawn: which, and where
        self.price = QComboBox(objectName="priceField")
        self.price.addItems([price.title for price in PRICES])
        self.price.setToolTip(_("What the points stand by from left to right"))
        self.price.setAccessibleName(_("Cost"))
        self.price.currentIndexChanged.connect(self._draw)
        sized(self.plot.setMinimumHeight, 140)
        self._ranges = pg.PlotCurveItem(pen=None, connect="pairs")
        self._marks = pg.ScatterPlotItem(pxMode=True)
        for item in (self._ranges, self._marks):
            self.plot.addItem(item, ignoreBounds=True)
        self._names: list[pg.TextItem] = []
        self.plot.scene().sigMouseClicked.connect(self._on_clicked)
        self.plot.getPlotItem().getViewBox().sigResized.connect(self._name)
        self.plot.text_changed.connect(self._draw)
        self.plot.tell(self._heard)
        self._draw()

    def _heard(self) -> tuple[Heard, ...]:
        return (heard_list(self.title(), [self._told(index) for index, *_place in self._places]),)

    def show_points(self, points: Sequence[Point]) -> None:
        if list(points) != self._points:
            self._points = list(points)
            self._draw()

    # Drawing

    def _draw(self) -> None:
        price = PRICES[self.price.currentIndex()]
        self.set_title(TITLES[self.price.currentIndex()])
        self.plot.setLabel("bottom", price.axis)
        self._places = [
            (index, math.log10(point.prices[self.price.currentIndex()] * price.times), height(point.percent))
            for index, point in enumerate(self._points)
            if point.shown and point.prices[self.price.currentIndex()] > 0 and not math.isnan(point.percent)
        ]
        self._scale()
        self._draw_marks()
        self._name()

    def _draw_marks(self) -> None:
        drawn = [(self._points[index], x, y) for index, x, y in self._places]
        self._marks.setData([
            {
                "pos": (x, y), "size": px(MARK), "symbol": "o" if point.is_network else "s", "pen": None,
                "brush": QColor(point.style.color),
            }
            for point, x, y in drawn
        ])  # fmt: skip
        ends = [(x, height(end)) for point, x, _y in drawn for end in (point.low, point.high)]
        xs, ys = np.array(ends).reshape(-1, 2).T
        self._ranges.setData(xs, ys)
        self._ranges.setPen(self.plot.pen(self.palette().color(QPalette.ColorRole.PlaceholderText), 1.5))

    def _scale(self) -> None:
        xs = [x for _index, x, _y in self._places] or [0.0]
        low, high = math.floor(min(xs) - 0.15), math.ceil(max(xs) + 0.15)
        self.plot.setXRange(low, high, padding=0.02)
        self.plot.getAxis("bottom").setTicks([[(float(x), short(10.0**x)) for x in range(low, high + 1)]])
        points = [self._points[index] for index, *_place in self._places]
        bottom = min((height(point.low) for point in points), default=height(0))
        top = max((height(point.high) for point in points), default=height(99))
        self.plot.setYRange(max(height(0), bottom - ROOM), min(height(MOST_RIGHT), top + ROOM), padding=0.02)
        self.plot.getAxis("left").setTicks([[(height(percent), short(percent)) for percent in TICKS]])

    def _name(self) -> None:
        for item in self._names:
            self.plot.removeItem(item)
        self._names = []
        box, metrics = self.plot.getPlotItem().getViewBox(), QFontMetricsF(self.font())
        labels = [cut(self._points[index].label, LONGEST) for index, *_place in self._places]
        points = [box.mapViewToScene(QPointF(x, y)) for _index, x, y in self._places]
        sizes_of_names = [QSizeF(metrics.horizontalAdvance(label), metrics.height()) for label in labels]
        found = name_places(points, sizes_of_names, px(MARK) / 2, box.sceneBoundingRect())
        for label, place in zip(labels, found, strict=True):
            if place is not None:
                self._write(label, box.mapSceneToView(place.center()))

    def _write(self, label: str, middle: QPointF) -> None:
        item = pg.TextItem(label, anchor=(0.5, 0.5))
        item.setColor(self.palette().color(QPalette.ColorRole.WindowText))
        item.setFont(self.font())
        item.setPos(middle)
        item.setZValue(5)
        self.plot.addItem(item, ignoreBounds=True)
        self._names.append(item)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange and hasattr(self, "_names"):
            self._draw()

    # Reading

    def _on_pointer_moved(self, point: QPointF | None) -> None:
        index = self._near(point)
        self._show_reading(plain_tip(self._told(index)) if index >= 0 else "")

    def _near(self, point: QPointF | None) -> int:
        """Which of the points; -1: none."""
        nearest, distance = -1, float(NEAR)
        if point is None:
            return nearest
        across, up = self.plot.getPlotItem().getViewBox().viewPixelSize()
        for index, x, y in self._places:
            away = math.hypot((x - point.x()) / across, (y - point.y()) / up)
            nearest, distance = (index, away) if away < distance else (nearest, distance)
        return nearest

    def _told(self, index: int) -> str:
        point = self._points[index]
        told = [
            price.unit.format(value=short(value * price.times, 3))
            for price, value in zip(PRICES, point.prices, strict=True)
            if not math.isnan(value)
        ]
        return _("{label}: {percent} % right · {prices}").format(
            label=point.label, percent=number(point.percent, 2), prices=" · ".join(told)
        )

    def _on_clicked(self, event) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            box = self.plot.getPlotItem().getViewBox()
            index = self._near(box.mapSceneToView(event.scenePos()))
            if index >= 0:
                self.clicked.emit(index)
