"""What all readers share: what they return, how they report, and what they check."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from engine import limits
from engine.arrays import Bytes
from engine.digits.dataset import PIXELS, Digits
from engine.digits.readers.offers import Offer
from engine.errors import UserError
from engine.machine import available_memory
from engine.numbers import number, whole
from engine.words import _, ngettext


@dataclass(frozen=True, eq=False)
class Images:
    """Images without labels. ``images``, ``name`` and ``origin`` are as those of Digits."""

    images: Bytes
    name: str
    origin: str = ""

    def __len__(self) -> int:
        return len(self.images)


@dataclass(frozen=True, eq=False)
class Loaded:
    """What a file or folder holds.

    ``test_digits``: the test set that came with it, if one did; its classes are the same. ``notes``: sentences that
    the person should know. ``offers``: what can be done to all its images, because they look as if they needed it.
    ``unlabelled``: images without labels that came with it.
    """

    digits: Digits
    test_digits: Digits | None = None
    notes: tuple[str, ...] = ()
    offers: tuple[Offer, ...] = ()
    unlabelled: Images | None = None

    @property
    def note(self) -> str:
        """All notes, and why something is offered, one after the other: for where nothing can be chosen."""
        return " ".join((*self.notes, *(offer.sentence for offer in self.offers)))


@dataclass(frozen=True, eq=False)
class Part:
    """The images of one reading, 28x28, before their labels are classes: those to train with, or to test with.

    ``labels``: whole numbers or texts as they are in the file; None if there are none. ``place``: the words for where
    the label of an image, counted from 0, stands.
    """

    images: Bytes
    labels: np.ndarray | None
    name: str
    origin: str
    place: Callable[[int], str]
    notes: tuple[str, ...] = ()


class Cancelled(UserError):
    """The person gave up reading."""


class NotTheSize(UserError):
    """The images are not 28x28: reading with ``scale=True`` or ``prepare=True`` makes them so.

    ``samples``: some of them, (height, width) uint8, to show beforehand what ``scaled`` and ``prepared`` make of them.
    """

    def __init__(self, message: str, samples: tuple[Bytes, ...] = ()) -> None:
        super().__init__(message)
        self.samples = samples


class NoLabels(UserError):
    """There are images, and nothing says what they show: they can be looked at and judged, but not be learned from.

    ``notes`` and ``offers`` are as those of Loaded.
    """

    def __init__(self, message: str, images: Images, notes: tuple[str, ...], offers: tuple[Offer, ...]) -> None:
        super().__init__(message)
        self.images, self.notes, self.offers = images, notes, offers


class Watch:
    """Where a reader reports how far it is, and learns that it is to give up.

    ``fit``: what is done to images of another size, if anything: "scale" or "prepare".
    """

    def __init__(
        self, progress: Callable[[float], None] | None, cancelled: Callable[[], bool] | None, fit: str = ""
    ) -> None:
        self._progress, self.cancelled, self.fit = progress, cancelled, fit

    def tell(self, share: float) -> None:
        """``share``: 0 to 1. Raises Cancelled if the person has given up."""
        self.check()
        if self._progress is not None:
            self._progress(min(1.0, share))

    def check(self) -> None:
        """Raises Cancelled if the person has given up."""
        if self.cancelled is not None and self.cancelled():
            raise Cancelled(_("Reading was cancelled; nothing has changed."))

    def silent(self) -> Watch:
        """One that asks, and reports nothing: for what is not the bulk of the work."""
        return Watch(None, self.cancelled, self.fit)


def check_count(file: str, images: int) -> None:
    """Refuses more images than any set has that a person can look through."""
    if images > limits.IMAGES:
        sentence = ngettext(
            "{file} says that it holds {images} image: at most {most} are read.",
            "{file} says that it holds {images} images: at most {most} are read.",
            images,
        )
        raise UserError(sentence.format(file=file, images=whole(images), most=whole(limits.IMAGES)))


def check_memory(file: str, needed: int) -> None:
    """Refuses what would take more bytes than there are, or than a set may."""
    there_is = min(limits.DIGITS_MEMORY, available_memory())
    if needed > there_is:
        raise UserError(
            _("{file} would need {needed} GB of memory, and Inkling can give it {there_is} GB.").format(
                file=file, needed=number(needed / 1e9, 1), there_is=number(there_is / 1e9, 1)
            )
        )


def check_pair(file: str, images: np.ndarray, labels: np.ndarray | None) -> None:
    """Refuses what holds no images, or not as many labels."""
    if labels is not None and len(images) != len(labels):
        sentence = ngettext(
            "{file} holds {images} image but {labels} labels.",
            "{file} holds {images} images but {labels} labels.",
            len(images),
        )
        raise UserError(sentence.format(file=file, images=whole(len(images)), labels=whole(len(labels))))
    if not len(images):
        raise UserError(_("{file} holds no images.").format(file=file))


def image_bytes(count: int) -> int:
    """What ``count`` images and their labels take in memory, in bytes."""
    return count * (PIXELS + 8)


def in_file(file: str) -> Callable[[int], str]:
    """Where an image stands in a file that has nothing but images."""
    return lambda index: _("{file}, image {image}").format(file=file, image=whole(index + 1))
