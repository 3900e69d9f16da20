"""A set of digits gives any of its images, and stays as it is."""

import numpy as np


def test_taking_images_leaves_the_set_alone(lesson_digits):
    taken = lesson_digits.take(np.array([5, 2, 5]), "a few")
    taken.images[:] = 0
    assert (len(taken), taken.name) == (3, "a few")
    assert taken.labels.tolist() == lesson_digits.labels[[5, 2, 5]].tolist()
    assert lesson_digits.images[5].any()
