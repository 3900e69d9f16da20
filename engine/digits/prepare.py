"""From ink of any size to the image that MNIST's makers would have made of it: cut, scaled to 20 pixels, centred."""

from __future__ import annotations

import numpy as np

from engine.arrays import Bytes, Singles
from engine.digits.dataset import SIDE

BOX = 20
"""Longer side of the ink in the image, in pixels, the pen's width included."""

CENTRE = 14.0
"""Row and column of the centre of mass, in pixels from the centre of the first: the mean over MNIST's 60,000 images is
(13.996, 14.007), half a pixel below and right of the field's middle."""


def shrunk(grey: np.ndarray, longest: int) -> np.ndarray:
    """(h, w) scaled down so that its longer side has ``longest`` pixels at most; smaller pictures stay as they are."""
    stride = max(1, max(grey.shape) // (3 * longest))  # so that 20 megapixels are not turned into floats
    grey = grey[::stride, ::stride]
    scale = longest / max(grey.shape)
    if scale >= 1:
        return grey
    height, width = (max(1, round(side * scale)) for side in grey.shape)
    return resized(grey, height, width)


def resized(grey: np.ndarray, height: int, width: int) -> Singles:
    """(h, w) as (height, width) float32: each new pixel is the mean of the old ones that it covers."""
    small: Singles = _cover(height, grey.shape[0]) @ grey.astype(np.float32) @ _cover(width, grey.shape[1]).T
    return small


def _cover(new: int, old: int) -> Singles:
    """(new, old) float32: the share of each old pixel in each new one; rows add up to 1."""
    edges = np.arange(new + 1) * (old / new)
    low, high = np.maximum(edges[:-1, None], np.arange(old)), np.minimum(edges[1:, None], np.arange(1, old + 1))
    cover: Singles = (np.clip(high - low, 0, None) * (new / old)).astype(np.float32)
    return cover


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
