"""Why: both views of the drawing, what speaks for the winner, and the nearest image, each with a sentence."""

import math

import numpy as np
import pytest

from engine.inspection.explanation import Why
from gui.draw.why_panel import EMPTY, ROOMS, SIDES, WhyPanel


def evidence(digit, p):
    found = np.full(10, (1 - p) / 9)
    found[digit] = p
    return np.log(found)


@pytest.fixture
def why():
    raw, image = np.full((28, 28), 10, np.uint8), np.full((28, 28), 20, np.uint8)
    layers = [np.array([0.0, 1.0, 0.0, 2.0]), np.arange(10.0)]
    return Why(raw, evidence(8, 0.5), image, evidence(3, 0.9), 3, np.ones((28, 28), np.float32), layers, "relu")


@pytest.fixture
def panel(show, why):
    made = show(WhyPanel(), 600, 560)
    made.show_why(why)
    return made


def test_both_views_say_what_they_would_be_taken_for(panel):
    assert (panel.raw.image()[0, 0], panel.seen.image()[0, 0]) == (10, 20)
    assert panel.captions[0].text() == "taken for an\u00a08\n(50.0\u00a0%)"
    assert panel.captions[1].text() == "taken for a\u00a03\n(90.0\u00a0%)"
    assert "speaks for the 3" in panel.speaks.text()
    assert panel.layers.accessibleDescription()
    assert panel.layers._titles == ["hidden 1: 2 of 4 units active", "logits of the digits"]


@pytest.mark.parametrize(("likeness", "angle"), [(1.0, 0), (1.000001, 0), (math.cos(math.radians(25)), 25), (0.0, 90)])
def test_the_nearest_image_is_told_with_its_angle(panel, likeness, angle):
    panel.show_nearest(np.full((28, 28), 30, np.uint8), "8", likeness)
    assert panel.nearest.image()[0, 0] == 30
    assert panel.captions[2].text() == f"labelled an\u00a08,\nan angle of {angle}°"


def test_without_a_drawing_it_says_what_to_do(panel):
    panel.show_nearest(np.zeros((28, 28), np.uint8), "1", 0.5)
    panel.show_why(None)
    panel.show_nearest(None, None, 0.0)
    assert [view.image() for view in (panel.raw, panel.seen, panel.pixels, panel.nearest)] == [None] * 4
    assert [caption.text() for caption in panel.captions] == [""] * 3
    assert panel.speaks.text() == EMPTY


def test_the_pictures_grow_with_the_window_and_shrink_again(panel):
    panel.resize(600, 360)
    assert (panel.raw.width(), panel.pixels.width()) == SIDES[0]
    panel.resize(800, 800)
    assert (panel.raw.width(), panel.pixels.width()) == SIDES[2]
    panel.resize(600, 560)
    assert (panel.nearest.width(), panel.pixels.width()) == SIDES[1]


def test_each_size_of_the_pictures_needs_no_more_height_than_there_is_where_it_is_chosen(panel, why):
    panel.show_why(why)
    panel.show_nearest(np.full((28, 28), 30, np.uint8), "8", 0.5)
    for step, room in enumerate(ROOMS, 1):
        panel.resize(max(450, room.width()), room.height())
        assert panel.pixels.width() == SIDES[step][1]
        assert panel.layout().totalMinimumSize().height() <= room.height()


def test_other_classes_are_told_by_their_names(panel, why):
    panel.set_names(tuple("ABCDEFGHIJ"))
    assert panel.raw.image() is None
    assert "digit" not in panel.speaks.text()
    assert "digits" not in panel.titles[2].toolTip()
    panel.show_why(why)
    assert panel.captions[1].text() == "taken for “D”\n(90.0\u00a0%)"
    assert "speaks for “D”" in panel.speaks.text()
    assert panel.layers._titles[-1] == "logits of the classes"
    assert panel.layers.accessibleDescription()
    panel.show_nearest(np.full((28, 28), 30, np.uint8), "Ankle boot", 1.0)
    assert panel.captions[2].text() == "labelled “Ankle boot”,\nan angle of 0°"


def test_the_words_below_a_picture_are_whole_however_long_they_are(show, qapp):
    panel = show(WhyPanel(), 1200, ROOMS[0].height() - 10)  # two lines of words
    for words in range(1, 60):
        panel.show_nearest(np.zeros((28, 28), np.uint8), " ".join(["cat"] * words), 0.98)
        qapp.processEvents()
        caption = panel.captions[2]
        assert caption.height() >= caption.heightForWidth(caption.width()), words
