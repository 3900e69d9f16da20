"""What stands beside the axes of a plot fits there."""

import pytest

from gui.widgets.still_plot import StillPlot


def numbers(plot):
    return [text for _value, text in plot.getAxis("left")._tickLevels[0]]


@pytest.fixture
def plot(show):
    made = show(StillPlot("epoch", "a rather long name, longer than such an axis is"), 300, 400)
    made.set_ticks("left", range(0, 101, 10))
    made.setYRange(0, 100)
    return made


def test_numbers_above_each_other_leave_room_and_the_topmost_stays(plot, qapp):
    assert numbers(plot) == [str(value) for value in range(0, 101, 10)]
    plot.resize(300, 120)
    qapp.processEvents()
    few = numbers(plot)
    assert few[-1] == "100"
    assert 2 <= len(few) <= 6
    plot.resize(300, 400)
    qapp.processEvents()
    assert len(numbers(plot)) == 11


@pytest.mark.parametrize("height", [100, 200, 400])
def test_the_name_of_an_axis_is_no_longer_than_the_axis(plot, qapp, height):
    plot.resize(300, height)
    qapp.processEvents()
    for name in (None, "another name, and a longer one than any axis of such a small plot can be"):
        if name:
            plot.setLabel("left", name)
        label, axis = plot.getAxis("left").label, plot.getAxis("left")
        seen = axis.mapRectFromItem(label, label.boundingRect())
        assert seen.top() >= -1
        assert seen.bottom() <= axis.size().height() + 1
