"""A number is said with its probability, and with the doubt about its digits."""

import numpy as np
import pytest

from engine.handwriting.numbers.saying import number_verdict, reading
from engine.inspection.doubt import Doubt

DOUBT = Doubt(one=0.8, two=0.9)


def digits(*seen):
    """(digits, 10) log-probabilities of the likeliest and the next of each: (4, 0.9, 9, 0.05)."""
    found = np.full((len(seen), 10), 0.001)
    for row, (first, p, second, q) in zip(found, seen, strict=True):
        row[first], row[second] = p, q
    return np.log(found)


SURE = (4, 0.95, 9, 0.03), (2, 0.9, 7, 0.05)


@pytest.mark.parametrize(
    ("seen", "sure", "words"),
    [
        (SURE, True, "This is 42 (85.5 %)."),
        ((SURE[0], (2, 0.85, 7, 0.1)), True, "Probably 42 (80.8 %)."),
        (SURE, False, "Not sure that these are 2 digits: 42 (85.5 %)."),
        ((SURE[0], (2, 0.5, 7, 0.45)), True, "Perhaps 42 (47.5 %): the “2” may be “7”."),
        ((SURE[0], (2, 0.3, 7, 0.25)), True, "Perhaps 42 (28.5 %): is the “2” a digit?"),
    ],
)
def test_a_number_is_said_with_what_is_doubted(seen, sure, words):
    assert number_verdict(digits(*seen), sure, DOUBT).replace("\u00a0", " ") == words


def test_without_thresholds_only_an_even_chance_is_doubted():
    assert number_verdict(digits(SURE[0], (2, 0.55, 7, 0.4)), True).startswith("Probably 42")
    assert reading(digits(*SURE)) == "42"
