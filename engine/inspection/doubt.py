"""When to doubt a digit, and probabilities that mean what they say.

A network that was shown scribbles and letters under random labels gives ink that is no digit to all ten digits at
once. So two thresholds on its probabilities tell the two kinds of doubt apart: between two digits, and whether it is
a digit at all. Thresholds and temperature are chosen on images that were held out of training, and kept in the header
of the network's file.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import NamedTuple

import numpy as np

from engine.errors import UserError
from engine.numbers import number
from engine.records import read_record
from engine.words import _

DRAWN, PASTED = "drawn", "pasted"
"""Kinds of what is judged: a pen's ink, or a picture."""

SURE = "sure"
NOT_SURE = "not sure"
NOT_A_DIGIT = "not a digit?"


class Verdict(NamedTuple):
    """What to say about a drawing: ``kind`` is SURE, NOT_SURE or NOT_A_DIGIT; the likeliest digit, and the next."""

    kind: str
    digit: int
    second: int


@dataclass(frozen=True)
class Doubt:
    """Thresholds on calibrated probabilities, 0 to 1.

    ``one``: under this probability of the likeliest digit, the network is not sure.
    ``two``: under this probability of the two likeliest together, it may be no digit at all.
    """

    one: float
    two: float

    def verdict(self, log_probabilities: np.ndarray) -> Verdict:
        """What to say about one drawing's evidence, (classes,) natural logarithms."""
        first, second = (int(digit) for digit in np.argsort(-log_probabilities, kind="stable")[:2])
        best, next_best = np.exp(log_probabilities[first]), np.exp(log_probabilities[second])
        if best + next_best < self.two:
            return Verdict(NOT_A_DIGIT, first, second)
        return Verdict(NOT_SURE if best < self.one else SURE, first, second)

    def explain(self) -> str:
        """The tooltip's sentences."""
        return _(
            "Not sure: the likeliest digit has less than {one} %. Not a digit?: even the two likeliest together have "
            "less than {two} %. Both were chosen on digits that the network had not seen, of which at most 2 % are "
            "doubted wrongly; it was also shown scribbles and letters, so that it gives them to no digit in particular."
        ).format(one=number(100 * self.one, 0), two=number(100 * self.two, 0))

    def facts(self, kind: str = DRAWN) -> dict[str, str]:
        """For the header of the network's file."""
        return {f"{_PREFIX[kind]}{name}": f"{value:.6f}" for name, value in asdict(self).items()}


_PREFIX = {DRAWN: "doubt_", PASTED: "doubt_pasted_"}


def doubt_from(facts: Mapping[str, str], kind: str = DRAWN) -> Doubt | None:
    """The thresholds in a network's header (``read_facts``) for what was drawn or pasted; None for a network without
    calibration. A file that says nothing of pictures has the same for both."""
    try:
        return read_record(Doubt, {name: json.loads(facts[f"{_PREFIX[kind]}{name}"]) for name in ("one", "two")})
    except (KeyError, ValueError, RecursionError, UserError):
        return None if kind == DRAWN else doubt_from(facts)
