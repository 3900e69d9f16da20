"""What the evidence says, in words."""

from __future__ import annotations

import numpy as np

from engine.inspection.doubt import NOT_A_DIGIT, SURE, Doubt

# For a network without calibrated thresholds: its probabilities are what they are.
UNCALIBRATED = Doubt(one=0.5, two=0.0)
CERTAIN = 0.9


def verdict(log_probabilities: np.ndarray, doubt: Doubt | None = None) -> str:
    """One sentence on (10,) log-probabilities, with the probabilities in percent.

    ``doubt``: the network's calibrated thresholds; without them it is not sure below 50 %.
    """
    kind, first, second = (doubt or UNCALIBRATED).verdict(log_probabilities)
    p, other = (float(np.exp(log_probabilities[digit])) for digit in (first, second))
    if kind == NOT_A_DIGIT:
        return f"Not a digit? If it is one, perhaps {_named(first, p)}."
    if kind != SURE:
        return f"Not sure: {_named(first, p)} or {_named(second, other)}."
    if p >= CERTAIN:
        return f"This is {_named(first, p)}."
    return f"Probably {_named(first, p)}, perhaps {_named(second, other)}."


def _named(digit: int, p: float) -> str:
    """ "a 7 (98.2 %)", in which no line is broken."""
    return f"{article(digit)}\u00a0{digit}\u00a0({percent(p)})"


def article(digit: int) -> str:
    """As a digit is said: "an" before an 8, otherwise "a"."""
    return "an" if digit == 8 else "a"


def percent(p: float) -> str:
    """A probability in percent, never rounded up to certainty; no line is broken inside it."""
    if p >= 0.9995:
        return "over\u00a099.9\u00a0%"
    return f"{100 * p:.1f}\u00a0%" if p >= 0.001 else "under\u00a00.1\u00a0%"
