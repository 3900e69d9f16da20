"""What is written in a field is remembered with a point, and what is no number is told."""

import pytest

from gui.train.form_field import Field, not_a_number


def test_an_empty_field_stays_empty():
    one = Field("a", "aField", "A", "", "what it does", fraction=True, may_be_empty=True)
    assert (one.shown(""), one.remembered("")) == ("", "")
    assert (one.shown("0.5"), one.remembered("0.5")) == ("0.5", "0.5")


@pytest.mark.parametrize(
    ("text", "is_whole", "said"),
    [("x", True, "“x” is not a whole number: write one like 5."),
     ("x", False, "“x” is not a number: write one like 5."),
     ("1,000", True, "“1,000” can be read in two ways: write no mark between thousands.")],
)  # fmt: skip
def test_what_is_wrong_is_a_sentence_with_an_example(text, is_whole, said):
    assert not_a_number(text, is_whole, 5) == said
