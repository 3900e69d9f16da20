"""A plot without a menu has no form for one, and draws as if it had."""

import numpy as np
import pyqtgraph as pg
from PySide6.QtWidgets import QAbstractButton, QApplication, QGroupBox, QListWidget, QMenu

from gui.widgets.plot_form import take_away_form
from gui.widgets.still_plot import StillPlot


def test_nothing_is_left_of_the_form_and_curves_come_and_go(show):
    before = set(QApplication.allWidgets())
    plot = show(StillPlot("epoch", "loss"), 300, 200)
    made = set(QApplication.allWidgets()) - before
    assert not [widget for widget in made if isinstance(widget, QMenu | QAbstractButton | QGroupBox | QListWidget)]
    curve = plot.plot(np.arange(5), np.arange(5) ** 2)
    assert curve.getData()[1].tolist() == [0, 1, 4, 9, 16]
    plot.removeItem(curve)
    assert plot.getPlotItem().curves == []


def test_what_the_form_said_is_still_said(qapp):
    one, other = pg.PlotItem(enableMenu=False), pg.PlotItem(enableMenu=False)
    take_away_form(one)
    for asked in (
        pg.PlotItem.downsampleMode,
        pg.PlotItem.alphaState,
        pg.PlotItem.pointMode,
        pg.PlotItem.clipToViewMode,
    ):
        assert asked(one) == asked(other)
    assert one.ctrl.gridAlphaSlider.value() == other.ctrl.gridAlphaSlider.value()


def test_it_can_be_closed(show):
    plot = show(StillPlot("epoch", "loss"), 300, 200)
    plot.getPlotItem().close()
    assert plot.getPlotItem().axes is None


def test_the_grid_has_the_lines_of_the_axes_that_are_named(show):
    plot = show(StillPlot("epoch", "loss"), 300, 200)
    assert plot.getAxis("left").grid
    assert plot.getAxis("bottom").grid
    plot.show_grid(("left",))
    assert plot.getAxis("left").grid
    assert plot.getAxis("bottom").grid is False
