"""A labelled set of digits."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from engine.arrays import Bytes, Whole

SIDE = 28
PIXELS = SIDE * SIDE
CLASSES = 10


@dataclass(frozen=True)
class Digits:
    """A labelled set of images.

    ``images``: (N, 28, 28) uint8, 0 (black) to 255 (white ink). ``labels``: (N,) int64, 0 to 9.
    ``name`` is what the window calls the set, ``origin`` the file or folder it is from (empty: it ships).
    """

    images: Bytes
    labels: Whole
    name: str
    origin: str = ""

    def __len__(self) -> int:
        return len(self.labels)

    def take(self, indices: np.ndarray, name: str | None = None) -> Digits:
        """The images at ``indices``, in that order."""
        return Digits(self.images[indices], self.labels[indices], name or self.name, self.origin)
