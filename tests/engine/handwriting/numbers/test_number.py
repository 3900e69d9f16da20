"""What was found in a drawing."""

import numpy as np

from engine.handwriting.numbers.number import MAYBE_ONE, ONE, Digit, Number

IMAGE = np.zeros((28, 28), np.uint8)


def test_a_stroke_belongs_to_its_digit_and_without_any_to_the_last():
    digits = Digit(IMAGE, (0, 0, 1, 1), (0, 3)), Digit(IMAGE, (2, 0, 3, 1), (1, 2))
    assert [Number(digits).digit_of(stroke) for stroke in (0, 1, 2, 3)] == [0, 1, 1, 0]
    assert Number(tuple(digit._replace(strokes=()) for digit in digits)).digit_of(0) == 1


def test_a_single_digit_is_no_number():
    assert not ONE
    assert ONE.sure
    assert not MAYBE_ONE
    assert not MAYBE_ONE.sure
