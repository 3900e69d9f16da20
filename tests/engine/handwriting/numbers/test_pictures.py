"""A row of digits in a picture is told apart and read; a picture of one digit is left whole."""

import numpy as np
import pytest

from engine.digits.bundle import bundled
from engine.digits.pictures import from_ink
from engine.digits.prepare import cropped, resized
from engine.handwriting.numbers.pictures import read_ink
from engine.handwriting.numbers.strokes import NumberReader
from engine.networks.files import pretrained


@pytest.fixture(scope="module")
def network():
    return pretrained()


@pytest.fixture(scope="module")
def digits():
    """One clear image of each digit, enlarged: (h, w), 0 to 1."""
    test = bundled("mnist-20k")
    found = []
    for label in range(10):
        ink = cropped(test.images[np.flatnonzero(test.labels == label)[3]].astype(np.float32) / 255)
        found.append(resized(ink, 4 * ink.shape[0], 4 * ink.shape[1]))
    return found


def row(digits, number, gap):
    """Their pictures side by side, so many pixels apart."""
    picture, right = np.zeros((110, 600), np.float32), 10
    for written in number:
        ink = digits[int(written)]
        top = (110 - ink.shape[0]) // 2
        place = picture[top : top + ink.shape[0], right : right + ink.shape[1]]
        np.maximum(place, ink, out=place)
        right += ink.shape[1] + gap
    return picture


@pytest.mark.parametrize(("number", "gap"), [("42", 12), ("2005", 20), ("31", 4), ("00", -3)])
def test_a_row_of_digits_is_told_apart_and_read(network, digits, number, gap):
    ink = row(digits, number, gap)
    whole, found = read_ink(ink, NumberReader(network))
    images = np.stack([digit.image for digit in found.digits])
    assert "".join(map(str, network.log_probabilities(images).argmax(axis=1))) == number
    lefts = [digit.box[0] for digit in found.digits]
    assert lefts == sorted(lefts)
    assert lefts[0] == 0
    np.testing.assert_array_equal(whole.image, from_ink(ink).image)
    np.testing.assert_array_equal(whole.ink, np.rint(255 * cropped(ink)))  # no wider than it was written


def test_single_digits_are_left_whole(network, digits):
    reader = NumberReader(network)
    for ink in digits:
        assert not read_ink(np.pad(ink, 9), reader)[1]


def test_the_parts_of_a_broken_digit_stay_together(network, digits):
    five = np.pad(digits[5], 9)
    five[34:37] = 0
    assert not read_ink(five, NumberReader(network))[1]
