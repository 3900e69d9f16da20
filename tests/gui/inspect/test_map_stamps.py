"""Points look like what they are of."""

import numpy as np
import pytest
from PySide6.QtGui import QColor, QFont

from gui.inspect.map_stamps import OWN, RINGED, WHOLE, Ink, name_path, short_names, stamp
from gui.look import theme
from gui.look.class_colors import class_color


@pytest.fixture
def ink(qapp):
    return Ink(QColor("white").rgb(), QColor("black").rgb(), 1.0, QFont().toString())


def test_a_mark_has_the_colour_of_its_class_in_its_middle(ink):
    for place in range(12):
        made = stamp(ink, place, "", 7.5, WHOLE, False)
        assert made[len(made) // 2, len(made) // 2] == class_color(place).rgb()
        assert made[0, 0] == 0


def test_one_that_fades_is_nearer_to_the_background(ink):
    def lightness(faded):
        made = stamp(ink, 1, "", 7.5, WHOLE, faded)
        return QColor(int(made[len(made) // 2, len(made) // 2])).lightness()

    assert lightness(False) < lightness(True) < 255


def test_the_misclassified_have_a_ring_and_ones_own_a_plate(ink):
    plain, ringed, own = (stamp(ink, 3, "", 7.5, state, False) for state in (WHOLE, RINGED, OWN))
    assert np.count_nonzero(plain) < np.count_nonzero(ringed) < np.count_nonzero(own)
    assert QColor(theme.WINNER).rgb() in own


def test_on_a_finer_screen_it_has_more_pixels(ink):
    assert len(stamp(ink._replace(ratio=2.0), 0, "", 7.5, WHOLE, False)) > 1.8 * len(
        stamp(ink, 0, "", 7.5, WHOLE, False)
    )


def test_names_are_shortened_so_that_no_two_are_alike():
    assert short_names(["0", "10", "7"]) == ["0", "10", "7"]
    assert short_names(["Pullover", "Dress"]) == ["Pu", "Dr"]
    assert short_names(["Sandal", "Sat"]) == ["San", "Sat"]
    assert short_names(["Sandal", "Sandals"]) == ["A", "B"]


def test_a_name_stands_in_the_middle(qapp):
    box = name_path("8", QFont(), 12).boundingRect()
    assert abs(box.center().x()) < 0.1
    assert abs(box.center().y()) < 0.1
    assert 6 < box.height() < 14
