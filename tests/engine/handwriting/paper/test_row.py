"""Several digits side by side in a picture of paper are told apart, and read; one is left whole."""

import numpy as np
import pytest
from PIL import Image

from engine.digits.bundle import bundled
from engine.handwriting.numbers.strokes import NumberReader
from engine.handwriting.paper import reasons
from engine.handwriting.paper.reading import read_paper
from engine.handwriting.paper.row import read_row
from engine.handwriting.paper.view import Crop, View
from engine.networks.files import pretrained


@pytest.fixture(scope="module")
def network():
    return pretrained()


def sheet(labels, down=()):
    """Digits of MNIST's in a row on grey paper whose light falls: (300, 640) uint8. ``down``: pixels each is lower."""
    digits, cover = bundled("mnist-test"), np.zeros((300, 640))
    for place, label in enumerate(labels):
        image = digits.images[np.flatnonzero(digits.labels == label)[3]]
        large = np.asarray(Image.fromarray(image).resize((112, 112), Image.Resampling.BICUBIC)) / 255
        top, left = 90 + (down[place] if down else 0), 90 + 105 * place
        np.maximum(cover[top : top + 112, left : left + 112], large, out=cover[top : top + 112, left : left + 112])
    paper = np.linspace(235, 150, 640) * (1 - 0.75 * np.clip((cover - 0.3) / 0.3, 0, 1))
    return np.clip(paper + np.random.default_rng(4).normal(0, 2, paper.shape), 0, 255).astype(np.uint8)


@pytest.mark.parametrize(("labels", "down"), [((4, 2), ()), ((2, 0, 3), (0, 14, -9)), ((7, 1, 9, 6), ())])
def test_a_row_of_digits_on_paper_is_read_as_a_number(network, labels, down):
    reading, number = read_row(sheet(labels, down), NumberReader(network))
    images = np.stack([digit.image for digit in number.digits])
    assert tuple(network.log_probabilities(images).argmax(axis=1)) == labels
    assert reasons.SEVERAL not in reading.reasons
    alone = read_paper(sheet(labels, down))
    assert reasons.SEVERAL in alone.reasons
    assert reading.ink.shape[1] > 1.5 * alone.ink.shape[1]
    assert reading.crop.left <= alone.crop.left < alone.crop.right <= reading.crop.right
    assert reading.crop.right - reading.crop.left > 1.5 * (alone.crop.right - alone.crop.left)


def test_one_digit_on_paper_is_left_whole_and_so_is_one_that_is_cropped_to(network):
    reader = NumberReader(network)
    for label in range(10):
        reading, number = read_row(sheet([label]), reader)
        assert not number
        np.testing.assert_array_equal(reading.image, read_paper(sheet([label])).image)
    assert not read_row(sheet([4, 2]), reader, View(0, 0.0, Crop(0.1, 0.2, 0.31, 0.8)))[1]
    assert not read_row(sheet([4, 2]), None)[1]
