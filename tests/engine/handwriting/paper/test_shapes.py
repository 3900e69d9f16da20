"""What SciPy is asked for, on pictures small enough to see the answer."""

import numpy as np

from engine.handwriting.paper import shapes

RING = np.pad(np.pad(np.zeros((3, 3), bool), 1, constant_values=True), 2)


def test_parts_that_touch_by_a_corner_are_one():
    found = shapes.labelled(np.array([[1, 0, 0, 1], [0, 1, 0, 1]], bool))
    assert found.parts == 2
    assert found.places.tolist() == [[1, 0, 0, 2], [0, 1, 0, 2]]
    assert shapes.boxes(found) == [(slice(0, 2), slice(0, 2)), (slice(0, 2), slice(3, 4))]


def test_a_ring_is_filled_widened_and_measured():
    assert shapes.filled(RING).sum() == 25
    assert shapes.widened(RING, 2).all()
    assert shapes.half_width(np.ones((5, 5), bool)).max() == 3


def test_what_is_narrow_and_dark_vanishes_and_what_is_wide_stays():
    grey = np.full((40, 40), 200, np.float32)
    grey[:, 10:13] = 20
    grey[:, 25:] = 90
    found = shapes.without_dark(grey, 7)
    assert (found[:, :25] == 200).all()
    assert (found[:, 25:] == 90).all()


def test_a_single_pixel_far_off_is_no_more_after_the_median():
    grey = np.zeros((15, 15), np.float32)
    grey[7, 7] = 255
    assert not shapes.median(grey).any()
    assert abs(float(shapes.smooth(grey, 1.0).sum()) - 255) < 1
