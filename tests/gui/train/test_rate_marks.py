"""Changes of the learning rate are marked where they came."""

import pytest
from PySide6.QtGui import QFont

from engine.training.rate_changes import RateChange
from gui.look import sizes
from gui.train.live_curves import LossPlot
from gui.train.rate_marks import RateMarks

CHANGES = RateChange(2, 1, 0.1), RateChange(9, 6, 0.025)


@pytest.fixture
def plot(show):
    return show(LossPlot(), 500, 300)


def test_a_line_stands_at_the_batch_and_says_the_new_rate(plot):
    marks = plot.rate_marks
    marks.show(CHANGES, 10, 10)
    assert [line.value() for line in marks.lines] == [1.0, 8.5]
    assert [line.label.format for line in marks.lines] == ["rate 0.1", "rate 0.025"]
    before, letters = marks.lines[:], marks.lines[0].label.textItem.font().pointSizeF()
    marks.show(CHANGES, 10, 10)
    assert marks.lines == before
    larger = QFont(plot.plot.font())
    larger.setPointSizeF(2 * letters)
    plot.plot.setFont(larger)
    sizes.changed.emit()
    assert marks.lines[0].label.textItem.font().pointSizeF() == pytest.approx(2 * letters, rel=0.1)
    nameless = RateMarks(plot.plot)
    nameless.show(CHANGES, 10, 10)
    assert not hasattr(nameless.lines[0], "label")


def test_another_run_without_changes_has_no_lines(plot):
    marks = plot.rate_marks
    marks.show(CHANGES, 10, 10)
    line = marks.lines[0]
    marks.show((), 10, 10)
    assert marks.lines == []
    assert line.scene() is None
