"""The weights of a layer at the start and now, and over the epochs where they were kept."""

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from engine.networks.network import FeedForward
from engine.training.weight_course import WeightCourse
from gui.inspect.weights_panel import WeightsPanel
from tests.gui.inspect.tools import pick, show


@pytest.fixture
def course(inspection):
    """Of three epochs, in which the weights grow."""
    made = WeightCourse()
    for epoch in range(3):
        network = FeedForward(inspection.network.spec, seed=3)
        network.flat.mul_(epoch + 1)
        made.add(epoch, network)
    return made


@pytest.fixture
def panel(show, inspection):
    made = show(WeightsPanel(), 900, 560)
    made.show_network(inspection, None)
    return made


def down(field):
    field.setFocus()
    QTest.keyClick(field, Qt.Key.Key_Down)


def test_layers_are_named_by_their_units_and_the_first_is_shown(panel):
    assert [panel.layer.itemText(k) for k in range(3)] == ["layer 1: 784 → 6", "layer 2: 6 → 4", "layer 3: 4 → 10"]
    assert panel.title.text() == "First layer: 6 units, strongest first"
    assert panel.grid.count() == 6


def test_the_weights_now_reach_further_than_at_the_start(panel):
    borders, shares = panel._two(0)
    for curve, part in ((panel._start, shares[0]), (panel._now, shares[1])):
        assert curve.getData()[0].tolist() == borders.tolist()
        assert curve.getData()[1].tolist() == part.tolist()
        assert part.sum() == pytest.approx(100)
    assert (shares[1] > 0).sum() > (shares[0] > 0).sum()


def test_another_layer_has_other_weights_and_the_choice_stays(panel, inspection):
    down(panel.layer)
    assert panel._start.getData()[0][-1] > 0.4 > panel._two(0)[0][-1], "within 1/√6 at the start, not 1/√784"
    panel.show_network(inspection, None)
    assert panel.layer.currentIndex() == 1


def test_over_the_epochs_each_has_its_column(panel, inspection, course):
    panel.show_network(inspection, course)
    down(panel.view)
    assert panel._pages.currentWidget() is panel.course
    epochs, borders, shares = panel._over_epochs(0)
    assert epochs.tolist() == [0, 1, 2]
    assert panel._image.image.shape == (len(borders) - 1, 3), "a column for each epoch"
    rect = panel._image.mapRectToParent(panel._image.boundingRect())
    assert (rect.left(), rect.right()) == (-0.5, 2.5)
    assert (rect.top(), rect.bottom()) == pytest.approx((borders[0], borders[-1]))
    assert shares.sum(1) == pytest.approx([100] * 3)


def test_where_no_epochs_were_kept_it_says_so(panel, inspection, course):
    down(panel.view)
    assert panel._no_course.isVisible()
    assert panel.words.text() == ""
    first = WeightCourse()
    first.add(0, inspection.network)
    panel.show_network(inspection, first)
    assert panel._no_course.isVisible(), "one epoch is no course"


def test_the_start_is_said_to_be_a_guess_where_the_seed_is_not_known(panel, inspection):
    assert "from its seed 3" in panel.words.text()
    facts = {name: getattr(inspection, name) for name in inspection.__dataclass_fields__}
    panel.show_network(type(inspection)(**facts | {"seed": None}), None)
    assert "as its own is not recorded" in panel.words.text()


def test_what_can_be_taken_away(panel, inspection, course):
    names = [thing.name for thing in panel.things()]
    assert names == ["First layer's weights", "Histogram of the weights", "Histogram of the weights"]
    rows = panel.things()[2].rows()
    assert sum(row[2] for row in rows) == pytest.approx(100)
    assert rows[0][1] == rows[1][0], "the bins lie edge to edge"
    panel.show_network(inspection, course)
    over = panel.things()[3].rows()
    assert [epoch for epoch, *_ in over] == sorted(epoch for epoch, *_ in over)
    assert sum(share for epoch, *_, share in over if epoch == 2) == pytest.approx(100)
    panel.show_network(None, None)
    assert panel.things() == []


def test_the_first_layers_units_are_shown_and_every_layers_weights_counted(page):
    panel = show(page, page.weights)
    assert panel.grid.count() == 24
    assert [panel.layer.itemText(index) for index in range(2)] == ["layer 1: 784 → 24", "layer 2: 24 → 10"]
    _, before = panel._start.getData()
    _, after = panel._now.getData()
    assert before.sum() == pytest.approx(100)
    assert after.sum() == pytest.approx(100)
    assert not np.array_equal(before, after)
    assert "its seed 3" in panel.words.text()
    pick(panel.view, "over the epochs")
    assert panel._no_course.isVisible()
