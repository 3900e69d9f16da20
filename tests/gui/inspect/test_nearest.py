"""Which point is meant."""

import numpy as np

from gui.inspect.nearest import nearest, next_in_direction

PIXELS = np.array([[0.0, 0.0], [10.0, 1.0], [30.0, 0.0], [0.0, 20.0], [12.0, 11.0]])


def test_the_nearest_one_within_reach():
    assert nearest(PIXELS, 9, 2) == 1
    assert nearest(PIXELS, 20, 20, within=5) == -1
    assert nearest(PIXELS[:0], 0, 0) == -1


def test_the_next_one_on_a_side_is_rather_there_than_elsewhere():
    assert next_in_direction(PIXELS, 0, 1, 0) == 1
    assert next_in_direction(PIXELS, 1, 1, 0) == 2
    assert next_in_direction(PIXELS, 0, 0, 1) == 3
    assert next_in_direction(PIXELS, 2, -1, 0) == 1
    assert next_in_direction(PIXELS, 2, 1, 0) == 2  # there is none
    assert next_in_direction(PIXELS, 0, 0, -1) == 0
