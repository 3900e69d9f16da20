"""The words of the field."""

import pytest

from engine.errors import UserError
from engine.lesson.glossary import Word, glossary

NEEDED = (
    "activation", "logit", "softmax", "log-softmax", "NLLLoss", "epoch", "batch", "overfitting", "momentum",
    "correlation", "calibrated", "recall", "precision", "F1", "CrossEntropyLoss", "numerical stability",
)  # fmt: skip


@pytest.mark.parametrize("name", NEEDED)
def test_a_word_is_there_under_each_of_its_forms(name):
    assert glossary().word(name.upper()) is not None


def test_no_two_words_have_a_form_in_common_and_each_refers_to_some_that_are_there():
    words = glossary().words
    forms = [form.casefold() for word in words for form in (word.name, *word.also)]
    assert len(set(forms)) == len(forms)
    assert all(glossary().word(name) for word in words for name in word.see)


def test_words_are_found_in_a_text_the_longest_first_and_only_whole():
    text = "Log-softmax of the logits; unitless batches."
    found = [(text[start:end], word.name) for start, end, word in glossary().in_text(text)]
    assert found == [("Log-softmax", "log-softmax"), ("logits", "logit"), ("batches", "batch")]


def test_a_word_has_a_formula_or_a_figure():
    with pytest.raises(UserError, match="neither"):
        Word("x", "says")
    with pytest.raises(UserError, match="no figure"):
        Word("x", "says", figure="cat")
