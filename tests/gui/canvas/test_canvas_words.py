"""A canvas speaks of digits only where those are drawn, and says which key takes the eraser."""

import pytest

from engine.digits.dataset import DIGIT_NAMES
from gui.canvas import canvas_words

LETTERS, THINGS = tuple("ABCDEF"), ("Bag", "Coat")


@pytest.mark.parametrize("names", [LETTERS, THINGS])
def test_other_classes_are_no_digits(names):
    said = [canvas_words.hint(names), canvas_words.accessible_name(names), canvas_words.eraser_tip(names)]
    assert not any(
        "Draw a digit" in words for words in [*said, canvas_words.tip(names), canvas_words.description(names)]
    )
    assert canvas_words.hint(DIGIT_NAMES) == "Draw a digit here"


def test_the_eraser_s_key_is_told():
    assert "E takes the eraser, 0 to 9 keep" in canvas_words.tip(DIGIT_NAMES)
    assert "(E;" in canvas_words.eraser_tip(DIGIT_NAMES)
    assert canvas_words.tip(THINGS).endswith("\nE takes the eraser.")
    assert "Shift+Delete takes the eraser." in canvas_words.tip(LETTERS)
    assert "Shift+Delete takes the eraser. The key of a digit" in canvas_words.description(LETTERS)
    assert "Shift+Delete" in canvas_words.eraser_tip(LETTERS)
