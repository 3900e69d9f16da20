"""Images of another size are made to fit as the person chooses."""

import numpy as np
import pytest

from engine.digits.readers.common import NotTheSize, Watch
from engine.digits.readers.fitting import SAMPLES, fitted, made_to_fit, prepared, scaled


def watch(fit=""):
    return Watch(None, None, fit)


def test_what_fits_stays(some):
    assert fitted(some.images, "a", watch()) is some.images
    assert fitted(some.images, "a", watch("scale")) is some.images


def test_other_sizes_are_asked_about_with_some_of_them_to_show(some):
    large = np.kron(some.images, np.ones((1, 2, 2), np.uint8))
    with pytest.raises(NotTheSize, match="56 x 56") as found:
        fitted(large, "a", watch())
    assert len(found.value.samples) == SAMPLES
    assert np.array_equal(scaled(found.value.samples[0]), some.images[0])


def test_prepared_images_are_cropped_and_centred_whatever_they_are_on(some):
    paper = 255 - np.pad(np.kron(some.images[:5], np.ones((1, 8, 8), np.uint8)), ((0, 0), (10, 200), (10, 200)))
    found = fitted(paper, "a", watch("prepare"))
    for image, true in zip(found, some.images[:5], strict=True):
        assert np.corrcoef(image.reshape(-1), true.reshape(-1))[0, 1] > 0.6
    assert np.array_equal(found[0], made_to_fit(paper[0], "prepare"))


def test_faint_images_are_prepared_too(some):
    small = np.kron(some.images[:3] // 16, np.ones((1, 3, 3), np.uint8))
    assert (fitted(small, "a", watch("prepare")).max(axis=(1, 2)) > 100).all()


def test_a_blank_image_is_prepared_as_black():
    assert not prepared(np.full((50, 50), 255, np.uint8)).any()
