"""What a probability is called beside its bar, and in the bar's tooltip."""

import math

import numpy as np
import pytest

from engine.digits.dataset import DIGIT_NAMES
from gui.widgets.evidence_words import tip_words, value_words


def test_small_probabilities_are_told_from_each_other():
    assert value_words("probability", np.log(0.587)) == "0.587"
    assert value_words("probability", np.log(6e-11)) == "6 × 10⁻¹¹"


@pytest.mark.parametrize(
    ("kind", "log", "words", "brief"),
    [
        ("probability", math.log(0.587), "0.587", "0.587"), ("probability", math.log(6e-11), "6 × 10⁻¹¹", ""),
        ("log_probability", -12.345, "−12.35", "−12.3"), ("log_probability", -0.001, "0.00", "0.0"),
        ("log_probability", -math.inf, "−∞", "−∞"), ("log_probability", -1e5, "−1e05", "−1e05"),
        ("probability", math.nan, "?", "?"),
    ],
)  # fmt: skip
def test_where_there_is_little_room_numbers_are_brief(kind, log, words, brief):
    assert value_words(kind, log) == words
    assert value_words(kind, log, brief=True) == brief


def test_a_class_is_called_by_its_name_and_a_digit_a_digit():
    digit = tip_words(DIGIT_NAMES, 7, math.log(0.7), true=7)
    assert digit == f"Digit 7\nprobability 70.00 %\nlog-probability −{-math.log(0.7):.3f}\nThis is the true digit"
    named = tip_words(("Bag", "Ankle boot"), 1, math.log(0.7), true=1)
    assert named.startswith("Ankle boot\nprobability 70.00 %")
    assert named.endswith("This is the true class")


def test_that_there_is_no_evidence_is_said_too():
    assert tip_words(("Bag", "Coat"), 0, None, None) == "Bag: no evidence yet"
    assert tip_words(("Bag", "Coat"), 0, math.nan, None) == "Bag: the network's answer is not a number"
