"""Which images a network was trained on, so that those are never passed off as a test."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, replace
from typing import Any

import numpy as np

from engine.digits.bundle import BUNDLED, bundled
from engine.digits.changes import FEW, LEFT_OUT, Change, Changes
from engine.digits.dataset import Digits
from engine.digits.splitting import split
from engine.errors import UserError

NONE = Changes()
KEY = "trained_on"  # in the header of a saved network


@dataclass(frozen=True)
class TrainedOn:
    """What a network was trained on: the set's name, how it was split, and what was applied to its images.

    ``test_fraction``, ``seed``: of the split; 0 if all images were trained on. ``changes``: as in
    ``digits.changes``. ``mark``: what ``mark_of`` says of the whole set, empty if it is not known; a set of the same
    name with another mark holds other images. ``own_test``: whether it was tested with a set that came with the images.
    ``note``: anything else, in words.
    """

    digits: str
    test_fraction: float
    seed: int
    changes: Changes = NONE
    mark: str = ""
    own_test: bool = False
    note: str = ""

    def facts(self) -> dict[str, str]:
        """For the header of a saved network."""
        return {KEY: json.dumps(asdict(self))}

    def __str__(self) -> str:
        """In words: "90 % of MNIST 20,000 (split with seed 0), inverted"."""
        share = f"{1 - self.test_fraction:.0%} of ".replace("%", " %") if self.test_fraction else ""
        split_by = f" (split with seed {self.seed})" if self.test_fraction else ""
        return ", ".join(filter(None, (f"{share}{self.digits}{split_by}", str(self.changes), self.note)))


SHIPPED = TrainedOn(BUNDLED["mnist-60k"], 0.0, 0, note="varied anew in every epoch, and synthetic digits")
"""Of the network that ships, if its file does not say it."""


def from_facts(facts: dict[str, str]) -> TrainedOn | None:
    """What the header of a saved network says; None if it says nothing, or nothing that can be understood."""
    try:
        return trained_on_from(json.loads(facts[KEY]))
    except (KeyError, TypeError, ValueError, OverflowError, AttributeError, RecursionError, UserError):
        return None


def trained_on_from(found: dict[str, Any]) -> TrainedOn:
    """From its fields as JSON has them. Raises one of the errors above for what cannot be understood."""
    fraction, seed = float(found["test_fraction"]), int(found["seed"])
    if not (0 <= fraction < 1 and 0 <= seed < 2**32):
        raise ValueError(f"a split by {fraction} with seed {seed}")
    changes = changes_from(found["changes"] if "changes" in found else found["variants"])  # as before 0.2
    own, note = bool(found.get("own_test")), str(found.get("note", ""))
    return TrainedOn(str(found["digits"]), fraction, seed, changes, str(found["mark"]), own, note)


def changes_from(found: dict[str, Any]) -> Changes:
    """From the fields of a Changes as JSON has them; raises as ``trained_on_from`` does."""
    chosen = []
    for fields in found["chosen"]:
        value = fields["value"]
        value = tuple(int(digit) for digit in value) if isinstance(value, list) else int(value)
        chosen.append(Change(str(fields["kind"]), value, str(fields["where"])))
    return Changes(tuple(chosen), int(found["seed"]))


def mark_of(digits: Digits) -> str:
    """Sixteen hexadecimal digits that tell this set's images, labels and their order from any other's."""
    places = np.arange(1, len(digits) + 1, dtype=np.uint64)
    labels = (digits.labels + 1).astype(np.uint64)
    with np.errstate(over="ignore"):
        return f"{int(((_hashes(digits.images) ^ labels) * (2 * places + 1)).sum(dtype=np.uint64)):016x}"


def known_set(trained_on: TrainedOn, opened: Digits | None) -> Digits | None:
    """The whole set that a network was trained on, if it is the opened one or one that ships; None otherwise."""
    if opened is not None and _is(opened, trained_on):
        return opened
    for key, title in BUNDLED.items():
        if title == trained_on.digits:
            try:
                digits = bundled(key)
            except UserError:
                return None
            return digits if _is(digits, trained_on) else None
    return None


@dataclass(frozen=True, eq=False)
class Parts:
    """``train``, ``test``: the images that a network was trained on and tested with. ``plain``: the former as they
    were before anything was done to their pixels."""

    train: Digits
    test: Digits
    plain: Digits


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
    chosen = tuple(change for change in changes.chosen if change.kind in (LEFT_OUT, FEW))
    plain = replace(changes, chosen=chosen).training(train)
    return Parts(changes.training(train), changes.testing(kept) if len(kept) else kept, plain)


def seen(digits: Digits, found: Parts) -> np.ndarray:
    """(N,) bool: which of ``digits`` are, pixel by pixel, training images, as they were or as they were fed."""
    hashes = _hashes(digits.images)
    return np.isin(hashes, _hashes(found.plain.images)) | np.isin(hashes, _hashes(found.train.images))


def _is(digits: Digits, trained_on: TrainedOn) -> bool:
    return digits.name == trained_on.digits and trained_on.mark in ("", mark_of(digits))


def _hashes(images: np.ndarray) -> np.ndarray:
    """(N,) uint64, one for each image: its 98 words of 8 pixels, each times a random odd number, added up modulo 2^64.

    The upper half of each word is mixed into its lower half first: a difference in the highest bits alone would be
    lost in most of the product. Two different images get the same by a chance of 2^-32 at the very most.
    """
    words = np.ascontiguousarray(images).reshape(len(images), -1).view(np.uint64)
    factors = np.random.default_rng(28).integers(2**63, size=words.shape[1], dtype=np.uint64) * 2 + 1
    return (words ^ (words >> np.uint64(32))) @ factors
