"""The portrait of a unit: its images, its weights, and a click that leads to the evidence."""

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from engine.digits.dataset import DIGIT_NAMES
from engine.inspection.activity import activity
from gui.inspect.unit_portrait import UnitPortrait


@pytest.fixture
def found(inspection):
    return activity(inspection.network, inspection.evaluation.digits)


@pytest.fixture
def portrait(show, found):
    made = show(UnitPortrait(), 560, 420)
    made.show_unit(found, 1, 4, DIGIT_NAMES)
    return made


def test_it_shows_the_images_in_their_order_and_a_click_asks_for_the_evidence(portrait, found):
    layer, digits = found.layers[0], found.digits
    np.testing.assert_array_equal(portrait.most._images, digits.images[layer.most[4]])
    np.testing.assert_array_equal(portrait.least._images, digits.images[layer.least[4]])
    first = layer.most[4, 0]
    assert portrait.most.caption(0) == f"{digits.labels[first]}: {layer.most_values[4, 0]:.2f}".replace("-", "−")
    asked = []
    portrait.chosen.connect(asked.append)
    for grid in (portrait.most, portrait.least):
        QTest.mouseClick(grid.viewport(), Qt.MouseButton.LeftButton, pos=grid.rect_of(1).center().toPoint())
    assert asked == [layer.most[4, 1], layer.least[4, 1]]


def test_the_first_layer_has_a_picture_a_later_one_its_largest_weights(portrait, found):
    np.testing.assert_array_equal(portrait.weights._weights.ravel(), found.network.layers[0].weight[4].detach())
    assert not portrait.links.isVisible()
    portrait.show_unit(found, 2, 3, DIGIT_NAMES)
    portrait.show_cut(True)
    assert portrait.title.text() == "Unit 3 of layer 2, cut"
    assert not portrait.weights.isVisible()
    coming, going = portrait.links.text().split("\n")
    weights = found.network.layers[1].weight[3].detach().numpy()
    largest = int(np.abs(weights).argmax())
    assert coming.startswith(
        f"Largest weights from the units before: {largest} {weights[largest]:+.2f}".replace("-", "−")
    )
    assert going.startswith("Largest weights to the classes: ")


def test_what_is_taken_away_is_what_is_shown(portrait, found):
    layer = found.layers[0]
    _plot, table, images = portrait.things()
    rows = table.rows()
    assert sum(row[3] for row in rows) == 20
    assert sum(row[3] for row in rows if row[1] == row[2] == 0) == layer.zeros[4].sum()
    np.testing.assert_array_equal(images.images()[0], found.digits.images[layer.most[4]])
    portrait.show_unit(None, 1, -1, DIGIT_NAMES)
    assert portrait.things() == []
    assert portrait.most.count() == 0
