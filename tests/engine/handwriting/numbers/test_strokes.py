"""Digits on the canvas are told apart by their strokes, and single digits are left whole."""

import numpy as np
import pytest

from engine.handwriting.ink import rasterize
from engine.handwriting.numbers import strokes as module
from engine.handwriting.numbers.strokes import MOST_STROKES, NumberReader
from engine.inspection.doubt import doubt_from
from engine.networks.files import PRETRAINED, pretrained, read_facts
from tests.engine.handwriting.numbers.hand import CROSSED_SEVEN, FIVE, FOUR, ONE, TWO, ZERO, beside


@pytest.fixture(scope="module")
def network():
    return pretrained()


@pytest.fixture
def reader(network):
    return NumberReader(network, doubt_from(read_facts(PRETRAINED)))


def read(reader, strokes):
    return reader.read(strokes, rasterize(strokes))


def reading(network, number):
    return "".join(map(str, network.log_probabilities(np.stack([one.image for one in number.digits])).argmax(1)))


@pytest.mark.parametrize("digit", [ZERO, ONE, TWO, FOUR, FIVE, CROSSED_SEVEN], ids="012457")
def test_a_digit_is_not_split(reader, digit):
    assert not read(reader, digit)
    assert not read(reader, digit[:1])


@pytest.mark.parametrize(
    ("digits", "number"),
    [([FOUR, TWO], "42"), ([ONE, ONE], "11"), ([TWO, ZERO, FIVE], "205"), ([CROSSED_SEVEN, ONE, FOUR, ZERO], "7140")],
)
@pytest.mark.parametrize("gap", [4, 30])
def test_digits_beside_each_other_are_told_apart(reader, network, digits, number, gap):
    found = read(reader, beside(digits, gap))
    assert reading(network, found) == number
    assert [digit.box[0] for digit in found.digits] == sorted(digit.box[0] for digit in found.digits)


def test_a_digit_has_its_own_strokes_box_and_image(reader):
    strokes = beside([FOUR, TWO], 30)
    found = read(reader, strokes)
    assert found.sure
    assert [digit.strokes for digit in found.digits] == [(0, 1), (2,)]
    four = np.concatenate(strokes[:2])
    assert found.digits[0].box == pytest.approx((*four.min(0), *four.max(0)))
    np.testing.assert_array_equal(found.digits[0].image, rasterize(strokes[:2]))
    assert [found.digit_of(stroke) for stroke in range(3)] == [0, 0, 1]


def test_a_bar_that_comes_late_belongs_to_what_it_crosses(reader, network):
    stem, bar, *two = beside([CROSSED_SEVEN, TWO], 20)
    found = read(reader, [stem, *two, bar])
    assert reading(network, found) == "72"
    assert found.digits[0].strokes == (0, 2)


def test_what_is_known_of_strokes_that_stay_is_not_looked_at_again(reader, monkeypatch):
    strokes = beside([FOUR, TWO], 30)
    read(reader, strokes)
    made = []
    monkeypatch.setattr(module, "rasterize", lambda lines: made.append(lines) or rasterize(lines))
    assert read(reader, strokes)
    assert made == []
    grown = np.concatenate([strokes[2], strokes[2][-1:] + 1])
    assert read(reader, [*strokes[:2], grown])
    assert made
    assert all(lines[-1] is grown for lines in made)


def test_what_was_said_of_a_digit_need_not_be_asked_again(reader, network):
    found = read(reader, beside([FOUR, TWO], 30))
    image = found.digits[0].image
    np.testing.assert_allclose(reader.said(network, image), network.log_probabilities(image[None])[0], atol=1e-3)
    assert reader.said(network, image.copy()) is None
    assert reader.said(network.copy(), image) is None


def test_one_stroke_or_far_too_many_are_left_alone(reader):
    scribble = [np.array([(3.0 * k, 0.0), (3.0 * k, 200.0)]) for k in range(MOST_STROKES + 1)]
    assert not read(reader, scribble)
    assert not read(reader, [np.array([(5.0, 5.0)])])
    assert not reader.read([], np.zeros((28, 28), np.uint8))


def test_a_letter_is_no_number_for_sure(reader):
    letter = [np.array([(60.0, 20.0), (60.0, 220.0)]), np.array([(60.0, 120.0), (180.0, 120.0)])]
    letter += [np.array([(180.0, 20.0), (180.0, 220.0)])]
    found = read(reader, letter)
    assert not found or not found.sure
