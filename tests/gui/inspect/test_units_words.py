"""What is said about cut units, in whole sentences."""

import numpy as np
import pytest

from engine.digits.dataset import DIGIT_NAMES, Digits
from engine.inspection.evaluation import Evaluation
from engine.inspection.least_useful import LeastUseful
from engine.networks.network import FeedForward, NetworkSpec
from gui.inspect import units_words


def evaluation(guesses):
    evidence = np.full((20, 10), -9, np.float32)
    evidence[np.arange(20), guesses] = 0
    return Evaluation(Digits(np.zeros((20, 28, 28), np.uint8), np.arange(20) % 10, "twenty"), evidence)


ALL, SEVEN = np.arange(20) % 10, np.where(np.arange(20) % 10 == 3, 7, np.arange(20) % 10)


@pytest.mark.parametrize(
    ("before", "after", "sentence"),
    [
        (ALL, SEVEN, "Accuracy 100.00 % → 90.00 %: 2 images fewer are right."),
        (SEVEN, ALL, "Accuracy 90.00 % → 100.00 %: 2 images more are right."),
        (ALL, np.where(np.arange(20) == 3, 7, ALL), "Accuracy 100.00 % → 95.00 %: 1 image fewer is right."),
        (ALL, ALL, "Accuracy 100.00 % → 100.00 %: 0 images fewer are right."),
    ],
)
def test_the_cost_is_told_with_the_number_of_images(before, after, sentence):
    assert units_words.cost(evaluation(before), evaluation(after)) == sentence


def test_the_classes_that_lost_are_named():
    assert units_words.lost(evaluation(ALL), evaluation(SEVEN), DIGIT_NAMES) == "Recognised less: 3: 100.0 → 0.0 %."
    assert units_words.lost(evaluation(SEVEN), evaluation(ALL), DIGIT_NAMES) == units_words.ALL_AS_GOOD


def test_a_network_that_was_saved_with_units_cut_is_known_for_it():
    said = units_words.nothing_cut({"cut_from": "Yours", "cut_units": "[[1, 2]]"})
    assert said.startswith("This network was saved with 1 unit of “Yours” cut")
    assert units_words.nothing_cut({}) == units_words.NOTHING_CUT


def test_links_are_told_from_the_second_layer_on_and_to_the_classes_from_the_last():
    network = FeedForward(NetworkSpec((5, 4, 3)))
    told = [len(units_words.links(network, layer, 0, DIGIT_NAMES)) for layer in (1, 2, 3)]
    assert told == [0, 1, 2]


def test_the_order_says_by_which_images_and_how_it_was_found():
    found = np.arange(0, 300, 2)
    least = LeastUseful(
        ((1, 2), (1, 0), (1, 1)),
        2,
        np.arange(4),
        np.array([90.0, 92, 80, 10]),
        np.array([91.0, 89, 79, 9]),
        found,
        found,
    )
    said = units_words.how_found(least, "MNIST")
    assert "150 images of “MNIST”, measured again after every 2 cuts" in said
    assert units_words.at(least, 1) == "1 unit cut: 89.0 % right on the other images, 92.0 % on those that chose"
    assert units_words.progress(0.5, None) == "50 %"
    assert units_words.progress(0.5, 3.0) == "50 %, 3.0 s left"


def test_classes_are_no_digits():
    assert "digit" in units_words.class_words(DIGIT_NAMES).bars
    assert "class" in units_words.class_words(("cat", "dog")).excited
