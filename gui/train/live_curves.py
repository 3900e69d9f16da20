"""Curves that grow while a network learns: the loss, and the accuracies."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pyqtgraph as pg
from PySide6.QtCore import QEvent, QPointF, Qt, Signal
from PySide6.QtGui import QColor, QPalette, QPen
from PySide6.QtWidgets import QWidget

from engine.digits.dataset import CLASSES, DIGIT_NAMES
from engine.experiments.yardsticks.milestones import BEST, PAIRWISE
from engine.numbers import short
from engine.words import _
from gui.look import theme
from gui.look.sizes import px, sized
from gui.train.legend_line import LegendLine
from gui.train.legend_place import WIDE, Corner, best_corner
from gui.train.rate_marks import RateMarks
from gui.train.yardstick_lines import Level, YardstickLines
from gui.widgets.growing_curve import GrowingCurve
from gui.widgets.growing_plot import GrowingPlot
from gui.widgets.loss_axis import highest_loss
from gui.widgets.titled_plot import TitledPlot

FAINTNESS = 0.6
FAINT_POINTS = 3_000  # of the batch losses: more than a plot has pixels across
PUBLISHED: tuple[Level, ...] = (
    (PAIRWISE.accuracy, _("linear {percent} %").format(percent=short(PAIRWISE.accuracy))),
    (BEST.accuracy, _("best CNN {percent} %").format(percent=short(BEST.accuracy))),
)
"""Of the digits."""

ASIDE = 12  # pixels from a legend to the plot's edges
LEAST, LINE = 140, 16  # pixels: of a plot's height, and of a legend above it


class LivePlot(TitledPlot):
    """A plot over epochs; what is read is said from outside, so that two plots are read at the same epoch.

    Items are made once; ``grow`` of them is all that happens while it grows. Mouse wheel and dragging do nothing:
    the axes say what they say from the first epoch to the last.
    """

    pointed = Signal(object)
    """The epoch under the pointer, or None when it has left."""

    def __init__(self, title: str, unit: str, parent: QWidget | None = None, name_rates: bool = False) -> None:
        """``name_rates``: whether it says the rates where the learning rate was changed, beside marking the place."""
        super().__init__(GrowingPlot(_("epoch"), unit), title, parent)
        self.plot: GrowingPlot
        self.rate_marks = RateMarks(self.plot, name_rates)
        self.plot.text_changed.connect(self._on_text_changed)
        self.plot.getAxis("right").setStyle(tickLength=0, hideOverlappingLabels=False)
        sized(self.plot.getAxis("right").setWidth, 118)
        self.plot.getAxis("right").setTicks([])
        sized(self.plot.setMinimumHeight, LEAST)
        self._line = pg.InfiniteLine(angle=90)
        self._line.hide()
        self.plot.addItem(self._line, ignoreBounds=True)

    def point_at(self, epoch: int | None, reading: str) -> None:
        """Mark an epoch by a line and say what is read there."""
        self._line.setVisible(epoch is not None)
        if epoch is not None:
            self._line.setPos(epoch)
        self._show_reading(reading)

    def show_right_margin(self, shown: bool) -> None:
        """Room at the right for names: on both plots or on none, so that their epochs stand under each other."""
        self.plot.showAxis("right", shown)

    def set_epochs(self, epochs: int) -> None:
        self.plot.setXRange(0, epochs, padding=0.04)

    def _add_legend(self, at_top: bool) -> pg.LegendItem:
        """A legend at the right to begin with; above the plot while that is too small for it."""
        self._corner = Corner(False, at_top)
        legend = self._legend = self.plot.add_legend(self._corner.offset(ASIDE))
        self._legend_line = LegendLine(legend, self)
        self._legend_line.hide()
        self._column.insertWidget(self._column.indexOf(self.plot), self._legend_line)
        self.plot.getPlotItem().getViewBox().sigResized.connect(self._fit_legend)
        return legend

    def _legend_shares(self) -> tuple[float, float]:
        """Of the legend, by the plot's width and by the height that it has without the line above it."""
        legend, room = self._legend, self.plot.getPlotItem().getViewBox().rect()
        line = 0 if self._legend_line.isHidden() else self._legend_line.height() + self._column.spacing()
        return legend.width() / max(1.0, room.width()), legend.height() / max(1.0, room.height() + line)

    def _fit_legend(self) -> None:
        """Where width and height are more together, a curve from one corner to the other is covered wherever it is."""
        is_small = sum(self._legend_shares()) > 1
        self._legend.setVisible(not is_small)
        self._legend_line.setVisible(is_small)
        sized(self.plot.setMinimumHeight, LEAST - LINE if is_small else LEAST)

    def _keep_legend_off(self, *curves: np.ndarray) -> None:
        """``curves``: (n,) each, by epoch from 0."""
        epochs = np.arange(len(curves[0]))
        wide, _high = self._legend_shares()
        corner = best_corner(epochs, list(curves), self.plot.viewRange(), self._corner, max(WIDE, wide))
        if corner != self._corner:
            self._corner = corner
            self._legend.setOffset(corner.offset(ASIDE))

    def _curve(self, name: str, color: str, symbol: str) -> GrowingCurve:
        return self.plot.add_growing(GrowingCurve(name, self.plot.pen(color, 2), symbol, px(5), color))

    def _on_pointer_moved(self, point: QPointF | None) -> None:
        self.pointed.emit(None if point is None else round(point.x()))

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.PaletteChange:
            self._paint()
        super().changeEvent(event)

    def _on_text_changed(self) -> None:
        self.rate_marks.paint()
        self._fit_legend()

    def _paint(self) -> None:
        palette = self.palette()
        text = palette.color(QPalette.ColorRole.WindowText)
        muted = palette.color(QPalette.ColorRole.PlaceholderText)
        self.plot.getAxis("right").setPen(None)
        self.plot.getAxis("right").setTextPen(pg.mkPen(text))
        self._line.setPen(self.plot.pen(muted, style=Qt.PenStyle.DashLine))
        self.rate_marks.paint()
        self._legend.setBrush(theme.plot_background(palette))  # the curves end there
        for _key, label in self._legend.items:
            label.setText(label.text, color=text)
        self._legend_line.update()


