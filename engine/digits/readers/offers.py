"""What can be done to all images of a set that came in another form than MNIST's: turned, inverted, stretched."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from functools import partial
from itertools import combinations
from typing import Any, Protocol, TypeVar

import numpy as np

from engine.arrays import Bytes
from engine.numbers import whole
from engine.words import _

Change = Callable[[Any], Any]
"""Of (N, 28, 28) uint8; those that turn, of anything."""


class _HasImages(Protocol):
    @property
    def images(self) -> Bytes: ...


T = TypeVar("T", bound=_HasImages)


def _own(images: np.ndarray) -> Bytes:
    return np.ascontiguousarray(images)


TURNS: dict[str, Change] = {
    "transpose": lambda images: _own(images.transpose(0, 2, 1)),
    "turn right": lambda images: _own(images.transpose(0, 2, 1)[:, :, ::-1]),
    "turn left": lambda images: _own(images.transpose(0, 2, 1)[:, ::-1]),
    "turn over": lambda images: _own(images[:, ::-1, ::-1]),
    "mirror": lambda images: _own(images[:, :, ::-1]),
    "flip": lambda images: _own(images[:, ::-1]),
    "transpose back": lambda images: _own(images.transpose(0, 2, 1)[:, ::-1, ::-1]),
}
"""All seven ways in which images may be turned and mirrored, of (N, 28, 28) each."""

TURN_NAMES = {
    "transpose": _("Swap rows and columns"),
    "turn right": _("Turn to the right"),
    "turn left": _("Turn to the left"),
    "turn over": _("Turn upside down"),
    "mirror": _("Mirror left and right"),
    "flip": _("Mirror top and bottom"),
    "transpose back": _("Swap rows and columns from the other corner"),
}
"""What a person reads on the button of each."""


@dataclass(frozen=True)
class Offer:
    """``name``: a key of TURNS, "invert" or "stretch". ``sentence``: why it is offered. ``title``: what it does, in the
    words of a button."""

    name: str
    sentence: str
    title: str
    change: Change

    def apply(self, digits: T) -> T:
        """The same set, or images without labels, with all images changed."""
        return replace(digits, images=self.change(digits.images))  # type: ignore[type-var]


def turn(name: str, sentence: str) -> Offer:
    return Offer(name, sentence, TURN_NAMES[name], TURNS[name])


def any_turns() -> tuple[Offer, ...]:
    """Those that any set may be given, also where nothing looks wrong."""
    return tuple(turn(name, "") for name in TURNS)


def invert(sentence: str) -> Offer:
    return Offer("invert", sentence, _("Invert them"), _inverted)


def stretch(highest: int, sentence: str) -> Offer:
    """``highest``: the pixel that shall be 255."""
    title = _("Stretch 0 to {highest} over 0 to 255").format(highest=whole(highest))
    return Offer("stretch", sentence, title, partial(_stretched, highest))


def ways(offers: tuple[Offer, ...]) -> Iterator[tuple[Offer, ...]]:
    """Every choice of offers that a person may have taken, each in the order in which they were made: none first."""
    for count in range(len(offers) + 1):
        yield from combinations(offers, count)


def _inverted(images: Bytes) -> Bytes:
    return 255 - images


def _stretched(highest: int, images: Bytes) -> Bytes:
    table = np.rint(np.minimum(np.arange(256), highest) * (255 / highest)).astype(np.uint8)
    return table[images]
