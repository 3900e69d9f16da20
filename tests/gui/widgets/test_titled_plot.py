"""What the pointer reads stands in the title's place for as long as there is something to read."""

import pytest
from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication, QCheckBox

from gui.widgets.still_plot import StillPlot
from gui.widgets.titled_plot import TitledPlot


class Reading(TitledPlot):
    def _on_pointer_moved(self, point):
        self._show_reading("" if point is None else f"at {point.x():.0f}")


@pytest.fixture
def plot(show):
    made = show(Reading(StillPlot("x", "y"), "A title"), 400, 300)
    made.plot.setXRange(0, 10, padding=0)
    made.plot.setYRange(0, 1, padding=0)
    return made


def test_the_reading_takes_the_titles_place_and_gives_it_back(plot, point):
    assert (plot.reading(), plot._words.text()) == ("", "A title")
    point(plot.plot, 4, 0.5)
    assert (plot.reading(), plot._words.text(), plot.title()) == ("at 4", "at 4", "A title")
    QApplication.sendEvent(plot.plot, QEvent(QEvent.Type.Leave))
    assert (plot.reading(), plot._words.text()) == ("", "A title")


def test_a_new_title_waits_until_nothing_is_read(plot, point):
    point(plot.plot, 4, 0.5)
    plot.set_title("Another")
    assert (plot._words.text(), plot._words.toolTip()) == ("at 4", "Another")
    QApplication.sendEvent(plot.plot, QEvent(QEvent.Type.Leave))
    assert plot._words.text() == "Another"


def test_a_title_that_is_no_other_is_told_nobody_again(plot, monkeypatch):
    told = []
    monkeypatch.setattr(plot.plot, "setAccessibleName", told.append)
    plot.set_title("A title")
    assert told == []
    plot.set_title("A title", "and what it is")
    assert plot._words.toolTip() == "A title\nand what it is"
    plot.set_title("A title", "and what it is")
    assert told == ["A title"]


def test_what_is_added_stands_right_of_the_title_above_the_plot(plot, qtbot):
    box = QCheckBox("Log")
    plot.add_to_header(box)
    qtbot.waitUntil(lambda: box.geometry().left() > plot._words.geometry().left())
    assert box.geometry().bottom() < plot.plot.geometry().top()


def test_a_long_title_does_not_widen_it(plot):
    before = plot.minimumSizeHint().width()
    plot.set_title("a very long title " * 20)
    assert plot.minimumSizeHint().width() == before
