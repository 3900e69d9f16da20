"""What is said of a map."""

import numpy as np

from engine.inspection.layer_maps import LayerMap
from gui.inspect.map_maker import PCA, TSNE, Made
from gui.inspect.map_words import axis_words, gathered_words, image_words, lesson, shown_words

TEN = tuple("0123456789")


def test_axes_say_how_much_they_explain_and_t_sne_has_none():
    places = np.zeros((2, 2))
    made = Made(LayerMap(1, places, None, np.array([0.2514, 0.1])), None, places)
    assert axis_words(made, False) == ("component 1: 25.1 % of the variance", "component 2: 10.0 % of the variance")
    assert axis_words(made, True) == ("25.1 %", "10.0 %")
    assert axis_words(Made(LayerMap(1, places), None, places), False) == ("", "")


def test_the_lesson_is_of_digits_where_they_are_and_of_what_is_seen():
    assert len({lesson(TSNE, False, TEN), lesson(PCA, False, TEN), lesson(PCA, True, TEN)}) == 3
    assert "digits" in lesson(PCA, True, TEN)
    assert "classes" in lesson(PCA, True, ("cat", "dog"))


def test_how_many_there_are_and_what_rings_mean():
    assert shown_words(1, 1, 0, 0) == "1 image"
    assert shown_words(2_000, 10_000, 41, 3) == (
        "2,000 of 10,000 images, chosen at random; ringed: 41 misclassified; on amber: 3 of your drawings"
    )


def test_an_image_says_what_it_is_and_what_it_is_taken_for(judged):
    evaluation = judged([3, 5], [3, 8], [0.91, 0.6])
    assert image_words(evaluation, evaluation.digits.labels, 0, TEN) == "image 0: 3\n✓ taken for 3, 91.0\u00a0%"
    assert image_words(evaluation, evaluation.digits.labels, 1, TEN).startswith("image 1: 5\n✗ taken for 8, 60")
    assert image_words(None, evaluation.digits.labels, 1, TEN) == "image 1: 5"


def test_what_was_gathered_is_told_by_its_classes_the_most_first():
    words = gathered_words(np.array([4, 9, 9, 4, 9]), np.array([True, False, False, False, False]), TEN)
    assert words == "5 images\n9: 3, 4: 2, misclassified: 1"
    assert gathered_words(np.array([4]), np.array([False]), TEN) == "1 image\n4: 1"
