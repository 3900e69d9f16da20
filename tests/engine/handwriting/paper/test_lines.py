"""Lines of the paper are found, and strokes are not."""

import numpy as np
import pytest

from engine.handwriting.paper.lines import lines_in
from tests.engine.handwriting.paper.drawn import SEVEN, ink

DIGIT = ink(SEVEN) > 0.5


def lines(*ends, pen=2):
    return ink(ends, pen=pen) > 0.5


RULED = lines(*(((0, y), (299, y)) for y in range(15, 200, 30)))
SQUARED = RULED | lines(*(((x, 0), (x, 199)) for x in range(20, 300, 30)))
TURNED = lines(*(((0, y), (299, y + 42)) for y in range(-30, 200, 30)))
BOX = lines(((40, 20), (180, 20)), ((180, 20), (180, 180)), ((180, 180), (40, 180)), ((40, 180), (40, 20)), pen=3)


@pytest.mark.parametrize("paper", [RULED, SQUARED, TURNED, BOX, lines(((0, 90), (299, 100)), pen=4)])
def test_lines_go_and_the_strokes_that_cross_them_stay(paper):
    found = lines_in(paper | DIGIT)
    assert found.places[paper & ~DIGIT].mean() > 0.9
    assert found.places[DIGIT].mean() < 0.12


@pytest.mark.parametrize("strokes", [DIGIT, ink(SEVEN, pen=3) > 0.5, DIGIT.T, np.zeros((50, 60), bool)])
def test_a_digit_alone_has_no_lines(strokes):
    found = lines_in(strokes)
    assert not found.places.any()
    assert (found.count, found.degrees) == (0, 0)


def test_turned_lines_tell_how_far():
    assert abs(lines_in(TURNED).degrees - np.degrees(np.arctan(42 / 299))) < 1
    assert abs(lines_in(SQUARED).degrees) < 0.5
