"""Where the learning rate was changed while a network learned: a line in a plot over epochs, with the new rate."""

from __future__ import annotations

from collections.abc import Sequence

import pyqtgraph as pg
from PySide6.QtCore import Qt
from PySide6.QtGui import QPalette

from engine.numbers import short
from engine.training.rate_changes import RateChange
from engine.words import _
from gui.look import theme
from gui.widgets.still_plot import StillPlot

HEIGHTS = (0.62, 0.5, 0.38)  # of the plot, in turn: words of changes that follow each other closely are all read
CLEAR = 0.4  # of the axis from its left: further on, words to the right of a line would reach the legend
BESIDE = ((0, 0.5), (0, 0.5)), ((1, 0.5), (1, 0.5))  # the words to the right of the line, and to the left


class RateMarks:
    """``named``: whether the lines of this plot say the new rate. What is there already stays as it is."""

    def __init__(self, plot: StillPlot, named: bool = False) -> None:
        self._plot, self._named = plot, named
        self._changes: tuple[RateChange, ...] = ()
        self.lines: list[pg.InfiniteLine] = []

    def show(self, changes: Sequence[RateChange], batches: int, epochs: int) -> None:
        """Mark them where their batches stand, of ``batches`` in an epoch, on an axis of ``epochs``."""
        if tuple(changes) == self._changes:
            return
        self._changes = tuple(changes)
        for line in self.lines:
            self._plot.removeItem(line)
        self.lines = [self._line(index, change, batches, epochs) for index, change in enumerate(changes)]
        self.paint()

    def _line(self, index: int, change: RateChange, batches: int, epochs: int) -> pg.InfiniteLine:
        place = change.epoch - 1 + (change.batch - 1) / batches
        words = _("rate {rate}").format(rate=short(change.rate)) if self._named else None
        options = {"position": HEIGHTS[index % len(HEIGHTS)], "anchors": BESIDE[place > CLEAR * epochs]}
        line = pg.InfiniteLine(place, angle=90, label=words, labelOpts=options)
        self._plot.addItem(line, ignoreBounds=True)
        return line

    def paint(self) -> None:
        """In the colours of the palette, and letters of the plot's size."""
        palette = self._plot.palette()
        text, paper = palette.color(QPalette.ColorRole.WindowText), theme.plot_background(palette)
        for line in self.lines:
            line.setPen(self._plot.pen(palette.color(QPalette.ColorRole.PlaceholderText), 1.5, Qt.PenStyle.DashDotLine))
            if self._named:
                line.label.setColor(text)
                line.label.fill = pg.mkBrush(paper)
                line.label.setFont(self._plot.font())
