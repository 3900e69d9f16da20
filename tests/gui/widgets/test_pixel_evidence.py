"""What each pixel says is told by colour, by a sign, and in words."""

import numpy as np
import pytest

from gui.widgets.pixel_evidence import PixelEvidence

BLACK = np.zeros((28, 28), np.uint8)


@pytest.fixture
def view(show):
    """One pixel speaks for a 3, another as loudly against it, a third softly for it."""
    says = np.zeros((28, 28), np.float32)
    says[5, 5], says[5, 20], says[20, 5] = 1, -1, 0.1
    made = show(PixelEvidence(), 340, 340)
    made.show_pixels(BLACK, says, 3)
    return made


def corner(view, row, column):
    """The colour of a pixel beside its sign."""
    at = view.pixel_rect(row, column).topLeft().toPoint()
    return view.grab().toImage().pixelColor(at.x() + 2, at.y() + 2)


def test_blue_is_for_and_orange_against_it(view):
    assert corner(view, 5, 5).blue() > corner(view, 5, 5).red()
    assert corner(view, 5, 20).red() > corner(view, 5, 20).blue()


def test_the_louder_a_pixel_the_stronger_its_colour_and_silence_has_none(view):
    assert corner(view, 5, 5).lightness() > corner(view, 20, 5).lightness() > corner(view, 12, 12).lightness()


def test_loud_pixels_have_a_sign_and_soft_ones_none(view):
    picture = view.grab().toImage()

    def is_white(row, column, up=0):
        center = view.pixel_rect(row, column).center()
        return picture.pixelColor(int(center.x()), int(center.y()) - up).name() == "#ffffff"

    assert is_white(5, 5)
    assert is_white(5, 5, up=2), "a plus"
    assert is_white(5, 20)
    assert not is_white(5, 20, up=2), "a minus"
    assert not is_white(20, 5)


def test_the_tooltip_says_so_in_words(view):
    assert "speaks for 3: 1.000" in view._tip(5, 5)
    assert "speaks against 3: −1.000" in view._tip(5, 20)
    assert "speaks nothing about 3" in view._tip(0, 0)
    view.show_pixels(BLACK, None, 0)
    assert "speaks" not in view._tip(5, 5)


@pytest.mark.parametrize("value", [0.0, np.nan, np.inf])
def test_any_numbers_can_be_shown(view, value):
    view.show_pixels(BLACK, np.full((28, 28), value, np.float32), 3)
    view.grab()


def test_without_an_image_nothing_is_left(view):
    view.show_pixels(None, None, 0)
    assert view.image() is None
    view.grab()


def test_a_class_is_called_by_its_name_which_is_no_html(view):
    view.show_pixels(BLACK, np.eye(28, dtype=np.float32), "<b>Bag</b>")
    assert "speaks for <b>Bag</b>: 1.000" in view._tip(5, 5)
    assert view.accessibleName().endswith("against the class")
