"""The pictures of a comparison: which curves belong on which axis, and which candidate a cell of the heat map is."""

import math
from dataclasses import replace

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from engine.experiments.experiment import Experiment, Factor
from engine.experiments.factors import Plan
from engine.experiments.run import Run
from engine.experiments.statistics import summary
from engine.networks.network import NetworkSpec
from engine.training.config import TrainingConfig
from engine.training.history import EpochReport
from gui.compare.line_style import line_styles
from gui.compare.race_plots import ERROR, LOSS, PENALTY, TEST, TRAINING, RacePlots

RATES, WIDTHS = (0.1, 0.01), (8, 16, 32)  # two rows, three columns
BASE = Plan(NetworkSpec((4,)), TrainingConfig(epochs=2))


def finished(plan, *accuracies):
    run = Run(0, 0, plan)
    for epoch, accuracy in enumerate(accuracies):
        run.history.append(EpochReport(epoch, 2 - epoch / 2, np.empty(0), accuracy - 1, accuracy, 1.0))
    run.state = "finished"
    return run


def begin(plots, experiment, finals, pinned=()):
    """Candidates that end at ``finals``, and below them runs of the Train page."""
    runs = [
        [finished(candidate.plan, 10, 50, final)] if math.isfinite(final) else [Run(0, 0, candidate.plan)]
        for candidate, final in zip(experiment.candidates, finals, strict=True)
    ] + [[finished(BASE, 10, 50, final)] for final in pinned]
    plots.begin(experiment, [f"line {k}" for k in range(len(runs))], line_styles(len(runs)), runs)
    plots.show_cells([summary(some) for some in runs])
    return runs


@pytest.fixture
def plots(show):
    made = RacePlots()
    made.set_corner()
    return show(made, 800, 500)


@pytest.fixture
def crossed():
    """Two learning rates by three widths."""
    return Experiment("rates and widths", BASE, (Factor("learning_rate", RATES), Factor("width", WIDTHS)))


@pytest.fixture
def outputs():
    """Log-softmax against softmax."""
    return Experiment("outputs", BASE, (Factor("output", ("log_softmax", "softmax")),))


@pytest.fixture
def heatmap(plots, crossed):
    begin(plots, crossed, [91, 92, 93, 94, 95, 96], pinned=[10])
    plots.setCurrentWidget(plots.heatmap)
    plots.chosen = []
    plots.cell_clicked.connect(plots.chosen.append)
    return plots.heatmap


def choose(plots, quantity):
    """As a person does by the keyboard."""
    plots.quantity.setCurrentIndex(plots.quantity.findText(quantity))
    plots.quantity.activated.emit(plots.quantity.currentIndex())


def heights(plots, index):
    return plots.curves._lines[index].mean.getData()[1].tolist()


# The heat map


def test_a_cell_is_the_pair_of_its_row_and_its_column(heatmap, crossed):
    assert heatmap.values().tolist() == [[91, 92, 93], [94, 95, 96]], "those that are pinned are not in it"
    assert list(heatmap._names._rows) == crossed.factors[0].words()
    assert list(heatmap._names._columns) == crossed.factors[1].words()


@pytest.mark.parametrize(("cell", "candidate"), [((0, 0), 0), ((0, 2), 2), ((1, 0), 3), ((1, 1), 4), ((1, 2), 5)])
def test_a_click_on_a_cell_chooses_its_candidate(heatmap, plots, crossed, cell, candidate):
    QTest.mouseClick(heatmap, Qt.MouseButton.LeftButton, pos=heatmap.cell_rect(*cell).center().toPoint())
    assert plots.chosen == [candidate]
    plan = crossed.candidates[candidate].plan
    assert plan.config.learning_rate == RATES[cell[0]]
    assert plan.spec.hidden == (WIDTHS[cell[1]],)


def test_the_keyboard_chooses_the_same_candidate(heatmap, plots):
    heatmap.setFocus()
    for key in (Qt.Key.Key_Right, Qt.Key.Key_Down, Qt.Key.Key_Right, Qt.Key.Key_Return):
        QTest.keyClick(heatmap, key)
    assert (heatmap.cell(), plots.chosen) == ((1, 1), [4]), "the first key goes to the first cell"
    QTest.keyClick(heatmap, Qt.Key.Key_Up)
    QTest.keyClick(heatmap, Qt.Key.Key_Space)
    assert plots.chosen == [4, 1]


def test_the_colours_run_from_the_worst_to_the_best_that_there_is(plots, crossed):
    begin(plots, crossed, [91, 92, math.nan, 94, 95, 96])
    scale = plots.heatmap._scale
    assert (scale.low, scale.high) == (91, 96)
    assert plots.heatmap._texts == [["91.0", "92.0", ""], ["94.0", "95.0", "96.0"]]
    begin(plots, crossed, [50] * 6)
    assert plots.heatmap._scale.low == 50 < plots.heatmap._scale.high
    begin(plots, crossed, [math.nan] * 6)
    assert (plots.heatmap._scale.low, plots.heatmap._scale.high) == (0, 100)


