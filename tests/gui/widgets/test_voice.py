"""A screen reader finds lists and tables inside of painted widgets, through Qt's own interfaces."""

import gc

import numpy as np
import pytest
from PySide6.QtCore import QEvent, Qt, QTimer
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from gui.widgets.digit_grid import DigitGrid
from gui.widgets.evidence_bars import EvidenceBars
from gui.widgets.heard import heard_list
from gui.widgets.heatmap import Heatmap
from gui.widgets.marks import RIGHT, WRONG
from gui.widgets.still_plot import StillPlot
from gui.widgets.voice import let_widgets_speak, voice_of

_Role, _Name = QAccessible.Role, QAccessible.Text.Name


@pytest.fixture(autouse=True)
def _speaking():
    let_widgets_speak()


def inside(widget):
    """The accessible lists and tables of a widget."""
    node = QAccessible.queryAccessibleInterface(widget)
    found = [node.child(place) for place in range(node.childCount())]
    return [child for child in found if child is not None and child.role() in (_Role.List, _Role.Table)]


def names(node, first=0, count=None):
    return [node.child(place).text(_Name) for place in range(first, count or node.childCount())]


def test_bars_are_a_list_of_ten_values(show):
    bars = show(EvidenceBars(), 300, 250)
    assert voice_of(bars) is None  # as long as nobody has asked
    (values,) = inside(bars)
    assert (values.role(), values.text(_Name), values.childCount()) == (_Role.List, "Evidence for each digit", 10)
    assert names(values)[7] == "7: no evidence yet"
    bars.set_evidence(np.log(np.array([0.01, 0.02, 0.05, 0.1, 0.01, 0.01, 0.05, 0.7, 0.03, 0.02])))
    voice_of(bars).refresh()
    assert names(values)[7] == "7: 0.700"


def test_what_is_painted_anew_is_heard_anew(show, wait):
    bars = show(EvidenceBars(), 300, 250)
    (values,) = inside(bars)
    bars.set_names(["cat", "dog"])
    wait(lambda: values.childCount() == 2)
    assert names(values) == ["cat: no evidence yet", "dog: no evidence yet"]


def test_a_matrix_is_a_table_and_the_arrow_keys_say_its_cells(show, wait, spoken):
    matrix = show(Heatmap(), 400, 350)
    matrix.set_labels("012", "012")
    matrix.set_titles("true digit", "taken for")
    matrix.set_values(np.arange(9.0).reshape(3, 3))
    wait(lambda: [node.role() for node in inside(matrix)] == [_Role.Table])  # it was an empty list before
    (table,) = inside(matrix)
    assert (table.role(), table.childCount()) == (_Role.Table, 16)  # with the heads
    assert names(table, 0, 6)[1:] == ["taken for 0", "taken for 1", "taken for 2", "true digit 0", "0"]
    matrix.setFocus()
    for key in (Qt.Key.Key_Right, Qt.Key.Key_Right, Qt.Key.Key_Down):
        QTest.keyClick(matrix, key)
    wait(lambda: spoken)
    (event,) = spoken  # what was passed by is not said
    cell = event.accessibleInterface()
    assert (event.type(), cell.text(_Name)) == (QAccessible.Event.Focus, "4")
    assert cell.state().focused


def test_a_grid_is_a_list_of_images(show):
    grid = show(DigitGrid(), 300, 200)
    grid.setObjectName("someGrid")
    grid.set_images(np.zeros((3, 28, 28), np.uint8), ["7", "1 → 7", "4"], np.array([RIGHT, WRONG, RIGHT]))
    (images,) = inside(grid.viewport()) or [None]
    assert images is None or images.childCount() == 3
    QAccessible.queryAccessibleInterface(grid)
    (images,) = inside(grid.viewport())
    assert names(images) == ["7, right, 1 of 3", "1 → 7, wrong, 2 of 3", "4, right, 3 of 3"]


def test_a_plot_is_sentences_and_a_table(show):
    plot = show(StillPlot("epoch", "loss"), 300, 200)
    plot.plot([0, 1], [2.3, 0.5], name="training")
    QAccessible.queryAccessibleInterface(plot)
    sentences, table = inside(plot.viewport())
    assert names(sentences)[0].startswith("training: 2 points, 2.3 to 0.5 over epoch 0 to 1")
    assert (table.childCount(), table.child(3).text(_Name)) == (6, "2.3")


def test_what_is_hidden_is_read_no_more_as_it_may_be_closed(show):
    plot = show(StillPlot("epoch", "loss"), 300, 200)
    QAccessible.queryAccessibleInterface(plot)
    voice = voice_of(plot)
    voice.refresh_soon()
    plot.hide()
    assert not voice.findChild(QTimer).isActive()


def test_what_speaks_is_neither_seen_nor_in_the_way(show):
    bars = show(EvidenceBars(), 300, 250)
    before = bars.grab().toImage()
    inside(bars)
    assert bars.grab().toImage() == before
    (view,) = voice_of(bars).views()
    assert bars.childAt(50, 50) is None
    assert view.focusPolicy() == Qt.FocusPolicy.NoFocus
    bars.resize(400, 300)
    assert view.size() == bars.size()


class Unfinished(QWidget):
    """Asked for what it says while it is being made."""

    def __init__(self):
        super().__init__()
        inside(self)
        self.words = ["whole"]

    def heard(self):
        return heard_list("Unfinished", self.words)


def test_a_widget_that_is_asked_too_early_speaks_when_it_is_made(show, wait):
    made = show(Unfinished(), 100, 100)
    wait(lambda: inside(made))
    assert names(inside(made)[0]) == ["whole"]


def test_ten_thousand_questions_and_widgets_that_come_and_go(show, qapp):
    bars = show(EvidenceBars(), 300, 250)
    (values,) = inside(bars)
    for turn in range(10_000):
        assert values.child(turn % 10).text(_Name)
    place = show(QWidget(), 100, 100)
    for turn in range(100):
        made = EvidenceBars(place)
        assert inside(made)[0].child(3).text(_Name) == "3: no evidence yet"
        made.deleteLater()
        if turn % 20 == 0:
            qapp.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
            gc.collect()
