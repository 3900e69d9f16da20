"""From a picture to the network's image, and every step on the way."""

from dataclasses import replace

import numpy as np
import pytest
from PIL import Image

from engine.digits.bundle import bundled
from engine.digits.pictures import from_picture
from engine.errors import UserError
from engine.handwriting.paper import reasons
from engine.handwriting.paper.reading import LOOKED_AT, SOURCE, read_paper
from engine.handwriting.paper.view import Crop, View
from engine.networks.files import pretrained
from tests.engine.handwriting.paper.drawn import SEVEN, ink, paper


def photograph(image, seed):
    """A digit on squared paper, on a dark table, half of it in a shadow: (480, 640) uint8."""
    random = np.random.default_rng(seed)
    cover = np.zeros((480, 640))
    large = Image.fromarray(image).resize((196, 196), Image.Resampling.BICUBIC)
    top, left = random.integers(90, 200), random.integers(90, 350)
    cover[top : top + 196, left : left + 196] = np.clip((np.asarray(large) / 255 - 0.3) / 0.3, 0, 1)
    grey = np.full((480, 640), 225.0)
    grey[17::32] = grey[:, 11::32] = 120
    grey = grey * (1 - 0.8 * cover)
    grey[:, left + 100 :] *= 0.5
    grey[:30], grey[:, :25], grey[-20:] = 30, 35, 30
    return np.clip(grey + random.normal(0, 3, grey.shape), 0, 255).astype(np.uint8)


def test_photographs_of_digits_are_read_as_the_digits_are():
    digits = bundled("mnist-test").take(np.arange(5, 10_000, 1000))
    found = [read_paper(photograph(image, seed)) for seed, image in enumerate(digits.images)]
    guesses = pretrained().log_probabilities(np.stack([reading.image for reading in found])).argmax(1)
    assert (guesses == digits.labels).mean() >= 0.95
    assert all(reading.steps.lines.any() for reading in found)


def test_every_step_is_kept_and_of_one_size():
    found = read_paper(paper())
    steps = found.steps
    assert {step.shape for step in (steps.picture, steps.light, steps.contrast, steps.ink)} == {(200, 300)}
    assert steps.light.min() > 200
    assert (steps.ink[ink(SEVEN) > 0.5] > 100).all()
    left, top, right, bottom = found.crop
    assert (left < 0.23, right > 0.43, top < 0.25, bottom > 0.8) == (True,) * 4
    assert (found.view, found.reasons) == (View(0, 0.0), ())
    assert max(read_paper(np.kron(paper(), np.ones((8, 8), np.uint8))).source.shape) == SOURCE > LOOKED_AT


def test_it_is_turned_and_cropped_by_hand_and_the_same_is_found():
    first = read_paper(paper())
    same = read_paper(first.source, replace(first.view, crop=first.crop))
    assert np.abs(first.image.astype(int) - same.image).max() < 60
    turned = read_paper(first.source, View(1, 0.0))
    assert np.abs(np.rot90(first.image, -1).astype(int) - turned.image).mean() < 12
    with pytest.raises(UserError, match="no ink"):
        read_paper(first.source, View(0, 0.0, Crop(0.7, 0.1, 0.9, 0.9)))


def test_a_sheet_whose_lines_are_turned_is_turned_back():
    rules = tuple(((0, y), (299, y + 42)) for y in range(-30, 200, 30))
    grey = np.minimum(paper(pen=9), paper(rules, level=140, pen=2))
    assert abs(read_paper(grey).view.degrees + 8) < 1.5


def test_a_picture_that_is_nothing_but_a_digit_is_read_as_ever():
    seven = 255 - bundled("mnist-test").images[0]
    found = read_paper(seven)
    assert np.array_equal(found.image, from_picture(seven).image)
    assert found.steps.picture.shape == (28, 28)
    half = read_paper(seven, View(0, None, Crop(0.0, 0.0, 1.0, 0.5)))
    assert np.array_equal(half.image, from_picture(seven[:14]).image)


def test_reasons_are_told():
    other = tuple(tuple((x + 150, y) for x, y in line) for line in SEVEN)
    assert read_paper(paper((*SEVEN, *other))).reasons == (reasons.SEVERAL,)
    assert reasons.CONTRAST in read_paper(paper(level=214)).reasons


@pytest.mark.parametrize("shape", [(0, 0), (0, 5), (5, 0)])
def test_a_picture_without_pixels_is_said_to_be_empty(shape):
    with pytest.raises(UserError, match="empty"):
        read_paper(np.zeros(shape, np.uint8))


@pytest.mark.parametrize("shape", [(2, 2), (1, 3000), (3000, 1), (3, 400), (300, 300), (65, 65)])
def test_noise_is_answered_with_an_image_or_a_sentence(shape):
    try:
        found = read_paper(np.random.default_rng(1).integers(0, 256, shape).astype(np.uint8))
    except UserError:
        return
    assert found.image.shape == (28, 28)
