"""A guess of time has as many digits as it deserves, and its unit in the same line."""

import pytest

from gui.compare.rough import NO_BREAK, rough


@pytest.mark.parametrize(
    ("seconds", "words"), [(0, "5 s"), (12, "10 s"), (59, "60 s"), (61, "1 min"), (170, "3 min"), (7_260, "2 h 01 min")]
)
def test_a_guess_has_as_many_digits_as_it_deserves(seconds, words):
    assert rough(seconds) == words.replace(" ", NO_BREAK)
