"""What is said of a doubtful picture."""

import pytest

from engine.handwriting.paper import reasons


def test_the_most_important_reason_is_said_and_nothing_without_any():
    assert reasons.first_sentence(()) == ""
    assert "contrast" in reasons.first_sentence((reasons.EDGE, reasons.CONTRAST))


@pytest.mark.parametrize("are_digits", [True, False])
def test_of_other_classes_no_digits_are_spoken_of(are_digits):
    said = [reasons.first_sentence((reason,), are_digits) for reason in reasons.SENTENCES]
    assert all("?" in words and words.endswith(".") and len(words) < 40 for words in said)
    assert any("digit" in words for words in said) == are_digits
