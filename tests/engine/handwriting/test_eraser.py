"""The eraser touches a stroke where a person sees that it does."""

import numpy as np
import pytest

from engine.handwriting.eraser import touches

LINE = np.array([[50.0, 50.0], [150.0, 50.0]])


@pytest.mark.parametrize(
    ("start", "stop", "touched"),
    [
        ((100, 58), (100, 58), True),
        ((100, 62), (100, 62), False),
        ((158, 50), (158, 50), True),
        ((100, 0), (100, 100), True),
        ((0, 62), (200, 62), False),
        ((0, 0), (300, 300), True),
    ],
)
def test_within_reach_of_any_part(start, stop, touched):
    assert touches(LINE, np.array([start, stop], float), 10) == touched


def test_a_dot_and_points_on_top_of_each_other():
    dot = np.array([[50.0, 50.0]])
    assert touches(dot, np.array([[40.0, 50.0], [42.0, 50.0]]), 10)
    assert not touches(dot, np.array([[20.0, 50.0], [30.0, 50.0]]), 10)
    assert touches(np.repeat(dot, 3, axis=0), np.array([[45.0, 50.0], [45.0, 50.0]]), 10)