def test_one_thing_varied_has_no_heat_map(plots, crossed, outputs):
    begin(plots, crossed, [91] * 6)
    assert plots.isTabVisible(1)
    begin(plots, outputs, [91, 92])
    assert not plots.isTabVisible(1)


# Which quantity


def test_the_loss_of_one_output_shows_the_networks_that_have_it(plots, outputs):
    begin(plots, outputs, [90, 80])
    assert [plots.quantity.itemText(k) for k in range(plots.quantity.count())] == [TEST, TRAINING, ERROR, LOSS, PENALTY]
    choose(plots, LOSS)
    assert (heights(plots, 0), heights(plots, 1)) == ([2, 1.5, 1], [])
    choose(plots, PENALTY)
    assert (heights(plots, 0), heights(plots, 1)) == ([], [2, 1.5, 1])


def test_a_loss_that_no_network_has_is_not_offered_and_the_choice_stays_else(plots, outputs, crossed):
    begin(plots, outputs, [90, 80])
    choose(plots, ERROR)
    begin(plots, crossed, [90] * 6)
    assert plots.quantity.currentText() == ERROR
    assert plots.quantity.findText(PENALTY) == -1
    begin(plots, outputs, [90, 80])
    choose(plots, PENALTY)
    begin(plots, crossed, [90] * 6)
    assert plots.quantity.currentText() == TEST


def test_errors_are_what_lacks_to_a_hundred_and_the_best_seed_is_the_lower_edge(plots, outputs):
    runs = [[finished(BASE, 10, 60), finished(BASE, 10, 80)], [finished(BASE, 10, 10)]]
    plots.begin(replace(outputs, seeds=(0, 1)), ["a", "b"], line_styles(2), runs)
    choose(plots, ERROR)
    line = plots.curves._lines[0]
    assert [part.getData()[1].tolist() for part in (line.low, line.mean, line.high)] == [[90, 20], [90, 30], [90, 40]]
    assert [course.tolist() for course in line.courses] == [[90, 40], [90, 20]]


def test_training_and_test_are_told_apart(plots, outputs):
    begin(plots, outputs, [90, 80])
    assert heights(plots, 0) == [10, 50, 90]
    choose(plots, TRAINING)
    assert heights(plots, 0) == [9, 49, 89]


def test_curves_are_drawn_again_only_when_they_have_grown(plots, outputs, monkeypatch):
    runs, drawn = begin(plots, outputs, [90, 80]), []
    monkeypatch.setattr(plots.curves, "show_line", lambda index, *_: drawn.append(index))
    plots.refresh()
    runs[1][0].history.count = 2
    plots.refresh()
    assert drawn == [1]


# The boxes above the curves


@pytest.fixture
def grown(plots, outputs):
    begin(plots, outputs, [90, 80])
    return plots


def test_the_boxes_change_the_axes(grown, click):
    curves = grown.curves
    click(grown.log_epochs)
    assert (curves._log_x, curves._log_y) == (True, False)
    click(grown.log_heights)
    click(grown.log_epochs)
    assert (curves._log_x, curves._log_y) == (False, True)
    click(grown.close_up)
    assert curves._close
    click(grown.single)
    assert curves._lines[0].singles.isVisible()


def test_losses_below_zero_have_no_logarithm_to_ask_for(grown):
    for quantity, possible in ((PENALTY, False), (LOSS, True)):
        choose(grown, quantity)
        assert grown.log_heights.isEnabled() is possible


def test_what_can_be_taken_away_is_what_is_in_front(plots, crossed):
    begin(plots, crossed, [91] * 6)
    assert plots.shown_plot().widget is plots.curves
    assert plots.quantity.isVisible()
    plots.setCurrentWidget(plots.heatmap)
    assert plots.shown_plot().widget is plots.heatmap
    assert not plots.quantity.isVisible()


def test_the_heat_map_and_the_axis_of_losses_are_those_of_the_classes(plots):
    names = tuple("abcdefghijklmnopqrstuvwxyz")
    base = replace(BASE, spec=replace(BASE.spec, classes=26, names=names))
    factors = Factor("output", ("log_softmax", "softmax")), Factor("left_out", (None, 2))
    experiment = Experiment("letters", base, factors)
    begin(plots, experiment, [90.0] * 4)
    assert list(plots.heatmap._names._columns) == ["none", "c"]
    assert plots.heatmap._names._titles == ("Output", "Class left out of training")
    plots.quantity.setCurrentIndex(plots.quantity.findText(LOSS))
    plots._on_quantity_chosen()
    assert plots.curves._axis.high == 4
