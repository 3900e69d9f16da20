"""Offers change all images of a set, and nothing else."""

import numpy as np
import pytest

from engine.digits.readers import Images
from engine.digits.readers.offers import TURNS, any_turns, invert, stretch, turn, ways


def test_the_turns_are_the_seven_that_there_are(some):
    image = some.images[:1]
    made = [image.tobytes(), *(change(image).tobytes() for change in TURNS.values())]
    assert len(set(made)) == 8
    assert [offer.name for offer in any_turns()] == list(TURNS)


def test_turning_right_is_as_numpy_turns(some):
    assert np.array_equal(turn("turn right", "").apply(some).images, np.rot90(some.images, -1, (1, 2)))
    assert np.array_equal(turn("turn left", "").apply(some).images, np.rot90(some.images, 1, (1, 2)))


@pytest.mark.parametrize("offer", [*any_turns(), invert(""), stretch(16, "")], ids=lambda offer: offer.name)
def test_an_offer_leaves_the_set_as_it_was_and_changes_a_copy(some, offer):
    before = some.images.copy()
    changed = offer.apply(some)
    assert np.array_equal(some.images, before)
    assert changed.images.dtype == np.uint8
    assert changed.images.flags.c_contiguous
    assert (changed.labels is some.labels, changed.name, changed.names) == (True, some.name, some.names)


def test_images_without_labels_are_changed_too(some):
    assert np.array_equal(invert("").apply(Images(some.images, "a")).images, 255 - some.images)


def test_stretching_takes_the_highest_to_white():
    assert stretch(16, "").change(np.array([[[0, 8, 16, 20]]], np.uint8)).tolist() == [[[0, 128, 255, 255]]]


def test_the_ways_are_all_choices_and_none_first():
    offers = invert(""), stretch(16, "")
    assert list(ways(offers)) == [(), offers[:1], offers[1:], offers]
