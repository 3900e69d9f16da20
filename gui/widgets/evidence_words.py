"""Evidence in words and numbers: what stands beside a bar, and what its tooltip says."""

from __future__ import annotations

import math
from collections.abc import Sequence

from engine.digits.dataset import DIGIT_NAMES
from engine.numbers import number, probability, short
from engine.words import _

_WRITTEN_FROM = math.log(0.001)
"""Where numbers are brief, smaller probabilities are left to the tooltip."""


def value_words(kind: str, log: float, brief: bool = False) -> str:
    """``log``: the natural logarithm of a probability, of which ``kind`` says how it is shown."""
    if math.isnan(log):
        return "?"
    if kind == "probability":
        return "" if brief and log < _WRITTEN_FROM else probability(log)
    if log == -math.inf:
        return "−∞"
    if log > -99.995:
        places = 1 if brief else 2
        return number(round(log, places) + 0.0, places)  # no minus before a zero
    return number(log, 0) if log > -99999.5 else short(log, 1).replace("e+", "e")


def tip_words(names: Sequence[str], place: int, log: float | None, true: int | None) -> str:
    """The evidence for the class at ``place``, or that there is none yet; ``true``: the place of the true one."""
    name, are_digits = names[place], tuple(names) == DIGIT_NAMES
    if log is None:
        return _("{digit}: no evidence yet").format(digit=name)
    if math.isnan(log):
        return _("{digit}: the network's answer is not a number").format(digit=name)
    likely = log >= math.log(0.001)
    exact = _("{percent} %").format(percent=number(100 * math.exp(log), 2)) if likely else probability(log)
    natural = "−∞" if log == -math.inf else number(log, 3)
    words = (
        _("Digit {digit}\nprobability {probability}\nlog-probability {logarithm}") if are_digits else
        _("{name}\nprobability {probability}\nlog-probability {logarithm}")
    )  # fmt: skip
    lines = [words.format(digit=name, name=name, probability=exact, logarithm=natural)]
    if place == true:
        lines.append(_("This is the true digit") if are_digits else _("This is the true class"))
    return "\n".join(lines)
