"""Turning a picture, and its crop with it."""

import numpy as np

from engine.handwriting.paper.view import Crop, View, seen


def test_quarters_go_clockwise_and_take_the_crop_along():
    grey = np.arange(6, dtype=np.uint8).reshape(2, 3)
    assert seen(grey, View(1)).tolist() == [[3, 0], [4, 1], [5, 2]]
    view = View(0, None, Crop(0.0, 0.0, 0.25, 0.5)).turned(1)
    assert view == View(1, None, Crop(0.5, 0.0, 1.0, 0.25))
    assert view.turned(-1) == View(0, None, Crop(0.0, 0.0, 0.25, 0.5))


def test_degrees_go_clockwise_and_the_corners_have_the_level_of_the_edge():
    grey = np.full((101, 101), 200, np.uint8)
    grey[10:50, 49:52] = 0  # up
    turned = seen(grey, View(0, 30.0))
    rows, columns = np.nonzero(turned < 100)
    assert columns.mean() > turned.shape[1] / 2 + 5
    assert rows.mean() < turned.shape[0] / 2
    assert turned[0, 0] == 200
