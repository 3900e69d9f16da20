"""What is said of the histograms is true of what they show."""

import numpy as np

from gui.data.pixel_words import pixel_words


def test_two_bars_are_spoken_of_where_most_is_black_or_white():
    linear, logarithmic = pixel_words(80.9, np.array([1_000, 5, 4, 5, 90]))
    assert "two bars only: 81 % of the pixels are 0" in linear
    assert "edges of the ink" in logarithmic


def test_of_images_full_of_greys_neither_two_bars_nor_ink_are_said():
    linear, logarithmic = pixel_words(50.0, np.array([1_000, 9, 30, 38, 25]))
    assert "50 % of the pixels are 0" in linear
    assert "two bars" not in linear
    assert "ink" not in linear + logarithmic


def test_a_set_of_one_value_is_no_set_of_two():
    assert "two bars" not in pixel_words(100.0, np.array([784, 0, 0]))[0]
