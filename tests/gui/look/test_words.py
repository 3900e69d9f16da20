import math

import pytest

from gui.look.words import duration, number, probability


@pytest.mark.parametrize(
    ("seconds", "said"),
    [(0, "0.0 s"), (4.24, "4.2 s"), (59.97, "1 min 00 s"), (200, "3 min 20 s"), (3900, "1 h 05 min")],
)
def test_times_are_said_as_people_do(seconds, said):
    assert duration(seconds) == said


def test_minus_is_a_true_minus():
    assert number(-2.3026, 3) == "−2.303"


@pytest.mark.parametrize(
    ("log", "said"),
    [
        (0.0, "1.000"), (math.log(0.5874), "0.587"), (math.log(0.001), "0.001"), (math.log(0.00099), "1 × 10⁻³"),
        (math.log(9.4e-5), "9 × 10⁻⁵"), (math.log(9.6e-5), "1 × 10⁻⁴"), (math.log(6.1e-11), "6 × 10⁻¹¹"),
        (-104.0, "7 × 10⁻⁴⁶"), (-1000.0, "5 × 10⁻⁴³⁵"), (-math.inf, "0"),
    ],
)  # fmt: skip
def test_probabilities_have_as_many_digits_as_mean_something(log, said):
    assert probability(log) == said
