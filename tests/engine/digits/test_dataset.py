"""A set of digits gives any of its images, and stays as it is."""

import numpy as np
import pytest

from engine.digits.dataset import check_names, plain_names
from engine.errors import UserError


def test_taking_images_leaves_the_set_alone(lesson_digits):
    taken = lesson_digits.take(np.array([5, 2, 5]), "a few")
    taken.images[:] = 0
    assert (len(taken), taken.name) == (3, "a few")
    assert taken.labels.tolist() == lesson_digits.labels[[5, 2, 5]].tolist()
    assert lesson_digits.images[5].any()


def test_names_of_classes_are_checked():
    check_names(("a", "b"))
    check_names(plain_names(62))
    check_names(("می‌خواهم", "👩‍🚀", "T-shirt/top"))
    for names in ((), ("a",), plain_names(63), ("a", "a"), ("a", "b\n"), ("a", "\u2029"), ("a", "x" * 41), ("a", "  ")):
        with pytest.raises(UserError) as refused:
            check_names(names)
        assert refused.value.field == "names"
