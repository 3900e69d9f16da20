"""Images of another size as 28x28: scaled as they are, or prepared as a pasted picture is."""

from __future__ import annotations

import numpy as np
from PIL import Image

from engine import limits
from engine.arrays import Bytes
from engine.digits.dataset import SIDE
from engine.digits.pictures import WORKING, from_picture
from engine.digits.prepare import shrunk
from engine.digits.readers.common import NotTheSize, Watch
from engine.errors import UserError
from engine.numbers import whole
from engine.words import _

SAMPLES = 6  # that are shown before a person decides
_FAINT = 64  # images of which the highest pixel is below have other values than 0..255
_OFTEN = 50  # images from one report to the next


def fitted(images: np.ndarray, where: str, watch: Watch) -> Bytes:
    """(N, height, width) uint8 images as (N, 28, 28): as they are, as ``watch.fit`` says, or refused.

    Raises NotTheSize where something would have to be done to them and ``fit`` does not say what.
    """
    height, width = images.shape[1:]
    if (height, width) == (SIDE, SIDE) and watch.fit != "prepare":
        return images
    check_sides(height, width, where)
    if not watch.fit:
        sentence = _("The images in {file} are {width} x {height} pixels, not {side} x {side}.").format(
            file=where, width=width, height=height, side=SIDE
        )
        raise NotTheSize(sentence, tuple(shrunk(np.ascontiguousarray(image), WORKING) for image in images[:SAMPLES]))
    if watch.fit == "prepare" and images.size and 0 < images.max() < _FAINT:
        images = np.rint(images * (255 / images.max())).astype(np.uint8)
    result = np.empty((len(images), SIDE, SIDE), np.uint8)
    for index, image in enumerate(images):
        result[index] = made_to_fit(np.ascontiguousarray(image), watch.fit)
        if index % _OFTEN == 0:
            watch.tell(index / len(images))
    return result


def check_sides(height: int, width: int, where: str) -> None:
    if max(height, width) > limits.PICTURE_SIDE:
        raise UserError(
            _("{file} holds images of {width} x {height} pixels: too large for a digit.").format(
                file=where, width=whole(width), height=whole(height)
            )
        )
    if not (height and width):
        raise UserError(
            _("{file} holds images without pixels ({height} x {width}).").format(file=where, height=height, width=width)
        )


def made_to_fit(grey: Bytes, fit: str) -> Bytes:
    """``fit``: "scale" or "prepare"."""
    return prepared(grey) if fit == "prepare" else scaled(grey)


def scaled(grey: Bytes) -> Bytes:
    """A grey picture as (28, 28) uint8, with the proportions it had and black beside it."""
    image = Image.fromarray(grey)
    factor = SIDE / max(image.size)
    size = max(1, round(image.width * factor)), max(1, round(image.height * factor))
    small = image.resize(size, Image.Resampling.BOX if factor < 1 else Image.Resampling.BILINEAR)
    canvas = Image.new("L", (SIDE, SIDE))
    canvas.paste(small, ((SIDE - size[0]) // 2, (SIDE - size[1]) // 2))
    return np.asarray(canvas)


def prepared(grey: Bytes) -> Bytes:
    """A grey picture as a pasted one is prepared, (28, 28) uint8; black if nothing is to be seen on it."""
    try:
        return from_picture(grey).image
    except UserError:
        return np.zeros((SIDE, SIDE), np.uint8)
