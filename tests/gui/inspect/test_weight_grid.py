"""Units are shown in the order of their norms, on one scale with zero in the middle."""

import numpy as np
import pytest
from PySide6.QtGui import QColor

from engine.inspection.weights import FirstLayer
from gui.inspect.weight_grid import WeightGrid

WEIGHTS = np.stack([np.full((28, 28), value, np.float32) for value in (0.5, -0.25, 0.0)])


@pytest.fixture
def grid(show):
    made = show(WeightGrid(), 500, 200)
    made.show_layer(FirstLayer(WEIGHTS, np.array([4, 0, 9]), np.array([14.0, 7.0, 0.0]), 0.5))
    return made


def color(grid, place):
    return grid.viewport().grab().toImage().pixelColor(grid.rect_of(place).center().toPoint())


def test_each_unit_has_the_colours_of_its_weights(grid):
    assert (grid.colors().low, grid.colors().high) == (-0.5, 0.5)
    expected = [QColor.fromRgb(int(argb)) for argb in grid.colors().argb(np.array([0.5, -0.25, 0.0]))]
    assert [color(grid, place) for place in range(3)] == expected


def test_captions_and_tooltips_tell_which_unit_it_is(grid):
    assert [grid.caption(place) for place in range(3)] == ["unit 4", "unit 0", "unit 9"]
    assert grid._tip_of(1) == ("unit 0 of the first layer: norm of its 784 weights 7.00\nweights from −0.25 to −0.25")


def test_weights_of_nothing_and_no_network_can_be_shown(grid):
    grid.show_layer(FirstLayer(0 * WEIGHTS, np.arange(3), np.zeros(3), 0.0))
    assert grid.colors().high == 1.0
    grid.viewport().grab()
    grid.show_layer(None)
    assert grid.count() == 0
    grid.viewport().grab()
