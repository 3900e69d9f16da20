"""Changes of a set: pure functions from a set to another, and the choice of those that are applied.

All images stay (N, 28, 28) uint8, whatever the network is fed in the end.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

import numpy as np

from engine import limits
from engine.digits.dataset import DIGIT_NAMES, MOST_CLASSES, PIXELS, SIDE, Digits
from engine.digits.splitting import split
from engine.errors import UserError
from engine.numbers import whole
from engine.words import _, ngettext

THRESHOLD = 128
"""Pixels from here on count as ink when an image is binarised."""


def binarise(digits: Digits, threshold: int = THRESHOLD) -> Digits:
    """Every pixel 0 or 255: 255 from ``threshold`` on."""
    return _with(digits, np.where(digits.images >= threshold, np.uint8(255), np.uint8(0)))


def invert(digits: Digits) -> Digits:
    """Black ink on white."""
    return _with(digits, 255 - digits.images)


def shift(digits: Digits, most: int, seed: int = 0) -> Digits:
    """Each image moved by -``most`` to ``most`` pixels down and along, at random; what comes in is 0."""
    moves = np.random.default_rng(seed).integers(-most, most, (len(digits), 2), endpoint=True)
    images = np.zeros_like(digits.images)
    different, which = np.unique(moves, axis=0, return_inverse=True)
    which = which.reshape(-1)  # NumPy 2.0.0 keeps the axis
    order = np.argsort(which, kind="stable")
    alike = np.split(order, np.cumsum(np.bincount(which, minlength=len(different)))[:-1])
    for (down, along), chosen in zip(different.tolist(), alike, strict=True):
        to_rows, from_rows = _overlap(down)
        to_columns, from_columns = _overlap(along)
        images[chosen, to_rows, to_columns] = digits.images[chosen, from_rows, from_columns]
    return _with(digits, images)


def _overlap(move: int) -> tuple[slice, slice]:
    """Where the pixels of a line that moves come to lie, and where they were."""
    return slice(max(0, move), SIDE + min(0, move)), slice(max(0, -move), SIDE - max(0, move))


def scramble(digits: Digits, seed: int = 0, each: bool = False) -> Digits:
    """The pixels in another order: one order for all images, or one for each of them.

    To a fully connected network the first changes nothing: it has no idea which pixels are neighbours.
    """
    random, vectors = np.random.default_rng(seed), digits.images.reshape(-1, PIXELS)
    shuffled = random.permuted(vectors, axis=1) if each else vectors[:, permutation(seed)]
    return _with(digits, np.ascontiguousarray(shuffled).reshape(-1, SIDE, SIDE))


def permutation(seed: int = 0) -> np.ndarray:
    """The order in which ``scramble`` puts the pixels of all images: (784,)."""
    return np.random.default_rng(seed).permutation(PIXELS)


def leave_out(digits: Digits, left_out: Iterable[int]) -> Digits:
    """Without the images of some classes."""
    return digits.take(np.flatnonzero(~np.isin(digits.labels, list(left_out))))


def subset(digits: Digits, count: int, seed: int = 0) -> Digits:
    """``count`` of the images at random, in their order; all of them if there are fewer."""
    if count >= len(digits):
        return digits
    chosen = np.random.default_rng(seed).choice(len(digits), count, replace=False)
    return digits.take(np.sort(chosen))


def _with(digits: Digits, images: np.ndarray) -> Digits:
    return replace(digits, images=images)


# What is applied

MOST_NAMED = 9  # classes that are named one by one where they are left out
BOTH, TRAINING, TESTING = "both", "training", "testing"
WHERE = (BOTH, TRAINING, TESTING)

LEFT_OUT, FEW, SHIFTED, BINARISED, INVERTED, SCRAMBLED, SCRAMBLED_EACH = CHANGE_KINDS = (
    "left_out", "few", "shifted", "binarised", "inverted", "scrambled", "scrambled_each",
)  # fmt: skip
"""In the order in which they are applied: what is shifted in is ink-free also where the images are inverted."""
BEFORE_AUGMENTATION, AFTER_AUGMENTATION = CHANGE_KINDS[:3], CHANGE_KINDS[3:]
"""Augmentation brings black in from outside and grey between pixels, and takes neighbours for neighbours: it comes
before what is done to values and to the order of pixels, and after the choice of images and their place."""

_NOTHING_LEFT = {
    TRAINING: _("The changes leave no images for training: {changes}. Remove one of them on the Data page."),
    TESTING: _("The changes leave no images for testing: {changes}. Remove one of them on the Data page."),
}


@dataclass(frozen=True)
class Change:
    """One choice. ``kind``: of CHANGE_KINDS. ``value``: how many pixels ("shifted") or images ("few"), or the classes
    left out, by their places in the names of the set; otherwise unused. ``where``: "both", "training" or "testing".

    Raises UserError for what cannot be applied.
    """

    kind: str
    value: int | tuple[int, ...] = 0
    where: str = BOTH

    def __post_init__(self) -> None:
        if self.kind not in CHANGE_KINDS or self.where not in WHERE:
            raise UserError(_("There is no change “{kind}” for “{where}”.").format(kind=self.kind, where=self.where))
        if self.kind == SHIFTED and not 1 <= self.number < SIDE:
            raise UserError(_("Shift by 1 to {most} pixels.").format(most=SIDE - 1), SHIFTED)
        if self.kind == FEW and not 1 <= self.number <= limits.IMAGES:
            raise UserError(_("Leave at least one image."), FEW)
        if self.kind == LEFT_OUT and not (self._are_classes and 1 <= len(set(self.which)) < MOST_CLASSES):
            raise UserError(_("Leave out one class or more, and not all of them."), LEFT_OUT)

    @property
    def _are_classes(self) -> bool:
        return len(self.which) <= MOST_CLASSES and set(self.which) <= set(range(MOST_CLASSES))

    @property
    def number(self) -> int:
        """How many pixels or images; 0 where it is about classes."""
        return self.value if isinstance(self.value, int) else 0

    @property
    def which(self) -> tuple[int, ...]:
        """The classes, if it is about some."""
        return self.value if isinstance(self.value, tuple) else ()

    def apply(self, digits: Digits, seed: int = 0) -> Digits:
        """The set with this change."""
        match self.kind:
            case "left_out":
                return leave_out(digits, self.which)
            case "few":
                return subset(digits, self.number, seed)
            case "shifted":
                return shift(digits, self.number, seed)
            case "binarised":
                return binarise(digits)
            case "inverted":
                return invert(digits)
            case "scrambled":
                return scramble(digits, 0)  # the same order in training and in testing
            case _:
                return scramble(digits, seed, each=True)

    def __str__(self) -> str:
        return self.words()

    def words(self, names: Sequence[str] = DIGIT_NAMES) -> str:
        """As the person reads it, with the names of the set's classes; files have ``kind`` and ``where``."""
        if self.where == TRAINING:
            return _("{change} (training only)").format(change=self._words(names))
        if self.where == TESTING:
            return _("{change} (testing only)").format(change=self._words(names))
        return self._words(names)

    def _words(self, names: Sequence[str]) -> str:
        match self.kind:
            case "left_out":
                return _without(sorted(self.which), names)
            case "few":
                return ngettext("{count} image", "{count} images", self.number).format(count=whole(self.number))
            case "shifted":
                return _("shifted by up to {pixels} px").format(pixels=self.number)
            case "binarised":
                return _("binarised")
            case "inverted":
                return _("inverted")
            case "scrambled":
                return _("scrambled")
            case _:
                return _("each image scrambled")


