"""A labelled set of digits."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from engine.arrays import Bytes, Whole

SIDE = 28
PIXELS = SIDE * SIDE
CLASSES = 10  # of a set unless it says otherwise
MOST_CLASSES = 62  # digits, and the letters of both cases
LONGEST_NAME = 40  # characters of a class's name


def plain_names(classes: int) -> tuple[str, ...]:
    """("0", "1", ...): those of classes that nobody has named; of ten, the digits."""
    return tuple(map(str, range(classes)))


DIGIT_NAMES = plain_names(CLASSES)


@dataclass(frozen=True)
class Digits:
    """A labelled set of images.

    ``images``: (N, 28, 28) uint8, 0 (black) to 255 (white ink). ``labels``: (N,) int64, each a place in ``names``, which
    are those of its 2 to 62 classes; there may be classes without an image. ``name`` is what the window calls the set,
    ``origin`` the file or folder it is from (empty: it ships).
    """

    images: Bytes
    labels: Whole
    name: str
    origin: str = ""
    names: tuple[str, ...] = DIGIT_NAMES

    @property
    def classes(self) -> int:
        return len(self.names)

    @property
    def are_digits(self) -> bool:
        """Whether the classes are the digits 0 to 9, of which the window speaks as such."""
        return self.names == DIGIT_NAMES

    def __len__(self) -> int:
        return len(self.labels)

    def take(self, indices: np.ndarray, name: str | None = None) -> Digits:
        """The images at ``indices``, in that order."""
        return replace(self, images=self.images[indices], labels=self.labels[indices], name=name or self.name)
