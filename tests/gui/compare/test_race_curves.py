"""The curves of a comparison: axes that follow what is asked for, and a pointer that reads the nearest curve."""

import numpy as np
import pytest
from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication

from engine.experiments.statistics import Band
from gui.compare.line_style import line_styles
from gui.compare.race_curves import Axis, RaceCurves

PERCENT, LOSS = Axis("test accuracy (%)", 0, 100), Axis("loss", 0, 3, places=3)
PENALTY = Axis("loss", -1, 0, may_log=False)
EPOCHS = 8


def band(*means, spread=0.0):
    mean = np.array(means, float)
    return Band(np.arange(len(mean)), mean, mean - spread, mean + spread)


def courses(found):
    """Two runs that make such a band."""
    return [found.low, found.high]


@pytest.fixture
def curves(show):
    """Two candidates of two runs each: one ends at 90, the other at 50."""
    made = show(RaceCurves(), 700, 500)
    made.set_lines(["good", "bad"], line_styles(2), EPOCHS)
    made.set_axis(PERCENT, "A race")
    good, bad = band(10, 40, 60, 70, 80, 84, 88, 89, 90, spread=2), band(10, 20, 30, 40, 41, 42, 43, 44, 50, spread=1)
    made.show_line(0, good, courses(good))
    made.show_line(1, bad, courses(bad))
    return made


def drawn(item):
    x, y = item.getData()
    return x.tolist(), y.tolist()


def seen(curves):
    """The ends of both axes, without the room around them."""
    (left, right), (low, high) = curves.plot.getPlotItem().getViewBox().viewRange()
    x, y = 0.03 * (right - left) / 1.06, 0.03 * (high - low) / 1.06
    return pytest.approx((left + x, right - x)), pytest.approx((low + y, high - y))


def ticks(curves, side):
    return [words for _, words in curves.plot.getAxis(side)._tickLevels[0]]


# Axes


def test_by_default_both_axes_are_as_they_are(curves):
    assert seen(curves) == ((0, EPOCHS), (0, 100))
    assert drawn(curves._lines[0].mean) == (list(range(9)), [10, 40, 60, 70, 80, 84, 88, 89, 90])
    assert drawn(curves._lines[0].low)[1][-1] == 88
    assert drawn(curves._lines[0].high)[1][-1] == 92


def test_a_logarithmic_axis_of_epochs_begins_with_epoch_1(curves):
    curves.set_log(x=True, y=False)
    x, y = drawn(curves._lines[0].mean)
    assert x == pytest.approx(np.log10(np.arange(1, 9)))
    assert y == [40, 60, 70, 80, 84, 88, 89, 90]
    assert seen(curves) == ((0, np.log10(EPOCHS)), (0, 100))
    assert ticks(curves, "bottom") == ["1", "2", "5"]


def test_a_logarithmic_upright_axis_shows_the_tenth_as_far_from_one_as_the_ten(curves):
    curves.set_axis(LOSS, "Loss")
    found = band(3, 1, 0.1, 0.01)
    curves.show_line(0, found, [])
    curves.set_log(x=False, y=True)
    assert drawn(curves._lines[0].mean) == ([0, 1, 2, 3], pytest.approx([np.log10(3), 0, -1, -2]))
    assert seen(curves)[1] == (np.log10(0.003), np.log10(3))
    assert ticks(curves, "left") == ["0.005", "0.01", "0.02", "0.05", "0.1", "0.2", "0.5", "1", "2"]


def test_a_logarithmic_axis_never_reaches_below_a_thousandth(curves):
    curves.set_axis(LOSS, "Loss")
    curves.set_log(x=False, y=True)
    curves.set_shown(1, False)
    curves.set_close_up(True)
    curves.show_line(0, band(3, 1, 0.1, 0.0), [])
    assert seen(curves)[1] == (-3, -1)


def test_a_loss_of_nothing_still_has_a_place_on_it(curves):
    curves.set_axis(LOSS, "Loss")
    curves.show_line(0, band(1, 0), [])
    curves.set_log(x=False, y=True)
    assert drawn(curves._lines[0].mean)[1] == pytest.approx([0, -4])


def test_bands_and_single_runs_are_on_the_same_axes_as_the_means(curves):
    curves.set_log(x=True, y=True)
    line = curves._lines[0]
    assert drawn(line.low)[1] == pytest.approx(np.log10(line.band.low[1:]))
    assert drawn(line.high)[1] == pytest.approx(np.log10(line.band.high[1:]))
    x, y = (np.array(part) for part in drawn(line.singles))
    ends = np.flatnonzero(np.isnan(x))
    assert len(ends) == 2, "each run is a curve of its own"
    np.testing.assert_allclose(x[: ends[0]], np.log10(np.arange(1, 9)))
    np.testing.assert_allclose(y[: ends[0]], np.log10(line.band.low[1:]))
    np.testing.assert_allclose(y[ends[0] + 1 : ends[1]], np.log10(line.band.high[1:]))


def test_what_is_below_zero_has_no_logarithm(curves):
    curves.set_axis(PENALTY, "Loss")
    curves.set_log(x=False, y=True)
    curves.show_line(0, band(-0.1, -0.9), [])
    assert drawn(curves._lines[0].mean)[1] == [-0.1, -0.9]
    assert seen(curves)[1] == (-1, 0)


def test_going_back_to_plain_axes_is_as_if_nothing_had_been(curves):
    before = [drawn(item) for line in curves._lines for item in (line.low, line.high, line.mean)]
    curves.set_log(x=True, y=True)
    curves.set_log(x=False, y=False)
    assert [drawn(item) for line in curves._lines for item in (line.low, line.high, line.mean)] == before
    assert seen(curves) == ((0, EPOCHS), (0, 100))


