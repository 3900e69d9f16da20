"""The penalties -log p and -p as curves, with one image marked on both: why the logarithm teaches faster."""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np
import pyqtgraph as pg
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from engine.digits.dataset import DIGIT_NAMES
from engine.numbers import number, probability, short, whole
from engine.words import _
from gui.look import theme
from gui.look.sizes import px, sized
from gui.widgets.class_names import are_digits
from gui.widgets.labels import label
from gui.widgets.present_button import PresentButton
from gui.widgets.still_plot import StillPlot

TOP = 7.0  # of the axis of -log p: p = 0.001
_P = np.concatenate([np.geomspace(math.exp(-TOP), 0.05, 60), np.linspace(0.06, 1, 60)])
_OF_DIGITS = _(
    "The loss punishes a low probability p of the true digit. The steeper the curve where the image "
    "stands,\nthe more the network learns from it: −p is as flat for a gross error as for a good guess."
)
_OF_CLASSES = _(
    "The loss punishes a low probability p of the true class. The steeper the curve where the image "
    "stands,\nthe more the network learns from it: −p is as flat for a gross error as for a good guess."
)


class PenaltyPlots(QWidget):
    """Two plots under each other, because losses of two kinds are never drawn on one axis."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._log, self._log_mark = _curve("−log p", -np.log(_P), (0, TOP))
        self._linear, self._linear_mark = _curve("−p", -_P, (-1, 0))
        self._log.getAxis("bottom").setLabel("")
        self._log.setObjectName("logPenaltyPlot")
        self._linear.setObjectName("linearPenaltyPlot")
        self._words = QLabel(wordWrap=True, objectName="penaltyWords")
        sized(self._words.setMinimumHeight, lines=3)
        self._words.setAlignment(Qt.AlignmentFlag.AlignTop)
        title = label("plotTitle", _("The penalty for this image"))
        PresentButton(_("The penalty"), [self._log, self._linear, self._words], title)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        sized(layout.setSpacing, 2)
        layout.addWidget(title)
        layout.addWidget(self._log, 3)
        layout.addWidget(self._linear, 2)
        layout.addWidget(self._words)
        self.set_names(DIGIT_NAMES)
        self.show_image(None)

    def set_names(self, names: Sequence[str]) -> None:
        """What the classes are called."""
        digits = are_digits(names)
        self.setToolTip(_OF_DIGITS if digits else _OF_CLASSES)
        self._linear.getAxis("bottom").setLabel(_("p of the true digit") if digits else _("p of the true class"))

    def show_image(self, log_p: float | None, instead: str = "") -> None:
        """Mark the image whose true class has this natural logarithm of a probability; with None, none, and say this
        ``instead``."""
        known = log_p is not None and (math.isfinite(log_p) or log_p == -math.inf)
        for mark in (self._log_mark, self._linear_mark):
            mark.setVisible(known)
        if log_p is None or not known:
            self._words.setText(instead if log_p is None else _("The network's answer to this image is not a number."))
            return
        p = math.exp(log_p)
        beyond = -log_p > TOP
        self._log_mark.setData([p], [min(-log_p, TOP)], symbol="t1" if beyond else "d")
        self._linear_mark.setData([p], [-p])
        self._words.setText(_lesson(log_p, p))


def _curve(name: str, values: np.ndarray, limits: tuple[float, float]) -> tuple[StillPlot, pg.ScatterPlotItem]:
    plot = StillPlot(_("p of the true digit"), name)
    plot.plot(_P, values, pen=plot.pen(theme.BAR, 2), antialias=True)
    mark = pg.ScatterPlotItem(useCache=False, size=px(15), symbol="d", brush=theme.WINNER, pen=plot.pen("#FFFFFF"))
    plot.addItem(mark)
    plot.setXRange(0, 1, padding=0.03)
    plot.setYRange(*limits, padding=0.08)
    plot.set_ticks("bottom", (0, 0.2, 0.4, 0.6, 0.8, 1))
    plot.set_ticks("left", range(0, 8) if limits[0] == 0 else (-1, -0.5, 0))
    sized(plot.setMinimumHeight, 70)
    return plot, mark


def _lesson(log_p: float, p: float) -> str:
    if log_p == -math.inf:
        return _(
            "p = 0: −log p is infinite, and −p is 0. Votes can all go elsewhere; a network’s softmax is never quite 0."
        )
    penalties = f"p = {probability(log_p)}: −log p = {number(-log_p + 0.0, 2)}, −p = −{probability(log_p)}."
    steeper = math.exp(min(-log_p, 40))
    if steeper < 1.5:
        lesson = _("Here both are about equally steep: little is left to learn.")
    else:
        lesson = _("Here −log p is {times} times as steep (1/p): from this image it teaches that much faster.")
    times = number(steeper, 1) if steeper < 10 else whole(steeper) if steeper < 1e6 else short(steeper, 1)
    return f"{penalties} {lesson.format(times=times)}"
