"""The two penalties side by side: minus the probability, and minus its logarithm."""

from __future__ import annotations

import numpy as np

from engine.words import _
from gui.lesson.figures.figure import Around, Figure
from gui.look import theme
from gui.look.sizes import sized
from gui.widgets.labels import label
from gui.widgets.still_plot import StillPlot

LEAST, TOP = 0.001, 7.0


class Penalties(Figure):
    """Two plots, for losses of two kinds are never drawn on one axis."""

    def __init__(self, around: Around) -> None:
        super().__init__("penaltiesFigure")
        p = np.linspace(LEAST, 1, 400)
        for words, values, ends, name in (
            (_("−log p"), -np.log(p), (0, TOP), "lessonLogPenalty"), (_("−p"), -p, (-1, 0), "lessonPenalty"),
        ):  # fmt: skip
            plot = StillPlot(_("p of the true digit"), words)
            plot.setObjectName(name)
            plot.setAccessibleName(words)
            plot.setRange(xRange=(0, 1), yRange=ends, padding=0.02)
            plot.plot(p, values, pen=plot.pen(theme.TRAIN, 2))
            sized(plot.setFixedHeight, 130)
            self.column.addWidget(plot)
        words = _("On the left, where the answer is wrong, −log p gets steeper and steeper; −p is a straight line.")
        self.column.addWidget(label("muted", words, wordWrap=True))
