import pytest

from gui.look.words import duration, number


@pytest.mark.parametrize(
    ("seconds", "said"),
    [(0, "0.0 s"), (4.24, "4.2 s"), (59.97, "1 min 00 s"), (200, "3 min 20 s"), (3900, "1 h 05 min")],
)
def test_times_are_said_as_people_do(seconds, said):
    assert duration(seconds) == said


def test_minus_is_a_true_minus():
    assert number(-2.3026, 3) == "−2.303"
