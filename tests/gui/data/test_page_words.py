"""What is said of a set is what it holds."""

import numpy as np

from engine.digits import summary
from engine.digits.dataset import Digits
from gui.data.page_words import facts, offer, origin, result


def digits(labels, origin="", names=None):
    images = np.zeros((len(labels), 28, 28), np.uint8)
    images[:, :14] = 200
    return Digits(images, np.array(labels), "mine", origin, **({} if names is None else {"names": names}))


def test_the_set_and_its_pixels_are_told_in_two_lines():
    found = summary.overview(digits([1, 1, 7]))
    assert facts(found, are_digits=True) == "3 images of 2 digits\npixels 0 to 200, 50 % are 0"
    assert facts(found, are_digits=False).startswith("3 images of 2 classes")
    assert facts(summary.overview(digits([1])), are_digits=True).startswith("1 image of one digit")


def test_where_it_is_from_is_the_folder_or_the_program():
    assert origin(digits([1])) == "Ships with Inkling"
    assert origin(digits([1], "/home/me/letters/train.csv")) == "From letters"


def test_a_test_set_is_offered_where_one_came_with_it():
    assert offer(None) == ""
    assert offer(digits([1, 2])) == "Test with the 2\nthat came with it"


def test_what_comes_of_the_changes_says_digits_only_of_digits():
    for applied in (True, False):
        assert "digits" in result(applied, are_digits=True)
        assert "digits" not in result(applied, are_digits=False)
