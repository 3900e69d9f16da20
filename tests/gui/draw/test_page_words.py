"""The Draw page speaks of digits where the classes are those, and of classes by their names elsewhere."""

from string import ascii_uppercase

import numpy as np
import pytest

from engine.digits.dataset import DIGIT_NAMES, Digits
from gui.draw import page_words

LETTERS, THINGS = tuple(ascii_uppercase), ("Bag", "Coat", "Shirt")


def set_of(names):
    return Digits(np.zeros((1, 28, 28), np.uint8), np.zeros(1, np.int64), "Those in hand", names=names)


@pytest.mark.parametrize(
    ("names", "words"),
    [
        (DIGIT_NAMES, "Draw a digit and see the network's evidence for each of the ten."),
        (LETTERS, "Draw one of 26 classes, “A” to “Z”, and see the network's evidence for each."),
        (THINGS, "Draw one of these, and see the network's evidence for each: Bag, Coat, Shirt."),
    ],
)
def test_what_is_to_be_drawn_is_said(names, words):
    assert page_words.purpose(names, set_of(names), True) == words
    assert page_words.purpose(names, None, True) == words


def test_it_is_said_when_the_network_does_not_know_the_classes_of_the_digits_in_hand():
    told = page_words.purpose(DIGIT_NAMES, set_of(LETTERS), True)
    assert told == "This network knows the ten digits. “Those in hand” has other classes: train a network on those."
    assert page_words.purpose(THINGS, set_of(LETTERS), True).startswith("This network knows Bag, Coat, Shirt. “Those")
    assert "other classes" not in page_words.purpose(LETTERS, set_of(LETTERS), False)


@pytest.mark.parametrize(("name", "words"), [("7", "as a 7 (or"), ("B", "as “B” (or"), ("Bag", "as “Bag”,")])
def test_a_button_says_under_what_it_keeps_and_whether_there_is_a_key(name, words):
    assert words in page_words.keep_tip(name)
    assert ("press the key" in page_words.keep_tip(name)) == ("press the key" in page_words.relabel_tip(name))


def test_what_was_kept_is_told_by_its_name():
    assert page_words.kept_words("8", 1200).startswith("Kept as an 8: 1,200 in My digits.")
    assert page_words.kept_words("Bag", 2).startswith("Kept as “Bag”: 2 in My digits.")


def test_long_names_are_brief_in_the_verdict():
    assert page_words.brief(("Ankle boot", "A name of more letters than there are")) == (
        "Ankle boot",
        "A name of more letter…",
    )
