"""What looks wrong with a set is said, with what can be done about it."""

import numpy as np
import pytest

from engine.digits.bundle import bundled
from engine.digits.readers.looks import is_dark_on_light, lying, notes_of, offers_of
from engine.digits.readers.offers import TURNS


def names(images, labels=None, transposed=""):
    return [offer.name for offer in offers_of(images, labels, transposed)]


def test_digits_as_mnist_has_them_need_nothing(some):
    for count in (10, 40):
        assert names(some.images[:count], some.labels[:count]) == []
    digits = bundled("mnist-test")
    assert lying(digits.images, digits.labels) == ""


@pytest.mark.parametrize("way", TURNS)
def test_digits_that_lie_otherwise_are_offered_the_way_back(some, way):
    lying_so = TURNS[way](some.images)
    (offer,) = offers_of(lying_so, some.labels, "")
    assert np.array_equal(offer.change(lying_so), some.images)
    assert offer.sentence
    assert offer.title


def test_dark_ink_on_light_is_offered_to_be_inverted(some):
    for light in (255 - some.images, 200 - some.images // 2):
        assert names(light, some.labels) == ["invert"]
    assert is_dark_on_light(255 - some.images)
    assert not is_dark_on_light(some.images)


def test_dark_and_turned_is_offered_both(some):
    assert names(255 - some.images.transpose(0, 2, 1), some.labels) == ["transpose", "invert"]


@pytest.mark.parametrize("highest", [1, 16, 63])
def test_faint_images_are_offered_to_be_stretched(some, highest):
    faint = np.rint(some.images * (highest / 255)).astype(np.uint8)
    (offer,) = offers_of(faint, some.labels, "")
    assert offer.name == "stretch"
    assert offer.change(faint).max() == 255


def test_what_are_no_digits_is_turned_only_by_the_sets_name(some):
    noise = np.random.default_rng(0).integers(0, 256, (40, 28, 28)).astype(np.uint8)
    noise[:, [0, -1]] = noise[:, :, [0, -1]] = 0
    assert names(noise, some.labels) == []
    assert names(noise, None, "EMNIST") == ["transpose"]


def test_blank_images_are_counted(some):
    assert notes_of(some.images, "a") == ()
    images = some.images.copy()
    images[3] = 0
    assert "1 of the 40 images in a is blank" in notes_of(images, "a")[0]
    assert "All images in a are blank" in notes_of(images * 0, "a")[0]
    assert names(images * 0, some.labels) == []
