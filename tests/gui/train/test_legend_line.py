"""In a plot that is too small for a legend beside its curves, a line above it says what the curves are."""

import numpy as np

from gui.train.live_curves import AccuracyPlot


def test_it_is_there_where_the_plot_is_small_and_names_the_same_curves(show, qtbot):
    plot = show(AccuracyPlot(), 700, 400)
    train = np.linspace(10, 95, 5)
    plot.show_accuracies(train, train + 2, 4)
    line = plot._legend_line
    assert plot._legend.isVisible()
    assert line.isHidden()
    plot.resize(260, 200)
    qtbot.waitUntil(line.isVisible)
    assert not plot._legend.isVisible()
    assert [name for _curve, name in line.entries()] == ["training", "test", "best test"]
    before = line.grab().toImage()
    plot.show_accuracies(train, train + 2, 4, validation=train + 1)
    assert [name for _curve, name in line.entries()] == ["training", "test", "validation", "best validation"]
    assert line.grab().toImage() != before
    plot.resize(700, 400)
    qtbot.waitUntil(plot._legend.isVisible)
    assert line.isHidden()
