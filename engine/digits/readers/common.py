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
from engine.numbers import number, whole
from engine.words import _, ngettext


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
            raise Cancelled(_("Reading was cancelled; nothing has changed."))


def check_count(path: Path, images: int) -> None:
    """Refuses more images than any set has that a person can look through."""
    if images > limits.IMAGES:
        sentence = ngettext(
            "{file} says that it holds {images} image: at most {most} are read.",
            "{file} says that it holds {images} images: at most {most} are read.",
            images,
        )
        raise UserError(sentence.format(file=path.name, images=whole(images), most=whole(limits.IMAGES)))


def check_memory(path: Path, needed: int) -> None:
    """Refuses what would take more bytes than there are, or than a set may."""
    there_is = min(limits.DIGITS_MEMORY, available_memory())
    if needed > there_is:
        raise UserError(
            _("{file} would need {needed} GB of memory, and Inkling can give it {there_is} GB.").format(
                file=path.name, needed=number(needed / 1e9, 1), there_is=number(there_is / 1e9, 1)
            )
        )


def checked(path: Path, images: np.ndarray, labels: np.ndarray, what: str = "") -> Digits:
    """A set of (N, 28, 28) uint8 images and whole labels 0 to 9. Raises UserError for anything else.

    ``what`` says which part of the file it is, for the sentence and the set's name.
    """
    where = f"{path.name}{what}"
    if len(images) != len(labels):
        sentence = ngettext(
            "{file} holds {images} image but {labels} labels.",
            "{file} holds {images} images but {labels} labels.",
            len(images),
        )
        raise UserError(sentence.format(file=where, images=whole(len(images)), labels=whole(len(labels))))
    if not len(images):
        raise UserError(_("{file} holds no images.").format(file=where))
    wrong = np.flatnonzero((labels < 0) | (labels >= CLASSES))
    if len(wrong):
        raise UserError(
            _("{file}: the label of image {image} is {label}, not a digit 0 to 9.").format(
                file=where, image=whole(wrong[0] + 1), label=labels[wrong[0]]
            )
        )
    return Digits(images, labels.astype(np.int64), where, str(path))


def fitted(images: np.ndarray, where: str, scale: bool, watch: Watch) -> np.ndarray:
    """(N, height, width) uint8 images as (N, 28, 28): as they are, scaled, or refused.

    Raises NotTheSize where they would have to be scaled and ``scale`` does not say so.
    """
    height, width = images.shape[1:]
    if (height, width) == (SIDE, SIDE):
        return images
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
    if not scale:
        raise NotTheSize(
            _("The images in {file} are {width} x {height} pixels, not {side} x {side}.").format(
                file=where, width=width, height=height, side=SIDE
            )
        )
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
