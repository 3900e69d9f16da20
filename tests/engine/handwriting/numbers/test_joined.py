"""Two digits in one stroke are read as two; one digit, and what is none, stays whole."""

import numpy as np
import pytest

from engine.handwriting.ink import rasterize
from engine.handwriting.numbers.joined import read_joined
from engine.handwriting.numbers.strokes import NumberReader
from engine.inspection.doubt import NOT_A_DIGIT, Doubt, doubt_from
from engine.networks.files import PRETRAINED, pretrained, read_facts
from tests.engine.handwriting.numbers.hand import ONE, THREE, TWO, ZERO, beside, curve, tied


@pytest.fixture(scope="module")
def network():
    return pretrained()


@pytest.fixture(scope="module")
def doubt():
    return doubt_from(read_facts(PRETRAINED))


@pytest.fixture
def reader(network, doubt):
    return NumberReader(network, doubt)


def read(reader, strokes):
    return reader.read(strokes, rasterize(strokes))


@pytest.mark.parametrize(("digits", "number"), [([ZERO, ZERO], "00"), ([TWO, ZERO], "20"), ([ZERO, TWO], "02")])
def test_two_digits_in_one_stroke_are_told_apart(reader, network, digits, number):
    strokes = tied(digits, 25)
    found = read(reader, strokes)
    assert (
        "".join(map(str, network.log_probabilities(np.stack([one.image for one in found.digits])).argmax(1))) == number
    )
    for digit in found.digits:
        assert digit.strokes == (0,)
        np.testing.assert_array_equal(digit.image, rasterize(digit.lines))
        assert digit.box == pytest.approx((*digit.lines[0].min(0), *digit.lines[0].max(0)))
    assert found.digits[0].box[2] < found.digits[1].box[0]
    assert found.digit_of(0) == 1


@pytest.mark.parametrize("digit", [ZERO, ONE, TWO, THREE], ids="0123")
def test_one_digit_is_not_split_however_wide(reader, digit):
    for wide in (1.0, 1.5, 2.0):
        assert not read(reader, [digit[0] * (wide, 1.0)])


def test_what_is_no_digit_on_either_side_is_not_split(doubt):
    asked = []

    def doubted(images):
        asked.append(len(images))
        return np.full((len(images), 10), -np.log(10), np.float32)

    (line,) = tied([ZERO, ZERO], 25)
    assert doubt.verdict(doubted([line])[0]).kind == NOT_A_DIGIT
    assert not read_joined(line, lambda: doubted([line])[0], doubted, doubt)
    assert len(asked) == 3
    assert asked[2] % 2 == 0


def said(pairs):
    """A referee that says so much of the likeliest digit of each image, and that doubts the whole."""
    return lambda images: np.log(np.array([[p, *[(1 - p) / 9] * 9] for p in (pairs * len(images))[: len(images)]]))


@pytest.mark.parametrize(
    ("left", "right", "found", "sure"),
    [(0.99, 0.99, 2, True), (0.8, 0.7, 2, False), (0.7, 0.6, 0, True), (0.99, 0.4, 0, True)],
)
def test_halves_that_are_doubted_may_be_two_if_they_are_likely_together(left, right, found, sure):
    (line,) = tied([ZERO, ZERO], 25)
    number = read_joined(line, lambda: np.full(10, -np.log(10)), said([left, right]), Doubt(0.9, 0.95))
    assert (len(number.digits), number.sure) == (found, sure)


def test_without_thresholds_of_doubt_one_stroke_is_one_digit(network):
    assert not read(NumberReader(network), tied([ZERO, ZERO], 25))


def test_what_was_said_of_the_whole_is_not_asked_again(reader, network):
    strokes = [curve((0, 40), (60, 42), (120, 38))]
    whole = rasterize(strokes)
    assert not reader.read(strokes, whole)
    said = reader.said(network, whole)
    np.testing.assert_allclose(said, network.log_probabilities(whole[None])[0], atol=1e-3)
    assert not read(reader, beside([ZERO], 0))
