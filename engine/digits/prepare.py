"""From ink of any size to the image that MNIST's makers would have made of it: cut, scaled to 20 pixels, centred."""

from __future__ import annotations

import numpy as np

from engine.arrays import Bytes, Singles
from engine.digits.dataset import SIDE

BOX = 20
"""Longer side of the ink in the image, in pixels, the pen's width included."""

PARTS = 4
"""Parts of a pixel, along each axis, that are told apart where only some of it is covered."""

CENTRE = 14.0
"""Row and column of the centre of mass, in pixels from the centre of the first: the mean over MNIST's 60,000 images is
(13.996, 14.007), half a pixel below and right of the field's middle."""


def shrunk(grey: Bytes, longest: int) -> Bytes:
    """(h, w) scaled down so that its longer side has ``longest`` pixels at most; smaller pictures stay as they are."""
    from PIL import Image

    picture = Image.fromarray(grey)
    if max(picture.size) > longest:
        width, height = (max(1, round(side * longest / max(picture.size))) for side in picture.size)
        picture = picture.resize((width, height), Image.Resampling.BOX, reducing_gap=3)
    return np.asarray(picture)


def resized(grey: np.ndarray, height: int, width: int) -> Singles:
    """(h, w) as (height, width) float32: each new pixel is the mean of the old ones that it covers.

    Pillow's box takes or leaves a whole pixel, so each is cut into ``PARTS`` x ``PARTS`` first.
    """
    from PIL import Image

    picture = Image.fromarray(grey.astype(np.float32))
    parts = picture.resize((PARTS * picture.width, PARTS * picture.height), Image.Resampling.NEAREST)
    return np.asarray(parts.resize((width, height), Image.Resampling.BOX))


def cropped(ink: Singles) -> Singles:
    """Cut to the ink; fainter edges do not count unless there is nothing else."""
    seen = ink > min(0.3, 0.5 * float(ink.max()))
    rows, columns = np.flatnonzero(seen.any(axis=1)), np.flatnonzero(seen.any(axis=0))
    return ink[rows[0] : rows[-1] + 1, columns[0] : columns[-1] + 1]


def fitted(ink: Singles) -> Singles:
    """The ink with its longer side ``BOX`` pixels long, 0 to 1."""
    height, width = (max(1, round(side * BOX / max(ink.shape))) for side in ink.shape)
    return resized(ink, height, width)


def placed(small: Singles) -> Bytes:
    """In a field of 28x28 so that its centre of mass is in the middle, as far as it fits: uint8."""
    field = np.zeros((SIDE, SIDE), np.float32)
    mass = max(float(small.sum()), 1e-6)
    places = []
    for axis, side in enumerate(small.shape):
        middle = small.sum(axis=1 - axis) @ np.arange(side) / mass
        places.append(int(np.clip(round(CENTRE - middle), 0, SIDE - side)))
    top, left = places
    field[top : top + small.shape[0], left : left + small.shape[1]] = small
    return np.rint(255 * np.clip(field, 0, 1)).astype(np.uint8)
