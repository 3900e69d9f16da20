"""The axis of losses reaches past chance."""

import math

import pytest

from gui.widgets.loss_axis import highest_loss


@pytest.mark.parametrize(("classes", "highest"), [(2, 2), (3, 2), (10, 3), (26, 4), (62, 5)])
def test_it_ends_at_a_whole_number_well_past_chance(classes, highest):
    assert highest_loss(classes) == highest
    assert highest > math.log(classes) + 0.5
