"""Histograms are read out, whatever the axis, and their logarithms begin below one."""

import numpy as np
import pytest

from gui.data.histogram_plot import FLOOR, PAIRS, Bars, HistogramPlot

EDGES, COUNTS = np.array([-0.1, 0.1, 0.3, 0.5]), np.array([1_234, 0, 20])


@pytest.fixture
def plot(qtbot):
    plot = HistogramPlot("All pairs", "correlation", PAIRS)
    qtbot.addWidget(plot)
    plot.resize(500, 300)
    with qtbot.waitExposed(plot):
        plot.show()
    return plot


def heights(plot, index=0):
    return plot._curves[index].getData()[1].tolist()


def test_the_bin_under_the_pointer_is_read_out(plot, point):
    plot.set_histogram(EDGES, [Bars("pairs", COUNTS, "#5F8FB4")])
    assert plot.reading() == "All pairs"
    point(plot.plot, 0.0, 600)
    assert plot.reading() == "−0.10 to 0.10: 1,234 pairs"
    point(plot.plot, 0.49, 600)
    assert plot.reading() == "0.30 to 0.50: 20 pairs"
    point(plot.plot, 0.506, 600)
    assert plot.reading() == "All pairs"


def test_the_bins_of_several_are_read_out_by_name(plot):
    plot.set_histogram(EDGES, [Bars("between", COUNTS, "#5F8FB4"), Bars("within 3", COUNTS // 1_234, "#0072B2")])
    plot._read(0.0)
    assert plot.reading() == "−0.10 to 0.10: 1,234 pairs between, 1 pair within 3"


def test_counts_stand_on_a_linear_or_a_logarithmic_axis(plot):
    plot.set_histogram(EDGES, [Bars("pairs", COUNTS, "#5F8FB4")])
    assert heights(plot) == [1_234, 0, 20]
    plot.set_logarithmic(True)
    assert heights(plot) == pytest.approx([np.log10(1_234), FLOOR, np.log10(20)])
    axis = plot.plot.getAxis("left")
    assert axis.tickStrings([0, 1, 3, 6, -0.3], 1, 1) == ["1", "10", "1,000", "1 M", ""]


def test_histograms_of_different_sums_are_compared_in_percent(plot):
    plot.set_histogram(EDGES, [Bars("a", COUNTS, "#0072B2"), Bars("b", 10 * COUNTS, "#D55E00")], shares=True)
    assert heights(plot, 0) == pytest.approx(heights(plot, 1))
    assert sum(heights(plot, 0)) == pytest.approx(100)
    plot.set_histogram(np.empty(0), [])
    assert not plot._curves


def test_the_logarithmic_axis_begins_below_one_and_ends_at_the_highest_bar(plot):
    plot.set_histogram(EDGES, [Bars("pairs", COUNTS, "#5F8FB4"), Bars("others", 10 * COUNTS, "#0072B2")])
    plot.set_logarithmic(True)
    low, high = plot.plot.getPlotItem().getViewBox().viewRange()[1]
    room = 0.04 * (np.log10(12_340) - FLOOR)
    assert (low, high) == pytest.approx((FLOOR - room, np.log10(12_340) + room))
    assert all(curve.opts["fillLevel"] == FLOOR for curve in plot._curves), "bars stand on the axis"


def test_one_of_a_kind_is_seen_on_a_logarithmic_axis_and_none_is_not(plot):
    plot.set_histogram(EDGES, [Bars("pairs", np.array([1, 0, 1_000_000]), "#5F8FB4")])
    plot.set_logarithmic(True)
    one, none, million = heights(plot)
    assert none == FLOOR < one == 0
    assert million == pytest.approx(6)


def test_going_back_to_linear_counts_is_as_if_nothing_had_been(plot):
    plot.set_histogram(EDGES, [Bars("pairs", COUNTS, "#5F8FB4")])
    plot.set_logarithmic(True)
    plot.set_logarithmic(False)
    assert heights(plot) == [1_234, 0, 20]
    assert plot.plot.getPlotItem().getViewBox().viewRange()[1] == pytest.approx([-0.04 * 1_234, 1.04 * 1_234])
    assert plot.plot.getAxis("left").tickStrings([1_000], 1, 1) == ["1,000"]


def test_another_histogram_keeps_the_kind_of_axis(plot):
    plot.set_logarithmic(True)
    plot.set_histogram(EDGES, [Bars("pairs", COUNTS, "#5F8FB4")])
    assert heights(plot)[0] == pytest.approx(np.log10(1_234))


def test_the_edge_between_two_bins_belongs_to_the_right_one_and_the_last_to_the_last(plot):
    plot.set_histogram(EDGES, [Bars("pairs", COUNTS, "#5F8FB4")])
    for value, said in ((0.1, "0.10 to 0.30: 0 pairs"), (-0.1, "−0.10 to 0.10: 1,234 pairs"), (0.5, "0.30 to 0.50")):
        plot._read(value)
        assert plot.reading().startswith(said)
    plot._read(-0.1001)
    assert plot.reading() == "All pairs"
