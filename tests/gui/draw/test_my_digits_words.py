"""How many drawings there are, of which classes there are none, and how many are of others."""

import numpy as np
import pytest

from engine.digits.dataset import DIGIT_NAMES
from engine.handwriting.my_digits import kept
from gui.draw.my_digits_words import empty, of_class, summary

LETTERS = tuple("ABCDEFGHIJKLMNOPQRSTUVWXYZ")
LINE = [np.array([[140.0, 40.0], [140.0, 240.0]])]


@pytest.mark.parametrize(
    ("drawn", "names", "words"),
    [
        ("", LETTERS, "Your own hand"),
        ("01234567", DIGIT_NAMES, "8 kept; none yet of 8, 9"),
        ("0123456789", DIGIT_NAMES, "10 kept"),
        ("ABCDEFGHIJK", LETTERS, "11 kept; none yet of L, M, N, O, P, Q, R, S, T, U, V, W, …"),
        ("A77", LETTERS, "3 kept, 2 of them of other classes"),
    ],
)
def test_what_there_is_is_summed_up(drawn, names, words):
    assert summary([kept(name, LINE) for name in drawn], names) == words


def test_a_class_is_listed_with_how_many_there_are():
    assert of_class("Ankle boot", 1200) == "Ankle boot: 1,200"


def test_only_digits_have_the_keys_0_to_9():
    assert "0 to 9" in empty(DIGIT_NAMES)
    assert "0 to 9" not in empty(LETTERS)
