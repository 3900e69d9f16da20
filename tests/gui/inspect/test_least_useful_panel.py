"""The curve of what is left without the least useful units, and a slider that cuts so many."""

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from engine.inspection.least_useful import LeastUseful
from gui.inspect.least_useful_panel import LeastUsefulPanel
from gui.widgets.actions import add_action

LEAST = LeastUseful(
    ((1, 2), (1, 0), (1, 1)), 1, np.arange(4), np.array([90.0, 92, 80, 10]), np.array([91.0, 89, 79, 9]),
    np.arange(0, 300, 2), np.arange(1, 300, 2),
)  # fmt: skip


@pytest.fixture
def panel(show):
    owner = QWidget()
    actions = [add_action(owner, name, name, lambda: None) for name in ("find", "cancel")]
    made = show(LeastUsefulPanel(*actions), 560, 420)
    made.owner = owner
    return made


def test_before_anything_is_found_it_says_what_would_be_measured(panel):
    assert panel.words.text().startswith("Every unit is cut alone")
    assert not panel.slider.isVisible()
    assert panel.find.isVisible()
    assert panel.things() == []
    panel.show_progress(0.25, 8.0)
    assert (panel.bar.value(), panel.left.text()) == (250, "25 %, 8.0 s left")
    assert panel.cancel.isVisible()
    assert not panel.find.isVisible()


def test_the_slider_cuts_so_many_and_stands_where_so_many_are_cut(panel):
    wanted = []
    panel.wanted.connect(wanted.append)
    panel.show_found(LEAST, "MNIST")
    np.testing.assert_array_equal(panel._showing.getData()[1], LEAST.showing)
    QTest.keyClick(panel.slider, Qt.Key.Key_Right)
    assert wanted == [1]
    assert panel.reading.text().startswith("1 unit cut: 89.0 %")
    panel.show_cut(frozenset({(1, 2), (1, 0)}))
    assert panel.slider.value() == 2
    panel.show_cut(frozenset({(1, 1)}))
    assert panel.slider.value() == 2, "that is not the least useful one"
    assert wanted == [1], "what stands there was not asked for"
    curve, order = panel.things()[1:]
    assert curve.rows()[1] == (1, 89.0, 92.0)
    assert order.rows()[0] == (1, 1, 2)
