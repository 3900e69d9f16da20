"""The pictures of an experiment: the curves of what the person chooses, and the heat map of two things varied."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import replace

import numpy as np
from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QComboBox, QHBoxLayout, QWidget

from engine.digits.dataset import CLASSES
from engine.experiments.experiment import Experiment
from engine.experiments.factors import factors
from engine.experiments.run import Run
from engine.experiments.statistics import Band, Summary, band
from engine.numbers import number
from engine.words import _
from gui.compare.line_style import LineStyle
from gui.compare.price_plot import Point, PricePlot
from gui.compare.race_curves import Axis, RaceCurves
from gui.look.sizes import sized
from gui.widgets.color_scale import ColorScale
from gui.widgets.explain import RowExplain
from gui.widgets.export import Plot
from gui.widgets.heatmap import Heatmap
from gui.widgets.loss_axis import highest_loss
from gui.widgets.tabs import Tabs

TEST, TRAINING, ERROR = _("Test accuracy"), _("Training accuracy"), _("Test error")
LOSS, PENALTY = _("Loss −log p"), _("Loss −p")
AXES = {
    TEST: Axis(_("test accuracy (%)"), 0, 100),
    TRAINING: Axis(_("training accuracy (%)"), 0, 100),
    ERROR: Axis(_("test images wrong (%)"), 0, 100),
    LOSS: Axis(_("training loss  (mean of −log p)"), 0, highest_loss(CLASSES), places=3),
    PENALTY: Axis(_("training loss  (mean of −p)"), -1, 0, may_log=False, places=3),
}
FIELDS = {TEST: "test_accuracy", TRAINING: "train_accuracy", ERROR: "test_accuracy", LOSS: "loss", PENALTY: "loss"}
OUTPUT_OF = {LOSS: "log_softmax", PENALTY: "softmax"}


class RacePlots(Tabs):
    cell_clicked = Signal(int)
    """A candidate was clicked in the heat map, or a point among the yardsticks: its row."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("compareTabs", high=True, parent=parent)
        self.setAccessibleName(_("Plots of the results"))
        self._runs: list[list[Run]] = []
        self._drawn: dict[int, tuple] = {}
        self._shape, self._title = (1, 1), ""
        self._classes = CLASSES  # of the network that has most
        self._make_curves()
        self.heatmap = Heatmap()
        self.heatmap.setObjectName("raceHeatmap")
        self.heatmap.setAccessibleName(_("Final test accuracy of each pair of values"))
        self.heatmap.clicked.connect(self._on_cell_clicked)
        self.addTab(self.curves, _("Curves"))
        self.addTab(self.heatmap, _("Heat map"))
        self.setTabToolTip(1, _("Two things varied: the final test accuracy of each pair of values"))
        self.prices = PricePlot()
        self.prices.setObjectName("pricePlot")
        self.prices.setAccessibleName(_("Accuracy of each yardstick and network, and what it costs"))
        self.prices.clicked.connect(self.cell_clicked)
        self.addTab(self.prices, _("Yardsticks"))
        self.setTabToolTip(2, _("Other classifiers beside the networks: how much is right, and what that costs"))
        self.setTabVisible(2, False)
        self._levels: list[float] = []
        self.currentChanged.connect(self._on_tab_changed)

    def _make_curves(self) -> None:
        self.curves = RaceCurves()
        self.curves.setObjectName("raceCurves")
        self.curves.setAccessibleName(_("Curves of all candidates"))
        self.quantity = QComboBox(objectName="quantityField")
        self.quantity.setToolTip(_("What the curves are of"))
        self.quantity.setAccessibleName(_("Curves"))
        self.quantity.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.quantity.setMinimumContentsLength(12)
        self.quantity.activated.connect(self._on_quantity_chosen)

        def box(words: str, name: str, tip: str, slot) -> QCheckBox:
            made = QCheckBox(words, objectName=name)
            made.setToolTip(tip)
            made.toggled.connect(slot)
            self.curves.add_to_header(made)
            return made

        self.single = box(
            _("Single runs"),
            "singleRunsBox",
            _("The line is the mean over seeds, the band their range: show each seed's curve, too"),
            self.curves.set_single_runs,
        )
        self.close_up = box(
            _("Close-up"), "closeUpBox", _("Only the heights where the curves end up"), self.curves.set_close_up
        )
        self.log_epochs = box(
            _("Log epochs"),
            "logEpochsBox",
            _("Logarithmic axis of epochs: the beginning, larger"),
            self._on_log_toggled,
        )
        self.log_heights = box(
            _("Log heights"),
            "logHeightsBox",
            _("Logarithmic upright axis: for errors and losses"),
            self._on_log_toggled,
        )
        self.curves.add_to_header(RowExplain(self.single, self.close_up, self.log_epochs, self.log_heights))

    def set_corner(self, *buttons: QWidget) -> None:
        """Put the choice of the quantity, and ``buttons``, at the right of the tabs."""
        corner = QWidget()
        row = QHBoxLayout(corner)
        sized(row.setContentsMargins, 0, 0, 0, 2)
        explain = RowExplain(self.quantity, self.prices.price)
        for widget in (self.quantity, self.prices.price, explain, *buttons):
            row.addWidget(widget)
        self.setCornerWidget(corner)
        self._on_tab_changed()

    # What is shown

    def begin(
        self, experiment: Experiment | None, labels: Sequence[str], styles: Sequence[LineStyle], runs: list[list[Run]]
    ) -> None:
        """Make room for ``runs``, those of each line; ``experiment`` comes first among them, if there is one."""
        self._runs, self._shape = runs, experiment.shape if experiment else (1, 1)
        all_runs = [run for some in runs for run in some]
        self._classes = max((run.plan.spec.classes for run in all_runs), default=CLASSES)
        self.curves.set_lines(labels, styles, max((run.plan.config.epochs for run in all_runs), default=1))
        self._title = experiment.name if experiment else ""
        self._offer_quantities({run.plan.spec.output for run in all_runs})
        self.setTabVisible(1, self._shape[1] > 1)
        if self._shape[1] > 1:
            first, second = experiment.factors
            names, kinds = experiment.names, factors(experiment.names)
            self.heatmap.set_labels(first.words(names), second.words(names))
            titles = kinds[first.name].title, kinds[second.name].title
            self.heatmap.set_titles(*titles, _("final test accuracy (%)"))
            self.heatmap.set_values(np.full(self._shape, np.nan), ColorScale(0, 100))
        self._on_quantity_chosen()

    def begin_yardsticks(self, labels: Sequence[str], styles: Sequence[LineStyle]) -> None:
        """Make room for as many."""
        self.curves.levels.set_lines(labels, styles)
        self.curves.name_curves()
        self._levels = [math.nan] * len(labels)
        self.setTabVisible(2, bool(labels))

    def show_yardsticks(self, accuracies: Sequence[float], points: Sequence[Point]) -> None:
        """``accuracies``: of each yardstick, in percent, NaN while there is none; ``points``: of all rows."""
        self._levels = list(accuracies)
        self._show_levels()
        self.prices.show_points(points)

    def _show_levels(self) -> None:
        """They have one accuracy, of the test."""
        name = self.quantity.currentText()
        known = {TEST: self._levels, ERROR: [100 - level for level in self._levels]}
        self.curves.show_levels(known.get(name, [math.nan] * len(self._levels)))

    def _offer_quantities(self, outputs: set[str]) -> None:
        """The two losses are never on one axis: each shows only the networks that it belongs to."""
        chosen = self.quantity.currentText()
        self.quantity.clear()
        self.quantity.addItems([name for name in AXES if name not in OUTPUT_OF or OUTPUT_OF[name] in outputs])
        self.quantity.setCurrentIndex(max(0, self.quantity.findText(chosen)))

    def _on_quantity_chosen(self) -> None:
        name = self.quantity.currentText()
        axis = AXES[name] if name != LOSS else replace(AXES[LOSS], high=highest_loss(self._classes))
        self.curves.set_axis(axis, self._title)
        self.log_heights.setEnabled(axis.may_log)
        self._drawn = {}
        self._show_levels()
        self.refresh()

    def _on_log_toggled(self) -> None:
        self.curves.set_log(self.log_epochs.isChecked(), self.log_heights.isChecked())

    def _on_tab_changed(self) -> None:
        self.quantity.setVisible(self.currentWidget() is self.curves)
        self.prices.price.setVisible(self.currentWidget() is self.prices)

    def refresh(self) -> None:
        """Draw the curves that have grown."""
        for index, runs in enumerate(self._runs):
            counts = tuple(run.history.count for run in runs)
            if self._drawn.get(index) != counts:
                self._drawn[index] = counts
                self.curves.show_line(index, *self._course(runs))

    def _course(self, runs: list[Run]) -> tuple[Band, list[np.ndarray]]:
        name = self.quantity.currentText()
        if OUTPUT_OF.get(name, runs[0].plan.spec.output) != runs[0].plan.spec.output:
            runs = []
        found = band(runs, FIELDS[name])
        courses = [getattr(run.history, FIELDS[name])[: run.history.count] for run in runs if run.history.count]
        if name == ERROR:
            return Band(found.epochs, 100 - found.mean, 100 - found.high, 100 - found.low), [100 - c for c in courses]
        return found, courses

    def show_cells(self, summaries: Sequence[Summary]) -> None:
        """The heat map, from the summaries of all lines."""
        rows, columns = self._shape
        if columns == 1:
            return
        values = np.array([found.final for found in summaries[: rows * columns]]).reshape(self._shape)
        some = values[np.isfinite(values)]
        low, high = (float(some.min()), float(some.max())) if some.size else (0.0, 100.0)
        texts = [["" if np.isnan(value) else number(value, 1) for value in row] for row in values.tolist()]
        self.heatmap.set_values(values, ColorScale(low, high if high > low else low + 1), texts)

    def shown_plot(self) -> Plot:
        """What can be taken away now."""
        names = {self.curves: _("Curves"), self.heatmap: _("Heat map"), self.prices: _("Yardsticks")}
        return Plot(names[self.currentWidget()], self.currentWidget())

    def _on_cell_clicked(self, row: int, column: int) -> None:
        self.cell_clicked.emit(row * self._shape[1] + column)
