"""Numbers as people write them: with a point or a comma before the fraction, whatever their country, and no other mark.

A mark between thousands is refused, never guessed: "1,000" is one to some and a thousand to others. Files and code
always have the point.
"""

from __future__ import annotations

import math
import re

_NUMBER = re.compile(r"[+-]?([0-9]+([.,][0-9]*)?|[.,][0-9]+)([eE][+-]?[0-9]+)?")
_THOUSANDS = re.compile(r"[+-]?[1-9][0-9]{0,2},[0-9]{3}")
_WHOLE = re.compile(r"[+-]?[0-9]+")
LONGEST = 400  # digits: beyond all floats


class NotANumber(ValueError):
    """The text is none, or could be two."""


def read_number(text: str) -> float:
    """Raises NotANumber for what is no finite number, or could be two."""
    written = _plain(text)
    if not _NUMBER.fullmatch(written) or _THOUSANDS.fullmatch(written):
        raise NotANumber(text)
    value = float(written.replace(",", "."))
    if not math.isfinite(value):
        raise NotANumber(text)
    return value


def read_whole(text: str) -> int:
    """Raises NotANumber for what is no whole number."""
    written = _plain(text)
    if not _WHOLE.fullmatch(written) or len(written) > LONGEST:
        raise NotANumber(text)
    return int(written)


def is_ambiguous(text: str) -> bool:
    """Whether its comma may be one between thousands."""
    return _THOUSANDS.fullmatch(_plain(text)) is not None


def _plain(text: str) -> str:
    return text.strip().replace("−", "-")
