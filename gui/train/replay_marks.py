"""The line in both plots at the epoch that is replayed."""

from __future__ import annotations

import pyqtgraph as pg
from PySide6.QtCore import QObject

from gui.look import theme
from gui.model.replay import Replay
from gui.train.live_curves import LivePlot
from gui.train.training_plots import TrainingPlots

ABOVE = 10  # the curves


class ReplayMarks(QObject):
    def __init__(self, plots: TrainingPlots, replay: Replay, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._replay = replay
        self.lines = [_line_in(plot) for plot in (plots.loss, plots.accuracy)]
        replay.changed.connect(self._on_changed)

    def _on_changed(self) -> None:
        epoch = self._replay.epoch
        for line in self.lines:
            if epoch is not None and line.value() != epoch:
                line.setValue(epoch)
            line.setVisible(epoch is not None)


def _line_in(plot: LivePlot) -> pg.InfiniteLine:
    line = pg.InfiniteLine(angle=90, pen=plot.plot.pen(theme.WINNER, 2))
    line.setZValue(ABOVE)
    line.hide()
    plot.plot.addItem(line, ignoreBounds=True)
    return line
