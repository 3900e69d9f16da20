"""The legend goes to the corner where no curve is, and stays in its own for want of a much better one."""

import numpy as np
import pytest

from gui.train.legend_place import CORNERS, Corner, best_corner

EPOCHS = np.arange(11.0)
VIEW = [[0, 10], [0, 1]]
TOP_RIGHT, BOTTOM_RIGHT, TOP_LEFT, BOTTOM_LEFT = CORNERS


@pytest.mark.parametrize(
    ("values", "now", "best"),
    [
        (np.linspace(0, 1, 11), TOP_RIGHT, BOTTOM_RIGHT), (np.linspace(0, 1, 11), TOP_LEFT, TOP_LEFT),
        (np.linspace(1, 0, 11), BOTTOM_RIGHT, TOP_RIGHT), (np.linspace(1, 0, 11), BOTTOM_LEFT, BOTTOM_LEFT),
        (np.linspace(0.1, 0.7, 11), TOP_RIGHT, TOP_LEFT), (np.full(11, 0.9), TOP_LEFT, BOTTOM_RIGHT),
        (np.full(11, 0.52), TOP_RIGHT, TOP_RIGHT), (np.full(11, np.nan), BOTTOM_LEFT, BOTTOM_LEFT),
    ],
)  # fmt: skip
def test_it_is_where_there_is_most_room(values, now, best):
    assert best_corner(EPOCHS, [values], VIEW, now) == best


def test_what_is_far_from_it_does_not_count_and_every_curve_does():
    low = np.where(EPOCHS < 6, 0.99, 0.05)
    assert best_corner(EPOCHS, [low], VIEW, BOTTOM_RIGHT) == BOTTOM_LEFT
    assert best_corner(EPOCHS, [low, np.full(11, 0.4)], VIEW, BOTTOM_RIGHT) == TOP_RIGHT
    assert best_corner(EPOCHS[:3], [np.full(3, 0.97)], VIEW, TOP_RIGHT) == TOP_RIGHT, "it has not come there yet"


def test_a_wide_one_is_off_what_a_narrow_one_is_beside():
    falling = np.where(EPOCHS > 5, 0.3, 0.95)
    assert best_corner(EPOCHS, [falling], VIEW, TOP_RIGHT) == BOTTOM_LEFT
    assert best_corner(EPOCHS, [falling], VIEW, TOP_RIGHT, 0.7) == BOTTOM_RIGHT


def test_offsets_are_from_its_own_edges():
    assert Corner(is_left=True, is_top=False).offset(12) == (12, -12)
    assert TOP_RIGHT.offset(12) == (-12, 12)
