"""The file beside a program makes the engine's variants, image for image."""

import numpy as np
import pytest

from engine.code import helper
from engine.randomness import AUGMENTATION, numpy_generator
from engine.training.augmentation import AUGMENTATION_KINDS, augmented


@pytest.fixture(scope="module")
def names():
    found = {}
    exec(helper.TEXT, found)
    return found


@pytest.mark.parametrize("kind", AUGMENTATION_KINDS)
def test_its_variants_are_the_engines(names, lesson_digits, kind):
    images = lesson_digits.images[:2_300]  # more than are drawn in one go
    known = augmented(images, numpy_generator(7, AUGMENTATION, 3), kind)
    found = names["augmented"](images.astype(np.float32) / 255, kind, 7, 3)
    assert found.dtype == np.float32
    assert np.array_equal(np.rint(found * 255), known)
