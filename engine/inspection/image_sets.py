"""A network and the images that it is judged by: which sets there are, and whether it has seen them in training."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

import numpy as np

from engine.digits.bundle import BUNDLED, bundled
from engine.digits.changes import BOTH, TESTING, TRAINING
from engine.digits.dataset import DIGIT_NAMES, Digits
from engine.errors import UserError
from engine.inspection.evaluation import Evaluation, class_names, evaluate
from engine.inspection.weights import FirstLayer, first_layer
from engine.networks.network import FeedForward
from engine.numbers import number, whole
from engine.runs.provenance import Parts, TrainedOn, kept_for_test, known_set, parts, seen
from engine.training.weight_course import histograms
from engine.words import _, ngettext

TEST, OFFICIAL, VARIED, TRAIN, OPENED, OPENED_TEST = "test", "official", "varied", "train", "opened", "opened_test"
MINE = "mine"
OFFICIAL_NAME = BUNDLED["mnist-test"]


@dataclass(frozen=True, eq=False)
class Opened:
    """The set that is open, the test set that came with it, if one did, and what the person has drawn, if anything."""

    digits: Digits | None = None
    test: Digits | None = None
    mine: Digits | None = None

    def _sets(self) -> tuple[int, int, int]:
        return id(self.digits), id(self.test), id(self.mine)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Opened) and self._sets() == other._sets()

    def __hash__(self) -> int:
        return hash(self._sets())

    def fitting(self, classes: int) -> Opened:
        """Those of them that have so many classes."""
        sets = [
            one if one is not None and one.classes == classes else None for one in (self.digits, self.test, self.mine)
        ]
        return Opened(*sets)


class Judged:
    """A classifier's answers to a set of images, be it a network or a yardstick.

    ``images``: one of the keys of ``choices``. ``seen``: (N,) bool, which of the images were seen in training; None
    if that is not known. ``chosen_on``: (N,) bool, which of them helped to choose the network, as the best of its
    epochs: on those it does better than on new ones, though it has not seen them; None if that is not known.
    """

    trained_on: TrainedOn | None
    images: str
    evaluation: Evaluation
    seen: np.ndarray | None
    chosen_on: np.ndarray | None

    @property
    def names(self) -> tuple[str, ...]:
        """Of the classes."""
        raise NotImplementedError

    @property
    def share_seen(self) -> float | None:
        """0..1: how many of the images were seen in training; None if it is not known."""
        return float(self.seen.mean()) if self.seen is not None and len(self.seen) else None

    @property
    def share_chosen_on(self) -> float | None:
        """0..1: how many of the images helped to choose it; None if it is not known. They are a fair test of it if this
        and ``share_seen`` are 0."""
        return float(self.chosen_on.mean()) if self.chosen_on is not None and len(self.chosen_on) else None


@dataclass(frozen=True, eq=False)
class Inspection(Judged):
    """All that is known about a network on a set of images.

    ``first_layer``, ``now``, ``start``: its weights, their histograms, and those at the start: drawn again from its
    seed or, with ``seed`` None for a network whose seed is not known, from another.
    """

    network: FeedForward
    trained_on: TrainedOn | None
    images: str
    evaluation: Evaluation
    seen: np.ndarray | None
    first_layer: FirstLayer
    now: list[np.ndarray]
    start: list[np.ndarray]
    seed: int | None
    chosen_on: np.ndarray | None = None

    @property
    def names(self) -> tuple[str, ...]:
        """Of the classes."""
        return class_names(self.network.spec, self.evaluation.digits)


def choices(trained_on: TrainedOn | None, opened: Opened, names: tuple[str, ...] = DIGIT_NAMES) -> dict[str, str]:
    """The sets by which a network can be judged, the default first, and what they are called.

    ``names``: of the network's classes. Only sets with as many are offered, and MNIST's only where they are the digits:
    there may be none.
    """
    opened = opened.fitting(len(names))
    found = _read_sets(trained_on, opened, names)
    if opened.mine is not None:
        drawings = len(opened.mine)
        found[MINE] = ngettext(
            "{name}: {drawings} of your drawings", "{name}: {drawings} of your drawings", drawings
        ).format(name=opened.mine.name, drawings=whole(drawings))
    return found


def _read_sets(trained_on: TrainedOn | None, opened: Opened, names: tuple[str, ...]) -> dict[str, str]:
    found, are_digits = {}, names == DIGIT_NAMES
    if are_digits:
        found[OFFICIAL] = _("{digits}: {images} images").format(digits=OFFICIAL_NAME, images=whole(10_000))
    if trained_on is not None:
        if are_digits and _applied(trained_on, TESTING, names):
            found[VARIED] = ", ".join([OFFICIAL_NAME, *_applied(trained_on, TESTING, names)])
        if _can_be_found(trained_on, opened):
            found = _own(trained_on, found, names)
    if opened.digits is None or (trained_on is not None and opened.digits.name == trained_on.digits):
        return found
    if opened.digits.name != OFFICIAL_NAME:
        found[OPENED] = _("the open set: {digits}").format(digits=opened.digits.name)
    if opened.test is not None:
        found[OPENED_TEST] = _("the open set's test images: {digits}").format(digits=opened.test.name)
    return found


def _own(trained_on: TrainedOn, others: dict[str, str], names: tuple[str, ...]) -> dict[str, str]:
    tested = {}
    if trained_on.own_test or trained_on.test_fraction:
        tested = {TEST: _tested(trained_on, names)}
    new_ones_first = trained_on.chosen_on_test and trained_on.digits in BUNDLED.values()
    found = {**others, **tested} if new_ones_first else {**tested, **others}
    return {**found, TRAIN: _trained(trained_on, names)}


def _tested(trained_on: TrainedOn, names: tuple[str, ...]) -> str:
    if trained_on.own_test and trained_on.chosen_on_test:
        sentence = _("its test images: those that came with {digits}, which helped to choose it")
    elif trained_on.own_test:
        sentence = _("its test images: those that came with {digits}")
    elif trained_on.chosen_on_test:
        sentence = _("its test images: {percent} % of {digits}, which helped to choose it")
    else:
        sentence = _("its test images: {percent} % of {digits}")
    digits = ", ".join([trained_on.digits, *_applied(trained_on, TESTING, names)])
    return sentence.format(digits=digits, percent=number(100 * trained_on.test_fraction, 0))


def _trained(trained_on: TrainedOn, names: tuple[str, ...]) -> str:
    digits = ", ".join([trained_on.digits, *_applied(trained_on, TRAINING, names)])
    if not trained_on.test_fraction:
        return _("its training images: {digits}").format(digits=digits)
    percent = number(100 * (1 - trained_on.test_fraction), 0)
    return _("its training images: {percent} % of {digits}").format(percent=percent, digits=digits)


def _applied(trained_on: TrainedOn, where: str, names: tuple[str, ...]) -> list[str]:
    """In words, what is applied to its images in training or in testing: "inverted"."""
    changes = trained_on.changes.ordered()
    return [replace(change, where=BOTH).words(names) for change in changes if change.where in (BOTH, where)]


def _can_be_found(trained_on: TrainedOn, opened: Opened) -> bool:
    if opened.digits is not None and opened.digits.name == trained_on.digits:
        return opened.test is not None or not trained_on.own_test
    return trained_on.digits in BUNDLED.values() and not trained_on.own_test


class ImageSets:
    """Finds the sets, and remembers those of the last network. Used by one thread at a time."""

    def __init__(self) -> None:
        self._official: Digits | None = None
        self._parts: tuple[TrainedOn, Opened, Parts | None] | None = None

    def official(self) -> Digits:
        self._official = self._official or bundled("mnist-test")
        return self._official

    def parts(self, trained_on: TrainedOn, opened: Opened) -> Parts | None:
        """The training and the test images of a network; None if its set is not at hand."""
        if self._parts is None or self._parts[:2] != (trained_on, opened):
            digits = known_set(trained_on, opened.digits)
            found = None if digits is None else parts(trained_on, digits, opened.test)
            self._parts = trained_on, opened, found
        return self._parts[2]

    def find(self, images: str, trained_on: TrainedOn | None, opened: Opened) -> Digits:
        """One of the ``choices``. Raises UserError if it is not at hand."""
        if images == OFFICIAL:
            return self.official()
        if images == VARIED and trained_on is not None:
            return trained_on.changes.testing(self.official())
        found = {OPENED: opened.digits, OPENED_TEST: opened.test, MINE: opened.mine}.get(images)
        if found is None and trained_on is not None and (own := self.parts(trained_on, opened)) is not None:
            found = own.train if images == TRAIN else own.test
        if found is None:
            raise UserError(_not_at_hand(trained_on, opened))
        return found

    def seen(self, images: str, digits: Digits, trained_on: TrainedOn | None, opened: Opened) -> np.ndarray | None:
        """(N,) bool: which of the images the network was trained on; None if it is not known."""
        if trained_on is None:
            return None
        if images in (OFFICIAL, VARIED) and trained_on.digits in BUNDLED.values():  # which share no image with it
            return np.full(len(digits), trained_on.digits == OFFICIAL_NAME)
        if images == TRAIN:
            return np.ones(len(digits), bool)
        found = self.parts(trained_on, opened)
        return None if found is None else seen(digits, found)

    def chosen_on(self, images: str, digits: Digits, trained_on: TrainedOn | None, opened: Opened) -> np.ndarray | None:
        """(N,) bool: which of the images helped to choose the network; None if it is not known."""
        if trained_on is None:
            return None
        if not trained_on.chosen_on_test or images == TRAIN:
            return np.zeros(len(digits), bool)
        if images == TEST:
            return np.ones(len(digits), bool)
        found = self.parts(trained_on, opened)
        return None if found is None else kept_for_test(digits, found)


def _not_at_hand(trained_on: TrainedOn | None, opened: Opened) -> str:
    if trained_on is not None and opened.digits is not None and opened.digits.name == trained_on.digits:
        return _(
            "“{digits}” holds other images now than this network was trained on: choose another set to judge it by."
        ).format(digits=trained_on.digits)
    return _("The images that this network was trained on are not at hand: open that set first.")


def inspect(
    sets: ImageSets, network: FeedForward, trained_on: TrainedOn | None, images: str, opened: Opened,
    cancelled: Callable[[], bool] = lambda: False, tell: Callable[[float], None] = lambda share: None,
) -> Inspection:  # fmt: skip
    """Judge a network by a set. Takes a second or so, several for a large one: all of its figures are made here, and
    none later. ``cancelled``, ``tell``: as for ``evaluate``.

    Raises UserError if the set is not at hand, or has more or fewer classes than the network, and Cancelled.
    """
    digits = sets.find(images, trained_on, opened)
    evaluation = evaluate(network, digits, cancelled, tell)
    fill(evaluation)
    asked = images, digits, trained_on, opened
    seed = trained_on.seed if trained_on is not None and not trained_on.note else None
    start = FeedForward(network.spec, seed or 0)
    return Inspection(
        network, trained_on, images, evaluation, sets.seen(*asked),
        first_layer(network), histograms(network), histograms(start), seed, sets.chosen_on(*asked),
    )  # fmt: skip


def fill(evaluation: Evaluation) -> None:
    """Make the figures that the window would wait for."""
    for figure in ("errors", "by_sureness", "true_evidence", "rival_evidence", "confusion", "recall", "means"):
        getattr(evaluation, figure)
