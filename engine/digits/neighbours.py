"""The image of a set that is most like another."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

import numpy as np

from engine.arrays import Singles
from engine.digits.dataset import PIXELS, Digits

CHUNK = 2_000  # images that are turned into floats at a time: 6 MB


class Nearest(NamedTuple):
    """``index``: which image; ``likeness``: the cosine of the angle between the two vectors of pixels, 0 to 1."""

    index: int  # type: ignore[assignment]  # a tuple has a method of that name, which nobody wants here
    likeness: float


class Neighbours:
    """Finds the nearest of a set's images by the cosine of the angle, which no thickness of the pen outweighs.

    20,000 images take some 20 ms, without a second copy of them being kept.
    """

    def __init__(self, digits: Digits) -> None:
        self.digits = digits
        self._pixels = digits.images.reshape(-1, PIXELS)
        self._lengths: np.ndarray | None = None

    def nearest(self, image: np.ndarray) -> Nearest | None:
        """The image most like (28, 28) uint8; None if that one is black or the set is empty."""
        vector = image.reshape(PIXELS).astype(np.float32)
        length = float(np.sqrt(vector @ vector))
        if length == 0 or not len(self._pixels):
            return None
        if self._lengths is None:
            self._lengths = np.concatenate([np.sqrt(np.square(part).sum(axis=1)) for part in self._parts()])
        products = np.concatenate([part @ vector for part in self._parts()])
        likeness = products / (np.maximum(self._lengths, 1) * length)
        index = int(likeness.argmax())
        return Nearest(index, float(likeness[index]))

    def _parts(self) -> Iterator[Singles]:
        for start in range(0, len(self._pixels), CHUNK):
            yield self._pixels[start : start + CHUNK].astype(np.float32)
