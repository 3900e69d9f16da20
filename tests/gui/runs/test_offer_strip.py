"""An offer is there until it is answered, and the answer is told once."""

import pytest
from PySide6.QtWidgets import QWidget

from gui.runs.offer_strip import OfferStrip


@pytest.fixture
def strip(show):
    window = QWidget()
    made = OfferStrip("some", window)
    made.told = []
    made.taken.connect(lambda: made.told.append("taken"))
    made.declined.connect(lambda: made.told.append("declined"))
    show(window, 400, 60)
    return made


def test_before_an_offer_there_is_nothing_to_see(strip):
    assert (strip.isVisible(), strip.words()) == (False, "")


@pytest.mark.parametrize(("button", "told"), [("take", "taken"), ("decline", "declined")])
def test_an_answer_is_told_and_the_offer_goes(strip, click, button, told):
    strip.offer("Go on?", "Yes", "No")
    assert (strip.isVisible(), strip.words()) == (True, "Go on?")
    assert (strip.take.text(), strip.decline.text()) == ("Yes", "No")
    click(getattr(strip, button))
    assert (strip.isVisible(), strip.words(), strip.told) == (False, "", [told])


def test_another_offer_comes_after_an_answered_one(strip, click):
    strip.offer("Go on?", "Yes", "No")
    click(strip.decline)
    strip.offer("And this?", "Do", "Leave")
    assert strip.words() == "And this?"
