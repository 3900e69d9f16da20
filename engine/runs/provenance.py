"""Which images a network was trained on, so that those are never passed off as a test."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, field, replace

import numpy as np

from engine.digits.bundle import BUNDLED, bundled
from engine.digits.changes import FEW, LEFT_OUT, Changes
from engine.digits.dataset import DIGIT_NAMES, Digits
from engine.digits.identity import image_hashes, is_marked
from engine.digits.splitting import split
from engine.errors import UserError
from engine.numbers import number, short
from engine.records import LATER, read_json
from engine.words import _

NONE = Changes()
KEY = "trained_on"  # in the header of a saved network


@dataclass(frozen=True)
class TrainedOn:
    """What a network was trained on: the set's name, how it was split, and what was applied to its images.

    ``test_fraction``, ``seed``: of the split; 0 if all images were trained on. ``changes``: as in ``digits.changes``.
    ``mark``: of the whole set, as in ``digits.identity``, empty if it is not known. ``own_test``: whether it was tested
    with a set that came with the images. ``note``: anything else, in words. ``chosen_on_test``: whether its test images
    helped to choose it, as the best of its epochs or its temperature: they are no fair test of it any more.
    ``validation_fraction``: the share of the training images that only said which epoch was best, and when to end.

    Raises UserError for a split that cannot be.
    """

    digits: str
    test_fraction: float
    seed: int
    changes: Changes = NONE
    mark: str = ""
    own_test: bool = field(default=False, metadata=LATER)
    note: str = field(default="", metadata=LATER)
    chosen_on_test: bool = field(default=False, metadata=LATER)
    validation_fraction: float = field(default=0.0, metadata=LATER)

    def __post_init__(self) -> None:
        if not (0 <= self.test_fraction < 1 and 0 <= self.seed < 2**32 and 0 <= self.validation_fraction < 1):
            sentence = _("There is no split by {fraction} with seed {seed}.")
            raise UserError(sentence.format(fraction=short(self.test_fraction), seed=self.seed))

    def facts(self) -> dict[str, str]:
        """For the header of a saved network."""
        return {KEY: json.dumps(asdict(self))}

    def __str__(self) -> str:
        return self.words()

    def words(self, names: tuple[str, ...] = DIGIT_NAMES) -> str:
        """ "90 % of MNIST 20,000 (split with seed 0), inverted", with the names of the set's classes."""
        digits = self.digits
        if self.test_fraction:
            digits = _("{percent} % of {digits} (split with seed {seed})").format(
                percent=number(100 * (1 - self.test_fraction), 0), digits=self.digits, seed=self.seed
            )
        return ", ".join(filter(None, (digits, self._validation(), self.changes.words(names), self.note)))

    def _validation(self) -> str:
        percent = number(100 * self.validation_fraction, 0)
        return _("{percent} % of that for validation").format(percent=percent) if self.validation_fraction else ""


def from_facts(facts: dict[str, str]) -> TrainedOn | None:
    """What the header of a saved network says; None if it says nothing, or nothing that can be understood."""
    try:
        return read_json(TrainedOn, facts[KEY])
    except (KeyError, UserError):
        return None


def known_set(trained_on: TrainedOn, opened: Digits | None) -> Digits | None:
    """The whole set that a network was trained on, if it is the opened one or one that ships; None otherwise."""
    if opened is not None and _is_whole(opened, trained_on):
        return opened
    for key, title in BUNDLED.items():
        if title == trained_on.digits:
            try:
                digits = bundled(key)
            except UserError:
                return None
            return digits if _is_whole(digits, trained_on) else None
    return None


@dataclass(frozen=True, eq=False)
class Parts:
    """``train``, ``test``: the images that a network was trained on and tested with. ``plain``, ``plain_test``: the
    same as they were before anything was done to their pixels."""

    train: Digits
    test: Digits
    plain: Digits
    plain_test: Digits


def parts(trained_on: TrainedOn, digits: Digits, own_test: Digits | None = None) -> Parts:
    """What a network was trained on and tested with, from the whole of its set; without a split or a test set of its
    own (``own_test``) there are no test images.

    Raises UserError if the set cannot be split so.
    """
    test = own_test if trained_on.own_test else None
    if test is None and not trained_on.test_fraction:
        test = digits.take(np.arange(0))
    changes, fraction, seed = trained_on.changes, trained_on.test_fraction, trained_on.seed
    train, kept = (digits, test) if test is not None else split(digits, fraction, seed)
    only = replace(changes, chosen=tuple(change for change in changes.chosen if change.kind in (LEFT_OUT, FEW)))
    tested = (changes.testing(kept), only.testing(kept)) if len(kept) else (kept, kept)
    return Parts(changes.training(train), tested[0], only.training(train), tested[1])


def seen(digits: Digits, found: Parts) -> np.ndarray:
    """(N,) bool: which of ``digits`` are, pixel by pixel, training images, as they were or as they were fed."""
    return _are_among(digits, found.train, found.plain)


def kept_for_test(digits: Digits, found: Parts) -> np.ndarray:
    """(N,) bool: which of ``digits`` are its test images, in the same sense."""
    return _are_among(digits, found.test, found.plain_test)


def _are_among(digits: Digits, *sets: Digits) -> np.ndarray:
    return np.isin(image_hashes(digits.images), np.concatenate([image_hashes(one.images) for one in sets]))


def _is_whole(digits: Digits, trained_on: TrainedOn) -> bool:
    return digits.name == trained_on.digits and is_marked(digits, trained_on.mark)
