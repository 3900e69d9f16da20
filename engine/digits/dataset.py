"""A labelled set of digits."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from engine.arrays import Bytes, Whole
from engine.errors import UserError
from engine.words import _, ngettext

SIDE = 28
PIXELS = SIDE * SIDE
CLASSES = 10  # of a set unless it says otherwise
MOST_CLASSES = 62  # digits, and the letters of both cases
LONGEST_NAME = 40  # characters of a class's name


def plain_names(classes: int) -> tuple[str, ...]:
    """("0", "1", ...): those of classes that nobody has named; of ten, the digits."""
    return tuple(map(str, range(classes)))


DIGIT_NAMES = plain_names(CLASSES)
_NO_LETTERS = {"Cc", "Cs", "Zl", "Zp"}  # what Unicode calls controls, halves of characters, and the ends of lines


def is_name(name: str) -> bool:
    """Whether a class may be called so: a line that is not empty, and not too long."""
    letters = {unicodedata.category(letter) for letter in name[: LONGEST_NAME + 1]}
    return bool(name.strip()) and len(name) <= LONGEST_NAME and not letters & _NO_LETTERS


def check_names(names: Sequence[str]) -> None:
    """Raises UserError, field "names", for what cannot be the names of a set's classes."""
    if not 2 <= len(names) <= MOST_CLASSES:
        sentence = ngettext(
            "There is {count} class: a set has 2 to {most}.", "There are {count} classes: a set has 2 to {most}.",
            len(names),
        )  # fmt: skip
        raise UserError(sentence.format(count=len(names), most=MOST_CLASSES), "names")
    for name in names:
        if not is_name(name):
            sentence = _("“{name}” cannot be the name of a class: use 1 to {most} characters in one line.")
            raise UserError(sentence.format(name=repr(name[:LONGEST_NAME])[1:-1], most=LONGEST_NAME), "names")
    if twice := [name for number, name in enumerate(names) if name in names[:number]]:
        raise UserError(_("Two classes are called “{name}”.").format(name=twice[0]), "names")


@dataclass(frozen=True)
class Digits:
    """A labelled set of images.

    ``images``: (N, 28, 28) uint8, 0 (black) to 255 (white ink). ``labels``: (N,) int64, each a place in ``names``.
    Those are of its 2 to 62 classes; there may be classes without an image. ``name`` is what the window calls the set,
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
