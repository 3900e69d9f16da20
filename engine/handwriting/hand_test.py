"""A test of one's own hand: digits, or other classes, in random order, drawn one after another, and how networks read
them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from engine.digits.dataset import DIGIT_NAMES, Digits
from engine.handwriting.kept import Kept
from engine.handwriting.my_digits import as_digits
from engine.inspection.evaluation import Evaluation, evaluate
from engine.networks.network import FeedForward

NAME = "my hand's test"  # in English, as the names of all sets


@dataclass(frozen=True, eq=False)
class HandTest:
    """``asked``: the names of what is asked for; ``drawn``: what was drawn for the first of them; ``skipped``: how many
    were not drawn; ``names``: of all classes."""

    asked: tuple[str, ...]
    drawn: tuple[Kept, ...] = ()
    skipped: int = 0
    names: tuple[str, ...] = DIGIT_NAMES

    @property
    def next(self) -> str | None:
        """The name of what is to be drawn now; None at the end."""
        done = len(self.drawn) + self.skipped
        return self.asked[done] if done < len(self.asked) else None

    @property
    def round(self) -> int:
        """Which round this is, counted from 1."""
        return len(self.drawn) + self.skipped + 1

    def with_drawing(self, drawing: Kept) -> HandTest:
        return replace(self, drawn=(*self.drawn, drawing))

    def without(self) -> HandTest:
        """What is asked for is skipped."""
        return replace(self, skipped=self.skipped + 1)

    def digits(self) -> Digits:
        """What was drawn, as a labelled set."""
        return as_digits(self.drawn, NAME, self.names)


def hand_test(rounds: int, seed: int, names: tuple[str, ...] = DIGIT_NAMES) -> HandTest:
    """Each class as often as the others, as far as ``rounds`` allows, in random order."""
    random, classes = np.random.default_rng(seed), len(names)
    whole = [random.permutation(classes) for _round in range(-(-rounds // classes))]
    asked = random.permutation(np.concatenate(whole)[:rounds])
    return HandTest(tuple(names[label] for label in asked), names=names)


def scores(test: HandTest, networks: Sequence[FeedForward]) -> list[Evaluation]:
    """How each network reads the same drawings. Raises UserError for one with more or fewer classes."""
    digits = test.digits()
    return [evaluate(network, digits) for network in networks]


def worst(evaluation: Evaluation) -> np.ndarray:
    """All drawings by index, those with the least evidence for what was asked for first."""
    return np.argsort(evaluation.true_evidence, kind="stable")
