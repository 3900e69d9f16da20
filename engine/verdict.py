"""What the evidence says, in words."""

from __future__ import annotations

import numpy as np

SURE, CLOSE = 0.9, 0.5


def verdict(log_probabilities: np.ndarray) -> str:
    """One sentence on (10,) log-probabilities, with the probability in percent.

    Over 90 % it names the digit, over 50 % the digit with reserve, below that the two likeliest.
    """
    p = np.exp(log_probabilities.astype(np.float64))
    second, first = (int(digit) for digit in np.argsort(p)[-2:])
    if p[first] >= SURE:
        return f"This is {article(first)} {first}: {percent(p[first])}."
    if p[first] >= CLOSE:
        other = f"{article(second)} {second}: {percent(p[second])}"
        return f"Probably {article(first)} {first}: {percent(p[first])}; or {other}."
    return f"Not sure: {first}, {percent(p[first])}, or {second}, {percent(p[second])}."


def article(digit: int) -> str:
    return "an" if digit == 8 else "a"


def percent(p: float) -> str:
    """A probability in percent, never rounded up to certainty; no line is broken inside it."""
    if p >= 0.9995:
        return "over\u00a099.9\u00a0%"
    return f"{100 * p:.1f}\u00a0%" if p >= 0.001 else "under\u00a00.1\u00a0%"
