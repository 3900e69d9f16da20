"""A picture of a digit becomes the image that MNIST's makers would have made of it, or a sentence says why not."""

import time

import numpy as np
import pytest
from PIL import Image

from engine.digits.bundle import bundled
from engine.digits.pictures import Pasted, from_ink, from_picture, pasted_again
from engine.errors import UserError
from engine.networks.files import pretrained


@pytest.fixture(scope="module")
def test_images():
    digits = bundled("mnist-test")
    return digits.take(np.arange(0, 10_000, 100))


@pytest.fixture(scope="module")
def network():
    return pretrained()


def enlarged(image, times=6):
    side = 28 * times
    return np.asarray(Image.fromarray(image).resize((side, side), Image.Resampling.BICUBIC))


def as_it_is(image):
    return image


def dark_on_light(image):
    return 255 - image


def large(image):
    return enlarged(image)


def faint_grainy_and_lit_from_one_side(image):
    grain = np.random.default_rng(5).normal(0, 5, (168, 168))
    return np.clip(200 - 0.5 * enlarged(image) + grain - np.linspace(0, 50, 168), 0, 255).astype(np.uint8)


def in_a_corner(image):
    paper = np.full((400, 500), 230, np.uint8)
    paper[20:188, 320:488] = 230 - (enlarged(image) * 0.8).astype(np.uint8)
    return paper


@pytest.mark.parametrize("shown", [as_it_is, dark_on_light, large, faint_grainy_and_lit_from_one_side, in_a_corner])
def test_pictures_of_digits_are_read_as_the_digits_are(test_images, network, shown):
    images = np.stack([from_picture(shown(image)).image for image in test_images.images])
    right = network.log_probabilities(images).argmax(1) == test_images.labels
    assert right.mean() >= 0.95


def test_a_thin_pen_is_made_as_wide_as_mnist_s(test_images):
    thin = np.full((300, 300), 255, np.uint8)
    thin[20:280, 150:152] = 0
    column = from_picture(thin).image[14].astype(float) / 255
    assert column.sum() > 1.4


def test_the_ink_is_white_cut_to_its_box_and_of_limited_size():
    paper = np.full((900, 900), 250, np.uint8)
    paper[100:700, 300:380] = 10
    found = from_picture(paper)
    assert isinstance(found, Pasted)
    assert found.ink.dtype == found.image.dtype == np.uint8
    assert max(found.ink.shape) <= 280
    assert found.ink.mean() > 200
    rows = np.flatnonzero(found.image.any(axis=1))
    assert rows[-1] - rows[0] + 1 == 20


@pytest.mark.parametrize("level", [0, 128, 255])
@pytest.mark.parametrize("shape", [(1, 1), (30, 40), (1, 500)])
def test_a_picture_of_one_colour_holds_no_digit(level, shape):
    with pytest.raises(UserError, match="no digit to be seen"):
        from_picture(np.full(shape, level, np.uint8))


@pytest.mark.parametrize("shape", [(0, 0), (0, 5), (5, 0)])
def test_a_picture_without_pixels_is_said_to_be_empty(shape):
    with pytest.raises(UserError, match="empty"):
        from_picture(np.zeros(shape, np.uint8))


@pytest.mark.parametrize("shape", [(2, 2), (1, 3000), (3000, 1), (300, 300), (28, 28)])
def test_noise_is_answered_with_an_image_or_a_sentence(shape):
    try:
        found = from_picture(np.random.default_rng(1).integers(0, 256, shape).astype(np.uint8))
    except UserError:
        return
    assert found.image.shape == (28, 28)


def test_twenty_megapixels_take_no_longer_than_small_pictures():
    paper = np.full((4000, 5000), 240, np.uint8)
    paper[500:3500, 2400:2800] = 20
    times = []
    for _ in range(5):
        began = time.thread_time()  # what others do on this machine is not measured
        from_picture(paper)
        times.append(time.thread_time() - began)
    assert min(times) < 0.2


def test_dots_of_which_nothing_is_left_when_they_are_made_wider_are_taken_as_they_are():
    paper = np.full((100, 28), 255, np.uint8)
    paper[30:60:6, 8:20:6] = 0
    assert from_picture(paper).image.any()


def test_an_image_that_was_kept_is_pasted_again_with_its_ink_cut_out():
    image = np.zeros((28, 28), np.uint8)
    image[4:24, 12:16] = 250
    again = pasted_again(image)
    assert np.array_equal(again.image, image)
    assert again.ink.shape == (20, 4)
    assert not pasted_again(np.zeros((28, 28), np.uint8)).ink.any()


def test_ink_that_is_found_already_is_made_the_same_image():
    paper = np.full((200, 200), 255, np.uint8)
    paper[40:160, 96:108] = 0
    ink = (paper == 0).astype(np.float32)
    assert np.abs(from_ink(ink).image.astype(int) - from_picture(paper).image).max() < 40
