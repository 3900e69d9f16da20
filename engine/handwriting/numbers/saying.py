"""What the evidence for each digit of a number says, in words."""

from __future__ import annotations

import numpy as np

from engine.inspection.doubt import NOT_A_DIGIT, SURE, Doubt
from engine.inspection.verdict import CERTAIN, UNCALIBRATED, percent
from engine.numbers import whole
from engine.words import _

_FIXED = "\u00a0"  # a space at which no line is broken


def reading(evidence: np.ndarray) -> str:
    """ "42": the likeliest digit of each, by (digits, 10) log-probabilities."""
    return "".join(map(str, evidence.argmax(axis=1).tolist()))


def number_verdict(evidence: np.ndarray, sure: bool, doubt: Doubt | None = None) -> str:
    """One sentence on (digits, 10) log-probabilities. ``sure``: whether they are several; ``doubt``: as in ``verdict``.

    The probability of a number is that all of its digits are right: their product, as if each were on its own.
    """
    verdicts = [(doubt or UNCALIBRATED).verdict(log) for log in evidence]
    number, p = reading(evidence), float(np.exp(evidence.max(axis=1).sum()))
    words = _("{number} ({percent})").format(number=number, percent=percent(p)).replace(" ", _FIXED)
    if not sure:
        return _("Not sure that these are {count} digits: {number}.").format(count=whole(len(evidence)), number=words)
    doubted = [place for place, found in enumerate(verdicts) if found.kind != SURE]
    if not doubted:
        sentence = _("This is {number}.") if np.exp(evidence.max(axis=1).min()) >= CERTAIN else _("Probably {number}.")
        return sentence.format(number=words)
    first, second = (verdicts[doubted[0]].digit, verdicts[doubted[0]].second)
    if verdicts[doubted[0]].kind == NOT_A_DIGIT:
        sentence = _("Perhaps {number}: is the “{digit}” a digit?")
        return sentence.format(number=words, digit=first)
    sentence = _("Perhaps {number}: the “{digit}” may be “{other}”.")
    return sentence.format(number=words, digit=first, other=second)
