"""Yardsticks among the curves: each a level line, for it knows no epochs."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence

import numpy as np
import pyqtgraph as pg

from engine.numbers import number
from engine.words import _
from gui.compare.curve_names import End
from gui.compare.line_style import LineStyle
from gui.widgets.still_plot import StillPlot


class Levels:
    """Level lines in ``plot``. Made once for each yardstick; only their heights change."""

    def __init__(self, plot: StillPlot) -> None:
        self._plot = plot
        self._lines: list[pg.InfiniteLine] = []
        self.labels: list[str] = []
        self._styles: list[LineStyle] = []
        self._heights: list[float] = []  # as they are told, NaN: there is none
        self._shown: list[bool] = []

    def set_lines(self, labels: Sequence[str], styles: Sequence[LineStyle]) -> None:
        """Make room for so many; all are shown, and have no height yet."""
        for line in self._lines:
            self._plot.removeItem(line)
        self._lines = [pg.InfiniteLine(0, angle=0, pen=style.pen(1.5 * self._plot.thickness)) for style in styles]
        for line in self._lines:
            line.setZValue(3)
            self._plot.addItem(line, ignoreBounds=True)
        self.labels, self._styles, self._shown = list(labels), list(styles), [True] * len(labels)
        self._heights = [math.nan] * len(labels)
        self._show()

    def show_heights(self, heights: Sequence[float], y: Callable[[np.ndarray], np.ndarray]) -> None:
        """``y``: from a value to its place in the plot."""
        self._heights = list(heights)
        self.place(y)

    def place(self, y: Callable[[np.ndarray], np.ndarray]) -> None:
        """Anew, for the axis is another one."""
        for line, height in zip(self._lines, self._heights, strict=True):
            if not math.isnan(height):
                line.setValue(float(y(np.array([height]))[0]))
        self._show()

    def set_shown(self, index: int, shown: bool) -> None:
        self._shown[index] = shown
        self._show()

    def _show(self) -> None:
        for line, height, shown in zip(self._lines, self._heights, self._shown, strict=True):
            line.setVisible(shown and not math.isnan(height))

    def ends(self) -> list[End]:
        """Of those that are seen."""
        told = zip(self._lines, self.labels, self._styles, strict=True)
        return [End(label, style, float(line.value())) for line, label, style in told if line.isVisible()]

    def near(self, y: float, distance: float) -> tuple[str, float]:
        """What the line says that is nearest to ``y``, and how far it is; empty if none is nearer than ``distance``."""
        told = ""
        for line, label, height in zip(self._lines, self.labels, self._heights, strict=True):
            away = abs(line.value() - y)
            if line.isVisible() and away < distance:
                distance = away
                told = _("{label}: {percent} %").format(label=label, percent=number(height, 2))
        return told, distance
