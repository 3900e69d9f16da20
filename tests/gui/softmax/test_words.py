"""The formula of a class has its numbers; what float32 cannot hold is said in words and signs."""

import math

import numpy as np

from engine.inspection.softmax import product, softmax_by_hand, tiny
from gui.softmax.words import ROW_TIPS, ROWS, ROWS_MOVED, formula_words, penalty_words, product_words, shown, tiny_words

SUMS = (1.0, 3.0, -2.0)


def test_numbers_that_are_none_have_signs():
    assert [shown(value) for value in (math.inf, -math.inf, math.nan, -0.5)] == ["∞", "−∞", "no number", "−0.5"]


def test_the_formula_is_filled_in():
    made = softmax_by_hand(np.array(SUMS))
    assert (
        formula_words(made, SUMS, 0, 1, "7")
        == "7: e^(3) = 20.1; divided by the total 22.9 it is p = 0.876; log p = −0.133."
    )
    assert "e^(3 + 2)" in formula_words(softmax_by_hand(np.array(SUMS), 2), SUMS, 2, 1, "7")
    assert "beyond float32" in formula_words(softmax_by_hand(np.array(SUMS), 100), SUMS, 100, 1, "7")


def test_the_penalties_are_named_for_digits_and_others():
    made = softmax_by_hand(np.array(SUMS))
    assert penalty_words(made, 1, ("a", "b", "c")).startswith("If it is “b”, the loss is −p = −0.876")
    ten = softmax_by_hand(np.zeros(10))
    assert penalty_words(ten, 4, tuple("0123456789")) == (
        "If it is a 4, the loss is −p = −0.1 with softmax, and −log p = 2.3 with log-softmax."
    )


def test_tiny_numbers_in_words():
    assert tiny_words(tiny(104.0)) == ("softmax = 0, and its logarithm −∞", "log_softmax = −104")
    plain, logs = product_words(product(1e-19, 3))
    assert plain == "10⁻¹⁹ · 10⁻¹⁹ · 10⁻¹⁹ = 0"
    assert logs == "−43.75 −43.75 −43.75 = −131.2"
    assert len(ROWS) == len(ROWS_MOVED) == len(ROW_TIPS) == 4
