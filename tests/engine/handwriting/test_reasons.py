"""A drawing that is doubted has a reason, and a person learns what to do."""

import numpy as np
import pytest

from engine.handwriting.numbers.number import MAYBE_ONE, ONE, Digit, Number
from engine.handwriting.reasons import place_words, reason
from engine.inspection.doubt import Doubt

DOUBT = Doubt(one=0.8, two=0.9)
INSIDE = [np.array([(100.0, 20.0), (100.0, 250.0)])]
CUT = [np.array([(100.0, 20.0), (100.0, 280.0)])]


def evidence(best, next_best):
    rest = (1 - best - next_best) / 8
    return np.log(np.array([best, next_best, *[rest] * 8]))


SURE, BETWEEN, NONE = evidence(0.95, 0.03), evidence(0.6, 0.35), evidence(0.3, 0.2)


@pytest.mark.parametrize(
    ("seen", "strokes", "number", "word"),
    [
        (NONE, INSIDE, ONE, "letter"),
        (NONE, INSIDE, MAYBE_ONE, "letter? If these are several"),
        (BETWEEN, INSIDE, MAYBE_ONE, "Two digits?"),
        (BETWEEN, INSIDE, ONE, "between the two"),
        (BETWEEN, CUT, ONE, "Ink at the edge"),
        (NONE, CUT, MAYBE_ONE, "Ink at the edge"),
    ],
)
def test_each_doubt_has_its_reason(seen, strokes, number, word):
    assert word in reason(seen, DOUBT, strokes, number)


def test_what_is_not_doubted_needs_none():
    assert reason(SURE, DOUBT, CUT, ONE) == ""
    assert reason(SURE, None, INSIDE, MAYBE_ONE) == ""


def test_who_is_not_sure_that_they_are_several_says_so_first():
    image = np.zeros((28, 28), np.uint8)
    number = Number((Digit(image, (0, 0, 1, 1)), Digit(image, (2, 0, 3, 1))), sure=False)
    assert "more room" in reason(SURE, DOUBT, INSIDE, number)
    in_one_stroke = Number(tuple(digit._replace(lines=(INSIDE[0],)) for digit in number.digits), sure=False)
    assert "lift the pen" in reason(SURE, DOUBT, INSIDE, in_one_stroke)
    assert place_words(1, number) == "Digit 2 of 2"
    assert place_words(0, ONE) == ""
