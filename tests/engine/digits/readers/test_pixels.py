"""Numbers of any kind become pixels, or it is said why not."""

import numpy as np
import pytest

from engine.digits.readers.pixels import are_images, are_labels, as_bytes, as_pictures, side_of
from engine.errors import UserError


def test_the_shapes_of_images_and_labels_are_known():
    assert all(map(are_images, [(5, 28, 28), (5, 784), (5, 1, 28, 28), (5, 28, 28, 1), (5, 28, 28, 3), (5, 64)]))
    assert not any(map(are_images, [(5,), (5, 10), (5, 785), (5, 8), (2, 3, 4, 5, 6)]))
    assert all(map(are_labels, [(5,), (5, 1), (5, 10), (5, 62)]))
    assert not any(map(are_labels, [(5, 784), (5, 28, 28), ()]))
    assert [side_of(count) for count in (784, 64, 785, 2)] == [28, 8, None, None]


@pytest.mark.parametrize("shape", [(-1, 784), (-1, 1, 28, 28), (-1, 28, 28, 1), (-1, 28, 28)])
def test_pictures_come_out_of_any_of_these_shapes(some, shape):
    assert np.array_equal(as_pictures(some.images.reshape(shape), "a"), some.images)


def test_colours_become_grey(some):
    for axis in (1, 3):
        colours = np.repeat(np.expand_dims(some.images, axis), 3, axis)
        assert np.array_equal(as_pictures(colours, "a"), some.images)
    assert as_pictures(np.full((1, 28, 28, 3), (255, 0, 0), np.uint8), "a")[0, 0, 0] == 76


@pytest.mark.parametrize(
    ("change", "word"),
    [
        (lambda images: images / 255, "0 to 1"),
        (lambda images: images / np.float32(127.5) - 1, "−1 to 1"),
        (lambda images: images.astype(np.uint16) * 257, "257"),
    ],
)
def test_other_ranges_are_taken_to_255_and_said(some, change, word):
    found, notes = as_bytes(change(some.images), "a", "a")
    assert np.array_equal(found, some.images)
    assert word in notes[0]


def test_fractions_of_pixels_are_rounded_and_said(some):
    found, notes = as_bytes(some.images * 0.99, "a", "a")
    assert np.array_equal(found, np.rint(some.images * 0.99))
    assert "rounded" in notes[0]


@pytest.mark.parametrize("change", [lambda a: a / 100, lambda a: (a / 255 - 0.1307) / 0.3081, lambda a: a * 2.0])
def test_what_has_no_plain_range_is_refused(some, change):
    with pytest.raises(UserError, match="0 to 255"):
        as_bytes(change(some.images), "a", "a")


def test_whether_to_give_up_is_asked_for_every_block():
    asked = []
    as_bytes(np.zeros((5_000, 28, 28)), "a.npz", "x", lambda: asked.append(1))
    assert len(asked) == 10