class LossPlot(LivePlot):
    """The loss of each epoch, over the faint line of its batches: 0 to 3 for ten classes, or -1 to 0 for a softmax
    network."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(_("Loss"), _("loss"), parent, name_rates=True)
        self._legend = self._add_legend(at_top=True)
        self._batches = self.plot.add_growing(GrowingCurve(_("each batch"), self._faint(), smooth=False))
        self._mean = self._curve(_("mean of the epoch"), theme.TRAIN, "o")
        self.set_output("log_softmax")
        self.set_epochs(60)
        self._paint()

    def set_output(self, output: str, classes: int = CLASSES) -> None:
        """Losses of the two outputs are never on one axis."""
        softmax, top = output == "softmax", highest_loss(classes)
        self.plot.setYRange(*((-1, 0) if softmax else (0, top)), padding=0.045)
        self.plot.set_ticks("left", np.linspace(-1, 0, 6) if softmax else np.arange(0, top + 0.1, 0.5))
        self.plot.setLabel("left", _("loss  (mean of −p)") if softmax else _("loss  (mean of −log p)"))

    def show_epochs(self, loss: np.ndarray) -> None:
        """``loss``: (n,), by epoch from 0."""
        self._mean.grow(np.arange(len(loss)), loss)
        self._keep_legend_off(loss)

    def show_batches(self, epochs: np.ndarray, losses: np.ndarray) -> None:
        """``epochs``, ``losses``: (n,) where each batch stands on the axis of epochs, and its loss."""
        self._batches.grow(epochs, losses)

    def _faint(self) -> QPen:
        return self.plot.pen(theme.blend(theme.plot_background(self.palette()), QColor(theme.FAINT), FAINTNESS))

    def _paint(self) -> None:
        super()._paint()
        self._batches.setPen(self._faint())
        self._mean.setShadowPen(self.plot.pen(theme.plot_background(self.palette()), 4))  # apart from the batches


class AccuracyPlot(LivePlot):
    """Training and test accuracy by epoch, from about chance (or 0, of few classes) to 100 %, with the best epoch
    marked and yardsticks on demand."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(_("Accuracy"), _("accuracy (%)"), parent)
        self._legend = self._add_legend(at_top=False)
        self._train = self._curve(_("training"), theme.TRAIN, "o")
        self._test = self._curve(_("test"), theme.TEST, "t")
        self._validation = self._curve(_("validation"), theme.VALIDATION, "s")
        self._legend.removeItem(self._validation)  # until there is one
        self._best = self.plot.add_growing(GrowingCurve(_("best test"), None, "star", px(17), theme.BEST))
        self._yardsticks = YardstickLines(self.plot)
        self._names, self._measured = DIGIT_NAMES, ()
        self.set_yardsticks(False)
        self.set_names(DIGIT_NAMES)
        self.set_epochs(60)
        self._paint()

    def set_names(self, names: tuple[str, ...]) -> None:
        """The classes. What is known of a linear classifier and of the best network is about the digits."""
        self._names, chance = names, 100 / len(names)
        lowest = int(chance // 10) * 10 if chance <= 10 else 0  # of few classes, some networks are far below chance
        self.plot.set_ticks("left", np.arange(lowest, 101, 10))
        self.plot.setYRange(lowest, 100, padding=0.045)
        self._show_yardsticks()

    def set_measured(self, levels: Sequence[Level]) -> None:
        """Yardsticks that were measured on the same images: they take the place of what was published."""
        self._measured = tuple(levels)
        self._show_yardsticks()

    def set_yardsticks(self, shown: bool) -> None:
        """Show or hide chance, and what was measured; or else a linear classifier, and the best published network."""
        self.show_right_margin(shown)
        self._yardsticks_shown = shown
        self._show_yardsticks()

    def _show_yardsticks(self) -> None:
        published = PUBLISHED if self._names == DIGIT_NAMES else ()
        levels = [_chance(len(self._names)), *(self._measured or published)]
        self._yardsticks.show(levels if self._yardsticks_shown else [])

    def show_accuracies(
        self, train: np.ndarray, test: np.ndarray, best: int, validation: np.ndarray | None = None
    ) -> None:
        """``train``, ``test``, ``validation``: (n,) percent, by epoch from 0. ``best``: the epoch to mark, on the curve
        that it was chosen by."""
        self._set_validated(validation is not None)
        epochs = np.arange(len(train))
        self._train.grow(epochs, train)
        self._test.grow(epochs, test)
        chosen = test if validation is None else validation
        self._validation.grow(*((epochs, validation) if validation is not None else (epochs[:0], test[:0])))
        self._keep_legend_off(train, test)
        marked = epochs[best : best + 1] if len(test) > 1 else epochs[:0]
        self._best.grow(marked, chosen[marked])

    def _set_validated(self, validated: bool) -> None:
        """Whether the legend tells of validation images."""
        if validated == (self._legend.getLabel(self._validation) is not None):
            return
        self._legend.removeItem(self._best)
        if validated:
            self._legend.addItem(self._validation, self._validation.name())
        else:
            self._legend.removeItem(self._validation)
        self._legend.addItem(self._best, _("best validation") if validated else _("best test"))
        self._fit_legend()
        self._paint()

    def _paint(self) -> None:
        super()._paint()
        muted = self.palette().color(QPalette.ColorRole.PlaceholderText)
        self._yardsticks.paint(muted)


def _chance(classes: int) -> Level:
    return 100 / classes, _("chance {percent} %").format(percent=short(100 / classes, 3))


class ThinnedLosses:
    """The batch losses of a run, thinned so that a plot of any length is quick to draw.

    Which batches are kept is decided by how many there will be: every ``stride``-th, so that what is drawn never
    changes again. ``epochs``, ``losses``: (n,) where they stand on the axis of epochs, and their values.
    """

    def __init__(self, epochs: int, batches: int):
        self._batches = batches
        self._stride = max(1, -(-epochs * batches // FAINT_POINTS))
        room = -(-epochs * batches // self._stride)
        self._x = (np.arange(room) * self._stride + 0.5) / batches
        self._y = np.empty(room, np.float32)
        self._count = 0

    def add(self, epoch: int, losses: np.ndarray) -> None:
        """What is new in the first ``len(losses)`` batches of an epoch, counted from 1."""
        start = (epoch - 1) * self._batches
        first = self._count * self._stride - start
        new = losses[first :: self._stride] if first >= 0 else losses[:0]
        self._y[self._count : self._count + len(new)] = new
        self._count += len(new)

    @property
    def epochs(self) -> np.ndarray:
        return self._x[: self._count]

    @property
    def losses(self) -> np.ndarray:
        return self._y[: self._count]
