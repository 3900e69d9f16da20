"""The strip says what is offered and what was done, and is not there without either."""

import pytest

from engine.digits.readers.offers import invert, turn
from gui.data.offers_strip import OffersStrip

LIE, DARK = turn("transpose", "They lie on their side."), invert("They are dark.")


@pytest.fixture
def strip(show):
    return show(OffersStrip(), 700, 40)


def test_it_offers_and_can_be_sent_away(strip, click):
    strip.show_state((LIE, DARK), ())
    assert strip.words.text() == "They lie on their side. They are dark."
    wanted = []
    strip.look_wanted.connect(lambda: wanted.append(True))
    click(strip.look)
    assert wanted == [True]
    assert not strip.back.isVisible()
    click(strip.leave)
    assert not strip.isVisible()


def test_it_says_what_was_done_and_takes_it_back(strip, click):
    strip.show_state((), (LIE,))
    assert strip.words.text() == "Done to all images: Swap rows and columns."
    back = []
    strip.as_it_was_wanted.connect(lambda: back.append(True))
    click(strip.back)
    assert back == [True]
    assert not strip.look.isVisible()
    strip.show_state((), ())
    assert not strip.isVisible()
