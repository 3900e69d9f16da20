"""Why a drawing is doubted, and what its hand can do about it: one sentence of each."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from engine.handwriting.ink import CANVAS
from engine.handwriting.numbers.number import Number
from engine.inspection.doubt import NOT_A_DIGIT, SURE, Doubt
from engine.inspection.verdict import UNCALIBRATED
from engine.numbers import whole
from engine.words import _

EDGE = 1.0
"""Canvas pixels from the edge at which ink was cut off, or nearly."""


def reason(evidence: np.ndarray, doubt: Doubt | None, strokes: Sequence[np.ndarray], number: Number) -> str:
    """Of the digit that is shown; empty where it is not doubted.

    ``evidence``: (10,) log-probabilities; ``strokes``: its lines, (n, 2) in canvas pixels; ``number``: what was found
    on the canvas.
    """
    kind = (doubt or UNCALIBRATED).verdict(evidence).kind
    if number and not number.sure and number.digits[0].lines:
        return _("If these are two digits, lift the pen between them; if it is one, draw it again, more plainly.")
    if number and not number.sure:
        return _("If it is one digit, join its strokes; if not, leave more room between them.")
    if kind == SURE:
        return ""
    if touches_edge(strokes):
        return _("Ink at the edge: draw a little further in.")
    if not number and not number.sure:
        if kind == NOT_A_DIGIT:
            return _("A letter? If these are several digits, leave more room between them.")
        return _("Two digits? Leave more room between them.")
    if kind == NOT_A_DIGIT:
        return _("A letter, or a scribble? Only the digits 0 to 9 are known here: draw one of them.")
    return _("Its shape lies between the two: draw it again, more plainly.")


def touches_edge(strokes: Sequence[np.ndarray]) -> bool:
    """Whether some of the ink was drawn along the edge of the canvas, or beyond it."""
    return any(bool((line <= EDGE).any() or (line >= CANVAS - EDGE).any()) for line in strokes)


def place_words(place: int, number: Number) -> str:
    """Which digit is shown, ``place`` counted from 0; empty where there is but one."""
    if not number:
        return ""
    return _("Digit {place} of {count}").format(place=whole(place + 1), count=whole(len(number.digits)))
