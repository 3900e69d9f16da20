"""What the evidence says, in words."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from engine.digits.dataset import DIGIT_NAMES
from engine.inspection.doubt import NOT_A_DIGIT, SURE, Doubt
from engine.numbers import number
from engine.words import _

_FIXED = "\u00a0"  # a space at which no line is broken

# For a network without calibrated thresholds: its probabilities are what they are.
UNCALIBRATED = Doubt(one=0.5, two=0.0)
CERTAIN = 0.9


def verdict(
    log_probabilities: np.ndarray, doubt: Doubt | None = None, names: Sequence[str] = DIGIT_NAMES, reason: str = ""
) -> str:
    """One sentence on (classes,) log-probabilities, with the probabilities in percent.

    ``doubt``: the network's calibrated thresholds, which are about digits; without them it is not sure below 50 %.
    ``names``: of the classes. ``reason``: a sentence on why what it was shown may be misread, which is said first.
    """
    are_digits = tuple(names) == DIGIT_NAMES
    kind, first, second = (doubt if doubt and are_digits else UNCALIBRATED).verdict(log_probabilities)
    p, other = (float(np.exp(log_probabilities[label])) for label in (first, second))
    if reason:
        likeliest = _digit(first, p) if are_digits else _named(names[first], p)
        return _("{reason} Perhaps {likeliest}.").format(reason=reason, likeliest=likeliest)
    if kind == SURE and p >= CERTAIN and not are_digits:
        return _("{name}: {percent}.").format(name=names[first], percent=percent(p))
    likeliest = _digit(first, p) if are_digits else _named(names[first], p)
    rival = _digit(second, other) if are_digits else _named(names[second], other)
    if kind == NOT_A_DIGIT:
        return _("Not a digit? If it is one, perhaps {likeliest}.").format(likeliest=likeliest)
    if kind != SURE:
        return _("Not sure: {likeliest} or {next}.").format(likeliest=likeliest, next=rival)
    if p >= CERTAIN:
        return _("This is {likeliest}.").format(likeliest=likeliest)
    return _("Probably {likeliest}, perhaps {next}.").format(likeliest=likeliest, next=rival)


def _digit(digit: int, p: float) -> str:
    """ "a 7 (98.2 %)", in which no line is broken."""
    words = _("{article} {digit} ({percent})").format(article=article(digit), digit=digit, percent=percent(p))
    return words.replace(" ", _FIXED)


def _named(name: str, p: float) -> str:
    """ "Ankle boot (98.2 %)": no article fits every name, and a long one may be broken."""
    return _("{name} ({percent})").format(name=name, percent=percent(p)).replace(" (", f"{_FIXED}(")


def article(digit: int) -> str:
    """As a digit is said: "an" before an 8, otherwise "a". Sentences in languages that have none leave it out."""
    return _("an") if digit == 8 else _("a")


def is_counted(evidence: np.ndarray) -> bool:
    """Whether (classes,) log-probabilities are the shares of votes that were counted, of which there were none for some
    class: what a network says is never quite 0, nor 1."""
    return bool(np.isneginf(evidence).any())


def percent(p: float, counted: bool = False) -> str:
    """A probability in percent, never rounded up to certainty, unless it was ``counted``; no line is broken inside
    it."""
    if counted and p in (0, 1):
        words = _("{percent} %").format(percent=number(100 * p, 0))
    elif p >= 0.9995:
        words = _("over {percent} %").format(percent=number(99.9, 1))
    elif p >= 0.001:
        words = _("{percent} %").format(percent=number(100 * p, 1))
    else:
        words = _("under {percent} %").format(percent=number(0.1, 1))
    return words.replace(" ", _FIXED)
