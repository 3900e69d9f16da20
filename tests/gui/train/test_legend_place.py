"""The legend goes to where no curve is, and stays there for want of a much better place."""

import numpy as np
import pytest

from gui.train.legend_place import belongs_at_top

EPOCHS = np.arange(11.0)
VIEW = [[0, 10], [0, 1]]


@pytest.mark.parametrize(
    ("values", "from_top", "from_bottom"),
    [
        (np.linspace(0, 0.95, 11), False, False), (np.linspace(1, 0.05, 11), True, True),
        (np.full(11, 0.1), True, True), (np.full(11, 0.9), False, False),
        (np.full(11, 0.52), True, False), (np.full(11, np.nan), True, False),
    ],
)  # fmt: skip
def test_it_is_where_there_is_more_room(values, from_top, from_bottom):
    assert belongs_at_top(EPOCHS, [values], VIEW, True) is from_top
    assert belongs_at_top(EPOCHS, [values], VIEW, False) is from_bottom


def test_what_is_far_from_it_does_not_count_and_every_curve_does():
    low = np.where(EPOCHS < 6, 0.99, 0.05)
    assert belongs_at_top(EPOCHS, [low], VIEW, False)
    assert not belongs_at_top(EPOCHS, [np.full(11, 0.5), np.full(11, 0.97)], VIEW, True)
    assert belongs_at_top(EPOCHS[:3], [np.full(3, 0.97)], VIEW, True)