def leaving_out(which: Iterable[int], names: Sequence[str], where: str = BOTH) -> Change:
    """The change that leaves these of a set's classes out. Raises UserError if they are none, or all."""
    chosen = tuple(sorted(set(which)))
    if not 1 <= len(chosen) < len(names):
        if tuple(names) == DIGIT_NAMES:
            raise UserError(_("Leave out 1 to 9 of the ten digits."), LEFT_OUT)
        sentence = ngettext(
            "Leave out {most} of the {classes} classes.",
            "Leave out 1 to {most} of the {classes} classes.",
            len(names) - 1,
        )
        raise UserError(sentence.format(most=len(names) - 1, classes=len(names)), LEFT_OUT)
    return Change(LEFT_OUT, chosen, where)


@dataclass(frozen=True)
class Changes:
    """What is applied to the images of a set before they are trained on and tested with; nothing by default.

    ``chosen``: one Change of a kind at most. ``seed``: where the random shifts, orders and choices start.
    """

    chosen: tuple[Change, ...] = ()
    seed: int = 0

    def __post_init__(self) -> None:
        kinds = [change.kind for change in self.chosen]
        if len(set(kinds)) < len(kinds):
            raise UserError(_("A change can be chosen once only."))
        if self.seed < 0:
            raise UserError(_("The seed of the changes must be a whole number, 0 or more."))

    def __bool__(self) -> bool:
        return bool(self.chosen)

    def __str__(self) -> str:
        return self.words()

    def words(self, names: Sequence[str] = DIGIT_NAMES) -> str:
        """As the person reads them, with the names of the set's classes."""
        return ", ".join(change.words(names) for change in self.ordered())

    def ordered(self) -> list[Change]:
        """In the order in which they are applied."""
        return sorted(self.chosen, key=lambda change: CHANGE_KINDS.index(change.kind))

    def with_(self, change: Change) -> Changes:
        """With this one in the place of any of its kind."""
        return replace(self, chosen=(*self.without(change.kind).chosen, change))

    def without(self, kind: str) -> Changes:
        return replace(self, chosen=tuple(change for change in self.chosen if change.kind != kind))

    def training(self, digits: Digits) -> Digits:
        """What is applied in training. Raises UserError if nothing is left."""
        return self.after_augmentation(self.before_augmentation(digits))

    def before_augmentation(self, digits: Digits) -> Digits:
        """Of what is applied in training, the first part: which images there are, and where in them the ink is.

        Raises UserError if nothing is left.
        """
        return self._apply(digits, TRAINING, self.seed, BEFORE_AUGMENTATION)

    def after_augmentation(self, digits: Digits) -> Digits:
        """The second part: the values of the pixels, and their order. The very set if there is nothing to do."""
        return self._apply(digits, TRAINING, self.seed, AFTER_AUGMENTATION)

    def testing(self, digits: Digits) -> Digits:
        """What is applied in testing, with shifts and orders of its own. Raises UserError if nothing is left."""
        return self._apply(digits, TESTING, self.seed + 1)

    def _apply(self, digits: Digits, where: str, seed: int, kinds: tuple[str, ...] = CHANGE_KINDS) -> Digits:
        for change in self.ordered():
            if change.where in (BOTH, where) and change.kind in kinds:
                digits = change.apply(digits, seed)
        if not len(digits):
            raise UserError(_NOTHING_LEFT[where].format(changes=self.words(digits.names)))
        return digits

    def sets(
        self, digits: Digits, test_digits: Digits | None = None, test_fraction: float = 0.1, seed: int = 0
    ) -> tuple[Digits, Digits]:
        """The training and the test images with what is applied to each.

        A set that comes with ``test_digits`` is tested with those; any other is split by ``test_fraction`` and ``seed``
        first, as the images are, so that the same ones are kept for the test whatever is chosen here.
        """
        train, test = self.sets_to_train(digits, test_digits, test_fraction, seed)
        return self.after_augmentation(train), test

    def sets_to_train(
        self, digits: Digits, test_digits: Digits | None = None, test_fraction: float = 0.1, seed: int = 0
    ) -> tuple[Digits, Digits]:
        """The same, but the training images only as they are before augmentation: what ``train`` is given, together
        with ``after_augmentation``."""
        train, test = split(digits, test_fraction, seed) if test_digits is None else (digits, test_digits)
        return self.before_augmentation(train), self.testing(test)


def _without(left_out: Sequence[int], names: Sequence[str]) -> str:
    if len(left_out) > MOST_NAMED:
        return ngettext("without {count} class", "without {count} classes", len(left_out)).format(count=len(left_out))
    *others, last = (names[label] if label < len(names) else str(label) for label in left_out)
    if not others:
        return _("without {digit}").format(digit=last)
    return _("without {digits} and {last}").format(digits=", ".join(others), last=last)
