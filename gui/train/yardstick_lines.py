"""Accuracies to hold a training against: level lines, each with its name at the right of the plot."""

from __future__ import annotations

from collections.abc import Sequence

import pyqtgraph as pg
from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QColor, QFontMetricsF

from engine.experiments.yardsticks.recipes import word_of
from engine.experiments.yardsticks.record import Record, by_recipe
from engine.numbers import number
from engine.words import _
from gui.look.sizes import px
from gui.widgets.still_plot import StillPlot

NAMES = {
    "logistic": _("linear {percent} %"), "centroid": _("means {percent} %"), "knn": _("neighbours {percent} %"),
    "forest": _("forest {percent} %"), "svm": _("SVM {percent} %"),
}  # fmt: skip
"""Short enough for the margin; with a place for the figure."""
MARGIN = 5  # pixels between the plot and the names
Level = tuple[float, str]
"""Percent, and the name."""


def measured_levels(records: Sequence[Record]) -> list[Level]:
    """The best yardstick of each kind, on average over its seeds."""
    best: dict[str, float] = {}
    for recipe, some in by_recipe(records).items():
        mean = sum(record.accuracy for record in some) / len(some)
        best[word_of(recipe)] = max(mean, best.get(word_of(recipe), 0.0))
    return [(percent, NAMES[word].format(percent=number(percent, 1))) for word, percent in best.items()]


class YardstickLines(QObject):
    """In ``plot``, whose right axis has the names."""

    def __init__(self, plot: StillPlot) -> None:
        super().__init__(plot)
        self._plot = plot
        self._levels: list[Level] = []
        self._color = QColor()
        self.lines: list[pg.InfiniteLine] = []
        plot.getPlotItem().getViewBox().sigResized.connect(self._name)

    def show(self, levels: Sequence[Level]) -> None:
        """None of them hides the names, too."""
        if list(levels) == self._levels:
            return
        self._levels = list(levels)
        for line in self.lines:
            self._plot.removeItem(line)
        self.lines = [pg.InfiniteLine(percent, angle=0) for percent, _label in levels]
        for line in self.lines:
            self._plot.addItem(line, ignoreBounds=True)
        self.paint(self._color)
        self._name()

    def paint(self, color: QColor) -> None:
        self._color = color
        for line in self.lines:
            line.setPen(self._plot.pen(color, style=Qt.PenStyle.DotLine))

    def _name(self) -> None:
        """Names that would lie over each other are moved apart, and stay in their order."""
        box, axis = self._plot.getPlotItem().getViewBox(), self._plot.getAxis("right")
        low, high = box.viewRange()[1]
        metrics = QFontMetricsF(axis.style["tickFont"] or self._plot.font())
        line, room = 0.85 * metrics.height(), (axis.fixedWidth or axis.width()) - px(MARGIN)
        apart = line * (high - low) / max(1.0, box.height())
        levels = sorted(self._levels)
        places = spread([percent for percent, _label in levels], apart, low + apart / 2, high - apart / 2)
        names = [metrics.elidedText(label, Qt.TextElideMode.ElideRight, room) for _percent, label in levels]
        ticks = list(zip(places, names, strict=True))  # a name that is too wide would not be there at all
        if axis._tickLevels != [ticks]:  # each change has the axis laid out anew
            axis.setTicks([ticks])


def spread(values: Sequence[float], apart: float, low: float, high: float) -> list[float]:
    """Rising ``values`` moved as little as may be so that neighbours are ``apart``, from ``low`` to ``high`` if there
    is room: blocks that touch share their move (pool adjacent violators)."""
    blocks: list[list[float]] = []  # of each: the mean of where its first would be, and how many it has
    for value in values:
        blocks.append([value, 1])
        while len(blocks) > 1 and blocks[-2][0] + blocks[-2][1] * apart > blocks[-1][0]:
            start, count = blocks.pop()
            first, before = blocks[-1]
            blocks[-1] = [(first * before + (start - before * apart) * count) / (before + count), before + count]
    places = [start + place * apart for start, count in blocks for place in range(int(count))]
    for index in range(len(places) - 1, -1, -1):
        places[index] = min(places[index], high - (len(places) - 1 - index) * apart)
    for index, place in enumerate(places):
        places[index] = max(place, low + index * apart)
    return places
