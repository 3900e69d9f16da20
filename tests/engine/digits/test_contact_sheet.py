"""A sheet shows every image with its caption, white ink turned into pixels three times as large."""

import io

import numpy as np
import pytest
from PIL import Image

from engine.digits.contact_sheet import GAP, MOST, SCALE, TEXT, sheet


def opened(png):
    with Image.open(io.BytesIO(png)) as image:
        assert image.format == "PNG"
        return np.asarray(image)


def test_each_image_stands_on_the_sheet_as_it_is(few_digits):
    paper = opened(sheet(few_digits.images[:1], ["7"]))
    shown = np.kron(few_digits.images[0], np.ones((SCALE, SCALE), np.uint8))
    assert np.array_equal(paper[GAP : GAP + 28 * SCALE, GAP : GAP + 28 * SCALE], shown)


@pytest.mark.parametrize("count", [1, 2, 7, 60])
def test_all_images_have_a_place_in_rows_and_a_caption_below(few_digits, count):
    images = np.full((count, 28, 28), 77, np.uint8)
    paper = opened(sheet(images, ["3"] * count))
    assert (paper == 77).sum() >= count * (28 * SCALE) ** 2
    rows = 28 * SCALE + TEXT + 4 + GAP
    captions = [paper[GAP + 28 * SCALE + row * rows :][:TEXT] for row in range((len(paper) - GAP) // rows)]
    assert all((caption < 255).any() for caption in captions)


def test_a_long_caption_gets_room(few_digits):
    narrow, wide = (opened(sheet(few_digits.images[:1], [caption])) for caption in ("7", "a 7, taken for a 9 (98 %)"))
    assert wide.shape[1] > narrow.shape[1]


def test_a_sheet_holds_so_many_and_no_more():
    images = np.zeros((MOST + 5, 28, 28), np.uint8)
    assert np.array_equal(opened(sheet(images, [""] * (MOST + 5))), opened(sheet(images[:MOST], [""] * MOST)))


def test_nothing_gives_an_empty_sheet():
    assert (opened(sheet(np.zeros((0, 28, 28), np.uint8), [])) == 255).all()
