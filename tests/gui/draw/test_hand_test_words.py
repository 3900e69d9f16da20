"""The test of one's hand asks for digits, or for classes by their names."""

import pytest

from engine.digits.dataset import DIGIT_NAMES
from engine.handwriting.hand_test import HandTest
from gui.draw.hand_test_words import ROUNDS, draw_first, hint, introduction, prompt, rounds, usual

LETTERS = tuple("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ")


def test_of_digits_there_are_as_many_rounds_as_ever():
    assert list(rounds(DIGIT_NAMES)) == list(ROUNDS)
    assert rounds(DIGIT_NAMES)[20] == "20 digits"
    assert usual(DIGIT_NAMES) == 20


@pytest.mark.parametrize(("classes", "chosen"), [(2, 10), (3, 10), (10, 20), (26, 26), (62, 62)])
def test_each_class_may_be_asked_for_once(classes, chosen):
    names = tuple(f"class {k}" for k in range(classes))
    assert list(rounds(names)) == sorted({*ROUNDS, classes})
    assert rounds(names)[classes] == f"{classes} drawings, one of each class"
    assert usual(names) == chosen
    assert chosen in rounds(names)


def test_what_is_asked_for_is_named():
    assert prompt(HandTest(("8",))) == "Draw an 8"
    assert prompt(HandTest(("Bag",), names=("Bag", "Coat"))) == "Draw: Bag"
    assert draw_first(HandTest(("8",))) == "Draw a 8 on the canvas first, or skip it."
    assert draw_first(HandTest(("Bag",), names=("Bag", "Coat"))) == "Draw “Bag” on the canvas first, or skip it."


def test_small_and_capital_letters_are_told_apart_where_both_are_classes():
    assert hint(HandTest(("o",), names=LETTERS)).startswith("This is the small letter.")
    assert hint(HandTest(("O",), names=LETTERS)).startswith("This is the capital letter.")
    assert hint(HandTest(("O",), names=LETTERS[26:])) == hint(HandTest(("8",))) == "Then press Return, or:"


def test_other_networks_are_told_of_where_they_can_be_scored():
    assert "the one that ships" in introduction(DIGIT_NAMES)
    assert "know these classes" in introduction(LETTERS)
