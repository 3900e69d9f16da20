"""The nearest image is the one with the smallest angle."""

import numpy as np

from engine.digits.dataset import Digits
from engine.digits.neighbours import Neighbours


def some(count, seed=0):
    random = np.random.default_rng(seed)
    images = random.integers(0, 256, (count, 28, 28)).astype(np.uint8)
    return Digits(images, np.arange(count) % 10, "noise")


def test_an_image_of_the_set_is_nearest_to_itself_also_when_it_is_fainter():
    digits = some(4_500)
    for index in (0, 2_000, 4_499):
        found = Neighbours(digits).nearest(digits.images[index] // 2)
        assert found.index == index
        assert found.likeness > 0.99


def test_it_is_the_largest_cosine():
    digits, image = some(300), some(1, 9).images[0]
    flat, vector = digits.images.reshape(300, -1).astype(float), image.ravel().astype(float)
    cosines = flat @ vector / np.linalg.norm(flat, axis=1) / np.linalg.norm(vector)
    found = Neighbours(digits).nearest(image)
    assert found.index == cosines.argmax()
    np.testing.assert_allclose(found.likeness, cosines.max(), rtol=1e-5)


def test_black_images_and_empty_sets_have_no_nearest():
    assert Neighbours(some(3)).nearest(np.zeros((28, 28), np.uint8)) is None
    assert Neighbours(some(0)).nearest(some(1).images[0]) is None
