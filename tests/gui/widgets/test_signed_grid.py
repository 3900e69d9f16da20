"""Numbers are shown on one scale with zero in the middle."""

import numpy as np
from PySide6.QtGui import QColor

from gui.widgets.signed_grid import SignedGrid


def test_each_picture_has_the_colours_of_its_numbers(show):
    grid = show(SignedGrid(), 500, 200)
    grid.show_values(np.stack([np.full((28, 28), value) for value in (0.5, -0.25, 0.0)]), 0.5, ["a", "b", "c"])
    image = grid.viewport().grab().toImage()
    seen = [image.pixelColor(grid.rect_of(place).center().toPoint()) for place in range(3)]
    assert seen == [QColor.fromRgb(int(argb)) for argb in grid.colors().argb(np.array([0.5, -0.25, 0.0]))]
    assert grid.caption(1) == "b"
    grid.show_values(np.zeros((1, 28, 28)), 0.0)
    assert grid.colors().high == 1.0
    grid.show_values(np.empty((0, 28, 28)), 1.0)
    assert grid.count() == 0
