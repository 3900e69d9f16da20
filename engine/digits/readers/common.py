"""What all readers share: what they return, how they report, and what they check."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from PIL import Image

from engine import limits
from engine.digits.dataset import CLASSES, PIXELS, SIDE, Digits
from engine.errors import UserError
from engine.machine import available_memory


@dataclass(frozen=True, eq=False)
class Loaded:
    """``test_digits``: the test set that came with it, if one did. ``note``: a sentence that the person should know."""

    digits: Digits
    test_digits: Digits | None = None
    note: str = ""


class Cancelled(UserError):
    """The person gave up reading."""


class NotTheSize(UserError):
    """The images are not 28x28: reading with ``scale=True`` makes them so."""


class Watch:
    """Where a reader reports how far it is, and learns that it is to give up."""

    def __init__(self, progress: Callable[[float], None] | None, cancelled: Callable[[], bool] | None) -> None:
        self._progress, self.cancelled = progress, cancelled

    def tell(self, share: float) -> None:
        """``share``: 0 to 1. Raises Cancelled if the person has given up."""
        self.check()
        if self._progress is not None:
            self._progress(min(1.0, share))

    def check(self) -> None:
        """Raises Cancelled if the person has given up."""
        if self.cancelled is not None and self.cancelled():
            raise Cancelled("Reading was cancelled; nothing has changed.")


def check_count(path: Path, images: int) -> None:
    """Refuses more images than any set has that a person can look through."""
    if images > limits.IMAGES:
        raise UserError(f"{path.name} says that it holds {images:,} images: at most {limits.IMAGES:,} are read.")


def check_memory(path: Path, needed: int) -> None:
    """Refuses what would take more bytes than there are, or than a set may."""
    there_is = min(limits.DIGITS_MEMORY, available_memory())
    if needed > there_is:
        raise UserError(
            f"{path.name} would need {needed / 1e9:.1f} GB of memory, and Inkling can give it {there_is / 1e9:.1f} GB."
        )


def checked(path: Path, images: np.ndarray, labels: np.ndarray, what: str = "") -> Digits:
    """A set of (N, 28, 28) uint8 images and whole labels 0 to 9. Raises UserError for anything else.

    ``what`` says which part of the file it is, for the sentence and the set's name.
    """
    where = f"{path.name}{what}"
    if len(images) != len(labels):
        raise UserError(f"{where} holds {len(images):,} images but {len(labels):,} labels.")
    if not len(images):
        raise UserError(f"{where} holds no images.")
    wrong = np.flatnonzero((labels < 0) | (labels >= CLASSES))
    if len(wrong):
        raise UserError(f"{where}: the label of image {wrong[0] + 1:,} is {labels[wrong[0]]}, not a digit 0 to 9.")
    return Digits(images, labels.astype(np.int64), where, str(path))


def fitted(images: np.ndarray, where: str, scale: bool, watch: Watch) -> np.ndarray:
    """(N, height, width) uint8 images as (N, 28, 28): as they are, scaled, or refused.

    Raises NotTheSize where they would have to be scaled and ``scale`` does not say so.
    """
    height, width = images.shape[1:]
    if (height, width) == (SIDE, SIDE):
        return images
    if max(height, width) > limits.PICTURE_SIDE:
        raise UserError(f"{where} holds images of {width:,} x {height:,} pixels: too large for a digit.")
    if not (height and width):
        raise UserError(f"{where} holds images without pixels ({height} x {width}).")
    if not scale:
        raise NotTheSize(f"The images in {where} are {width} x {height} pixels, not {SIDE} x {SIDE}.")
    result = np.empty((len(images), SIDE, SIDE), np.uint8)
    for index, image in enumerate(images):
        result[index] = scaled(Image.fromarray(np.ascontiguousarray(image)))
        if index % 500 == 0:
            watch.tell(index / len(images))
    return result


def scaled(image: Image.Image) -> np.ndarray:
    """A grey picture as (28, 28) uint8, with the proportions it had and black beside it."""
    factor = SIDE / max(image.size)
    size = max(1, round(image.width * factor)), max(1, round(image.height * factor))
    small = image.resize(size, Image.Resampling.BOX if factor < 1 else Image.Resampling.BILINEAR)
    canvas = Image.new("L", (SIDE, SIDE))
    canvas.paste(small, ((SIDE - size[0]) // 2, (SIDE - size[1]) // 2))
    return np.asarray(canvas)


def image_bytes(count: int) -> int:
    """What ``count`` images and their labels take in memory, in bytes."""
    return count * (PIXELS + 8)
