"""The set that is made of one's own drawings has the classes that leave out the fewest of them."""

import numpy as np
import pytest

from engine.digits.dataset import DIGIT_NAMES
from engine.errors import UserError
from engine.handwriting.my_digits import kept
from gui.draw.own_classes import all_classes, classes_of

LETTERS, EIGHT = tuple("ABCDEFGH"), tuple("01234567")
LINE = [np.array([[140.0, 40.0], [140.0, 240.0]])]


def drawn(names):
    return [kept(name, LINE) for name in names]


def test_all_of_them_are_digits_or_what_is_found_in_order():
    assert all_classes(drawn("71")) == DIGIT_NAMES
    assert all_classes(drawn("bA7A")) == ("7", "A", "b")


@pytest.mark.parametrize(
    ("names", "known", "classes"),
    [
        ("77", (DIGIT_NAMES, LETTERS), DIGIT_NAMES),
        ("77", (LETTERS, DIGIT_NAMES), DIGIT_NAMES),
        ("77", (EIGHT, DIGIT_NAMES), EIGHT),
        ("79", (EIGHT, DIGIT_NAMES), DIGIT_NAMES),
        ("7AB", (DIGIT_NAMES, LETTERS), LETTERS),
        ("zy", (DIGIT_NAMES, LETTERS), ("y", "z")),
    ],
)
def test_the_fewest_are_left_out_and_the_first_is_taken_of_equals(names, known, classes):
    assert classes_of(drawn(names), known) == classes


def test_one_class_makes_no_set():
    with pytest.raises(UserError, match="There is 1 class"):
        classes_of(drawn("zz"), (DIGIT_NAMES, LETTERS))
