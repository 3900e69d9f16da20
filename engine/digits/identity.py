"""Whether two sets, or two images, are the same: what is kept of a set so that it is known again.

A mark is quick enough to be asked of every set that is opened: a run and a network keep that of the whole set which
they were trained on. A fingerprint is cryptographic: a run keeps those of the very images that it goes on with, after
all changes, because there one pixel would make it another run.
"""

from __future__ import annotations

import hashlib

import numpy as np
from numpy.typing import NDArray

from engine.digits.dataset import Digits

PART = 1_024  # images at once: what is computed on the way stays small


def mark_of(digits: Digits) -> str:
    """Sixteen hexadecimal digits that tell this set's images, labels and their order from any other's."""
    places = np.arange(1, len(digits) + 1, dtype=np.uint64)
    labels = (digits.labels + 1).astype(np.uint64)
    with np.errstate(over="ignore"):
        return f"{int(((image_hashes(digits.images) ^ labels) * (2 * places + 1)).sum(dtype=np.uint64)):016x}"


def is_marked(digits: Digits, mark: str) -> bool:
    """Whether this is the set with that mark; every set has an empty one, which is of a set that is not known."""
    return not mark or mark_of(digits) == mark


def fingerprint(digits: Digits) -> str:
    """The SHA-256 of the images and the labels, in hexadecimal."""
    found = hashlib.sha256(np.ascontiguousarray(digits.images).data)
    found.update(np.ascontiguousarray(digits.labels).data)
    return found.hexdigest()


def image_hashes(images: np.ndarray) -> NDArray[np.uint64]:
    """(N,) uint64, one for each image: its 98 words of 8 pixels, each times a random odd number, added up modulo 2^64.

    The upper half of each word is mixed into its lower half first: a difference in the highest bits alone would be
    lost in most of the product. Two different images get the same by a chance of 2^-32 at the very most.
    """
    words = np.ascontiguousarray(images).reshape(len(images), -1).view(np.uint64)
    factors = np.random.default_rng(28).integers(2**63, size=words.shape[1], dtype=np.uint64) * 2 + 1
    hashes = np.empty(len(words), np.uint64)
    for first in range(0, len(words), PART):
        part = words[first : first + PART]
        hashes[first : first + PART] = (part ^ (part >> np.uint64(32))) @ factors
    return hashes
