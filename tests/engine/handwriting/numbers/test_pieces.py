"""Ink in a picture falls into pieces: what hangs together, cut where it is wide and thin."""

import numpy as np
import pytest
from scipy import ndimage

from engine.handwriting.numbers.pieces import MOST, labelled, pieces_of


@pytest.mark.parametrize("share", [0.1, 0.3, 0.5, 0.8])
def test_connected_parts_are_those_of_scipy(share):
    ink = np.random.default_rng(7).random((40, 60)) < share
    found, (theirs, count) = labelled(ink), ndimage.label(ink, np.ones((3, 3)))
    assert found.max() == count
    pairs = set(zip(found.ravel().tolist(), theirs.ravel().tolist(), strict=True))
    assert len(pairs) == count + 1  # each of ours is one of theirs
    assert (0, 0) in pairs


def ink_of(*boxes, shape=(100, 200)):
    """Filled boxes: left, top, right, bottom."""
    ink = np.zeros(shape, bool)
    for left, top, right, bottom in boxes:
        ink[top:bottom, left:right] = True
    return ink


def test_pieces_come_from_left_to_right_and_a_speck_with_its_neighbour():
    pieces = pieces_of(ink_of((120, 10, 150, 90), (10, 10, 40, 90), (160, 50, 163, 53)))
    assert [piece.box for piece in pieces] == [(10, 10, 40, 90), (120, 10, 163, 90)]
    assert pieces[1].ink[51, 161]
    assert pieces_of(np.zeros((5, 5), bool)) == []


def test_two_that_touch_are_cut_where_the_ink_is_thin():
    left, right = pieces_of(ink_of((10, 10, 60, 90), (60, 50, 70, 58), (70, 10, 120, 90)))
    assert 60 <= right.box[0] < 70
    assert left.box[2] == right.box[0]
    assert left.cut == 0
    assert right.cut == pytest.approx(0.1)


def test_far_too_many_pieces_are_no_row_of_digits():
    assert pieces_of(ink_of(*((6 * k, 0, 6 * k + 3, 50) for k in range(MOST + 1)))) == []
