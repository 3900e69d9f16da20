"""How long something will take, as a guess: with as many digits as it deserves."""

from __future__ import annotations

from engine.numbers import duration
from engine.words import _

NO_BREAK = "\u00a0"  # a space at which no line ends: a number stays beside its unit


def rough(seconds: float) -> str:
    """ "45 s", "3 min", "1 h 05 min", in one line."""
    minutes = round(seconds / 60)
    if seconds < 60:
        words = _("{seconds} s").format(seconds=max(5, round(seconds / 5) * 5))
    else:
        words = _("{minutes} min").format(minutes=minutes) if minutes < 60 else duration(60 * minutes)
    return words.replace(" ", NO_BREAK)
