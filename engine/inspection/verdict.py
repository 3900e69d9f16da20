"""What the evidence says, in words."""

from __future__ import annotations

import numpy as np

from engine.inspection.doubt import NOT_A_DIGIT, SURE, Doubt
from engine.numbers import number
from engine.words import _

_FIXED = "\u00a0"  # a space at which no line is broken

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
        return _("Not a digit? If it is one, perhaps {likeliest}.").format(likeliest=_named(first, p))
    if kind != SURE:
        return _("Not sure: {likeliest} or {next}.").format(likeliest=_named(first, p), next=_named(second, other))
    if p >= CERTAIN:
        return _("This is {likeliest}.").format(likeliest=_named(first, p))
    return _("Probably {likeliest}, perhaps {next}.").format(likeliest=_named(first, p), next=_named(second, other))


def _named(digit: int, p: float) -> str:
    """ "a 7 (98.2 %)", in which no line is broken."""
    words = _("{article} {digit} ({percent})").format(article=article(digit), digit=digit, percent=percent(p))
    return words.replace(" ", _FIXED)


def article(digit: int) -> str:
    """As a digit is said: "an" before an 8, otherwise "a". Sentences in languages that have none leave it out."""
    return _("an") if digit == 8 else _("a")


def percent(p: float) -> str:
    """A probability in percent, never rounded up to certainty; no line is broken inside it."""
    if p >= 0.9995:
        words = _("over {percent} %").format(percent=number(99.9, 1))
    elif p >= 0.001:
        words = _("{percent} %").format(percent=number(100 * p, 1))
    else:
        words = _("under {percent} %").format(percent=number(0.1, 1))
    return words.replace(" ", _FIXED)
