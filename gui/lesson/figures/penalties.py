"""The two penalties side by side: minus the probability, and minus its logarithm."""

from __future__ import annotations

import numpy as np
from PySide6.QtWidgets import QBoxLayout

from engine.words import _
from gui.lesson.figures.figure import Around, Figure, direction_of
from gui.look import theme
from gui.look.sizes import sized
from gui.widgets.labels import label
from gui.widgets.moved import ANY
from gui.widgets.still_plot import StillPlot

LEAST, TOP = 0.001, 7.0
HEIGHT = 120  # pixels of a plot in the strip


class Penalties(Figure):
    """Two plots, for losses of two kinds are never drawn on one axis."""

    def __init__(self, around: Around) -> None:
        super().__init__("penaltiesFigure")
        self.row = QBoxLayout(QBoxLayout.Direction.TopToBottom)
        self.column.addLayout(self.row)
        self._plots: list[StillPlot] = []
        p = np.linspace(LEAST, 1, 400)
        for words, values, ends, name in (
            (_("−log p"), -np.log(p), (0, TOP), "lessonLogPenalty"), (_("−p"), -p, (-1, 0), "lessonPenalty"),
        ):  # fmt: skip
            plot = StillPlot(_("p of the true digit"), words)
            plot.setObjectName(name)
            plot.setAccessibleName(words)
            plot.setRange(xRange=(0, 1), yRange=ends, padding=0.06)  # else half of the last number is cut
            plot.plot(p, values, pen=plot.pen(theme.TRAIN, 2))
            self.row.addWidget(plot, 1)
            self._plots.append(plot)
        words = _("On the left, where the answer is wrong, −log p gets steeper and steeper; −p is a straight line.")
        self.column.addWidget(label("muted", words, wordWrap=True))
        self.place_beside(True)

    def place_beside(self, beside: bool) -> None:
        self.row.setDirection(direction_of(beside))
        for plot in self._plots:
            sized(plot.setFixedHeight, HEIGHT)

    def take_room(self) -> None:
        for plot in self._plots:
            plot.setMaximumHeight(ANY.height())