def test_few_epochs_have_a_tick_each_and_no_halves(curves):
    assert ticks(curves, "bottom") == [str(epoch) for epoch in range(EPOCHS + 1)]
    curves.set_lines(["good"], line_styles(1), 13)
    assert curves.plot.getAxis("bottom")._tickLevels is None


# Close-up


def test_the_close_up_shows_the_heights_of_the_second_halves(curves):
    curves.set_close_up(True)
    assert seen(curves)[1] == (40, 92), "from the lowest of the worse to the highest of the better, epochs 4 to 8"
    curves.set_close_up(False)
    assert seen(curves)[1] == (0, 100)


def test_the_close_up_is_of_the_curves_that_are_shown(curves):
    curves.set_close_up(True)
    curves.set_shown(1, False)
    assert seen(curves)[1] == (78, 92)
    curves.set_shown(1, True)
    assert seen(curves)[1] == (40, 92)
    curves.set_shown(0, False)
    curves.set_shown(1, False)
    assert seen(curves)[1] == (0, 100)


def test_the_close_up_follows_curves_that_grow(curves):
    curves.set_close_up(True)
    curves.set_shown(1, False)
    curves.show_line(0, band(10, 40, 60), [])
    assert seen(curves)[1] == (40, 60), "of three epochs, the last two"
    curves.show_line(0, band(10), [])
    assert seen(curves)[1] == (0, 100), "one is no curve yet"


def test_the_close_up_of_a_level_curve_has_room_around_it(curves):
    curves.set_close_up(True)
    curves.set_shown(1, False)
    curves.show_line(0, band(80, 80, 80, 80), [])
    assert seen(curves)[1] == (79.5, 80.5)


def test_the_close_up_holds_on_a_logarithmic_axis_too(curves):
    curves.set_axis(LOSS, "Loss")
    curves.set_log(x=False, y=True)
    curves.set_shown(1, False)
    curves.set_close_up(True)
    curves.show_line(0, band(3, 1, 0.2, 0.1), [])
    assert seen(curves)[1] == (-1, np.log10(0.2))


# What is shown


def test_bands_and_single_runs_need_several_of_them(curves):
    found = band(10, 20)
    curves.show_line(0, found, [found.mean])
    for item in (curves._lines[0].low, curves._lines[0].high, curves._lines[0].singles):
        assert not len(item.getData()[0])


def test_single_runs_are_seen_on_demand_and_only_of_candidates_that_are_shown(curves):
    singles = [line.singles for line in curves._lines]
    assert [item.isVisible() for item in singles] == [False, False]
    curves.set_shown(1, False)
    curves.set_single_runs(True)
    assert [item.isVisible() for item in singles] == [True, False]
    curves.set_shown(1, True)
    assert [item.isVisible() for item in singles] == [True, True]


def test_the_same_candidates_begin_anew_with_the_same_items(curves):
    items = [item for line in curves._lines for item in line.items()]
    curves.set_shown(0, False)
    curves.set_lines(["good", "bad"], line_styles(2), EPOCHS)
    assert [item for line in curves._lines for item in line.items()] == items
    assert all(line.shown and line.mean.isVisible() and not len(line.mean.getData()[0]) for line in curves._lines)


def test_other_candidates_leave_nothing_of_those_before(curves):
    count = len(curves.plot.getPlotItem().items)
    curves.set_lines(["one"], line_styles(1), EPOCHS)
    assert len(curves.plot.getPlotItem().items) == count - 5


# Reading


def test_the_pointer_reads_the_nearest_curve_with_its_range(curves, point):
    told = []
    curves.pointed.connect(told.append)
    point(curves.plot, 6.2, 87)
    assert curves.reading() == "epoch 6: good 88.0 (86.0 to 90.0)"
    point(curves.plot, 5.8, 44)
    assert curves.reading() == "epoch 6: bad 43.0 (42.0 to 44.0)"
    point(curves.plot, 6, 66)
    assert (curves.reading(), told) == ("", [0, 1, -1])
    assert curves._words.text() == "A race"


def test_leaving_the_plot_takes_the_reading_back(curves, point):
    point(curves.plot, 6, 88)
    QApplication.sendEvent(curves.plot, QEvent(QEvent.Type.Leave))
    assert curves.reading() == ""
    assert not len(curves._spot.getData()[0])


def test_a_curve_that_is_hidden_or_not_so_far_yet_is_not_read(curves, point):
    curves.show_line(0, band(10, 40, 60), [])
    point(curves.plot, 6, 88)
    assert curves.reading() == ""
    point(curves.plot, 2, 60)
    assert curves.reading() == "epoch 2: good 60.0"
    curves.set_shown(0, False)
    point(curves.plot, 2.1, 60)
    assert curves.reading() == ""


def test_on_logarithmic_axes_the_same_epochs_are_read(curves, point):
    curves.set_log(x=True, y=True)
    point(curves.plot, np.log10(4), np.log10(80))
    assert curves.reading().startswith("epoch 4: good 80.0 ")
    assert [part[0] for part in curves._spot.getData()] == pytest.approx([np.log10(4), np.log10(80)])


def test_a_label_with_the_name_of_a_class_is_no_html(curves, point):
    curves.set_lines(["<b>bag</b> left out"], line_styles(1), 4)
    curves.show_line(0, Band(np.arange(3), *[np.array([10.0, 20.0, 30.0])] * 3), [np.array([10.0, 20.0, 30.0])])
    point(curves.plot, 1, curves._y(np.array([20.0]))[0])
    assert "&lt;b&gt;bag" in curves.reading()
