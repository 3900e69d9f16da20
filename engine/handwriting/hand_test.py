"""A test of one's own hand: digits in random order, drawn one after another, and how networks read them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from engine.digits.dataset import CLASSES, Digits
from engine.handwriting.my_digits import Kept, as_digits
from engine.inspection.evaluation import Evaluation, evaluate
from engine.networks.network import FeedForward

NAME = "my hand's test"  # in English, as the names of all sets


@dataclass(frozen=True, eq=False)
class HandTest:
    """``asked``: the digits that are asked for; ``drawn``: what was drawn for the first of them; ``skipped``: how
    many were not drawn."""

    asked: tuple[int, ...]
    drawn: tuple[Kept, ...] = ()
    skipped: int = 0

    @property
    def next(self) -> int | None:
        """The digit that is to be drawn now; None at the end."""
        done = len(self.drawn) + self.skipped
        return self.asked[done] if done < len(self.asked) else None

    @property
    def round(self) -> int:
        """Which round this is, counted from 1."""
        return len(self.drawn) + self.skipped + 1

    def with_drawing(self, drawing: Kept) -> HandTest:
        return replace(self, drawn=(*self.drawn, drawing))

    def without(self) -> HandTest:
        """The digit that is asked for is skipped."""
        return replace(self, skipped=self.skipped + 1)

    def digits(self) -> Digits:
        """What was drawn, as a labelled set."""
        return as_digits(self.drawn, NAME)


def hand_test(rounds: int, seed: int) -> HandTest:
    """Each digit as often as the others, as far as ``rounds`` allows, in random order."""
    random = np.random.default_rng(seed)
    whole = [random.permutation(CLASSES) for _round in range(-(-rounds // CLASSES))]
    return HandTest(tuple(int(digit) for digit in random.permutation(np.concatenate(whole)[:rounds])))


def scores(test: HandTest, networks: Sequence[FeedForward]) -> list[Evaluation]:
    """How each network reads the same drawings."""
    digits = test.digits()
    return [evaluate(network, digits) for network in networks]


def worst(evaluation: Evaluation) -> np.ndarray:
    """All drawings by index, those with the least evidence for the digit that was asked for first."""
    return np.argsort(evaluation.true_evidence, kind="stable")
