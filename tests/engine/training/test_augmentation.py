"""Variants are new images of the same digits."""

import numpy as np
import pytest
from scipy.ndimage import map_coordinates

from engine.digits.bundle import bundled
from engine.digits.changes import Change, Changes
from engine.errors import UserError
from engine.training.augmentation import AUGMENTATION_KINDS, SCALE, SHEAR, SHIFT, SHOWN, TURN, augmented, preview


@pytest.fixture(scope="module")
def images():
    return bundled("mnist-test").images[:2500]


def centres(images):
    mass = images.sum(axis=(1, 2))
    places = np.arange(28)
    return np.stack((images.sum(axis=1) @ places / mass, images.sum(axis=2) @ places / mass), axis=1)


@pytest.mark.parametrize("kind", AUGMENTATION_KINDS)
class TestEveryKind:
    def test_gives_as_many_images_of_the_same_make(self, images, kind):
        varied = augmented(images, np.random.default_rng(0), kind)
        assert varied.shape == images.shape
        assert varied.dtype == np.uint8

    def test_leaves_the_originals_alone(self, images, kind):
        before = images.copy()
        augmented(images, np.random.default_rng(0), kind)
        assert (images == before).all()

    def test_repeats_with_the_seed_and_only_with_it(self, images, kind):
        first = augmented(images[:50], np.random.default_rng(1), kind)
        assert (augmented(images[:50], np.random.default_rng(1), kind) == first).all()
        assert (augmented(images[:50], np.random.default_rng(2), kind) != first).any(axis=(1, 2)).all()

    def test_varies_every_image_differently(self, images, kind):
        varied = augmented(np.repeat(images[:1], 40, axis=0), np.random.default_rng(0), kind)
        assert len(np.unique(varied, axis=0)) == 40

    def test_keeps_the_ink_and_roughly_its_place(self, images, kind):
        varied = augmented(images, np.random.default_rng(0), kind).astype(float)
        assert varied.sum() == pytest.approx(images.astype(float).sum(), rel=0.05)
        assert np.abs(centres(varied) - centres(images.astype(float))).max() < 5

    def test_takes_none(self, images, kind):
        assert augmented(images[:0], np.random.default_rng(0), kind).shape == (0, 28, 28)


def test_nothing_but_black_comes_in_from_outside():
    white = np.full((200, 28, 28), 255, np.uint8)
    varied = augmented(white, np.random.default_rng(0), "affine")
    assert (varied[:, 8:20, 8:20] == 255).all()
    assert (varied[:, 0] < 255).any()
    assert (varied[:, :, 0] == 0).any()


def test_another_kind_is_refused_with_the_kinds_that_there_are(images):
    with pytest.raises(UserError, match="affine, elastic, both"):
        augmented(images, np.random.default_rng(0), "rotated")


class TestPreview:
    def test_shows_an_image_of_each_digit_and_beside_it_variants_of_that_image(self):
        digits = bundled("mnist-test")
        shown = preview(digits, "affine")
        assert shown.shape == (10, 1 + SHOWN, 28, 28)
        for digit, (original, *variants) in enumerate(shown):
            assert digits.labels[(digits.images == original).all(axis=(1, 2))].tolist() == [digit]
            for variant in variants:
                assert not (variant == original).all()
                assert np.corrcoef(variant.ravel(), original.ravel())[0, 1] > 0.3

    def test_another_draw_shows_others(self):
        digits = bundled("mnist-test")
        assert (preview(digits, "both", 1) == preview(digits, "both", 1)).all()
        assert (preview(digits, "both", 1) != preview(digits, "both", 2)).any()

    def test_leaves_out_the_digits_that_there_are_not(self):
        digits = bundled("mnist-test")
        assert len(preview(digits.take(np.flatnonzero(digits.labels < 3)), "elastic")) == 3

    def test_shows_changes_of_values_and_order_after_the_variants_as_training_does(self):
        digits, plain = bundled("mnist-test"), preview(bundled("mnist-test"), "affine")
        inverted = preview(digits, "affine", 0, Changes((Change("inverted"),)).after_augmentation)
        assert (inverted == 255 - plain).all()
        assert (inverted[:, :, 0, 0] == 255).all()  # no corner is black
        assert set(np.unique(preview(digits, "affine", 0, Changes((Change("binarised"),)).after_augmentation))) == {
            0,
            255,
        }


class Farthest:
    """A generator that draws the most of everything, so that it is known what is done to an image."""

    def uniform(self, low, high, size):
        return np.full(size, high)


def test_an_image_is_turned_then_stretched_and_slanted_and_moved(images):
    """As an affine map of where each pixel is taken from, in pixels from the middle; scipy takes them there."""
    angle = np.radians(TURN)
    down, along = np.mgrid[:28, :28] - 13.5
    turned = along * np.cos(angle) + down * np.sin(angle), down * np.cos(angle) - along * np.sin(angle)
    stretched = (1 + SCALE) * turned[0], (1 + SCALE) * turned[1]
    places = stretched[1] + SHIFT, stretched[0] + SHEAR * stretched[1] + SHIFT
    for image, varied in zip(images[:20], augmented(images[:20], Farthest(), "affine"), strict=True):
        expected = map_coordinates(image.astype(float), np.add(places, 13.5), order=1, mode="grid-constant")
        assert np.abs(varied - expected).max() < 1


def test_a_preview_has_an_image_of_each_class(classed):
    assert len(preview(classed, "affine")) == classed.classes
