"""Maps side by side."""

import numpy as np
import pytest

from gui.inspect.map_grid import MapGrid, columns_of
from gui.inspect.map_marks import MapMarks


@pytest.mark.parametrize(
    ("count", "columns"), [(1, 1), (2, 2), (3, 3), (4, 2), (5, 3), (8, 4), (10, 5), (11, 5), (17, 5)]
)
def test_they_stand_in_few_rows(count, columns):
    assert columns_of(count) == columns


def test_an_image_that_is_pointed_at_in_one_is_shown_in_all(show):
    grid = show(MapGrid(lambda _index: None), 600, 300)
    grid.set_layers([0, 1], ["pixels", "layer"])
    images, labels = np.zeros((3, 28, 28), np.uint8), np.arange(3)
    for one in grid.maps:
        one.set_marks(MapMarks(images, labels, labels > 5, 0, tuple("012")))
        one.set_places(np.random.default_rng(0).normal(size=(3, 2)))
    grid.maps[0]._point_at(2)
    assert grid.maps[1].pointed_at() == 2
    grid.point_at_nothing()
    assert grid.maps[0].pointed_at() == -1
    grid.set_gathering(True)
    kept = grid.maps
    grid.set_layers([0, 1], ["pixels", "layer"])
    assert grid.maps is kept
    grid.set_layers([1], ["layer"])
    assert len(grid.maps) == 1
    assert grid.maps[0]._gathering
    assert grid.maps[0].accessibleName() == "Map: layer"
