"""Every part of a program has its heading and its words."""

from engine.code.headings import HEADINGS
from engine.code.program import PARTS


def test_every_part_has_words_and_no_words_are_left_over():
    assert list(HEADINGS) == list(PARTS)
    assert all(heading and words.endswith((".", "?")) for heading, words in HEADINGS.values())
