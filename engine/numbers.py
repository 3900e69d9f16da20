"""Numbers as people read and write them; files and code always have the point, and never come by here.

Written, they have the marks of the person's country, which the window hands to ``use``. Read, they have a point or a
comma before the fraction, whatever the country, and no other mark: what stands between thousands is refused, never
guessed, since "1,000" is one to some and a thousand to others.
"""

from __future__ import annotations

import math
import re
from dataclasses import dataclass

from engine.words import _, left_to_right, without_isolates

_NUMBER = re.compile(r"[+-]?([0-9]+([.,][0-9]*)?|[.,][0-9]+)([eE][+-]?[0-9]+)?")
_THOUSANDS = re.compile(r"[+-]?[1-9][0-9]{0,2}[.,][0-9]{3}")
_WHOLE = re.compile(r"[+-]?[0-9]+")
LONGEST = 400  # digits: beyond all floats


@dataclass(frozen=True)
class Marks:
    """What stands before the fraction, and between thousands."""

    point: str = "."
    group: str = ","


_marks = Marks()
_RAISED = str.maketrans("-0123456789", "⁻⁰¹²³⁴⁵⁶⁷⁸⁹")


def use(marks: Marks) -> None:
    """Write all numbers with these from now on."""
    global _marks
    _marks = marks


def marks() -> Marks:
    """Those in use."""
    return _marks


# Writing


def number(value: float, places: int) -> str:
    """Fixed places and a true minus sign: "−2.303"."""
    return _written(f"{value:.{places}f}")


def signed(value: float, places: int) -> str:
    """The same with its sign, also before what is added: "+0.40"."""
    return _written(f"{value:+.{places}f}")


def whole(value: float) -> str:
    """Rounded, and in groups of three: "18,000"."""
    return _written(f"{value:,.0f}")


def short(value: float, digits: int = 6) -> str:
    """No more digits than it needs: "0.01", "−1", "1e-05"."""
    return _written(f"{value:.{digits}g}")


def typed(value: float) -> str:
    """The same as it stands in a field: without the marks that keep a sign at its number in a language read from the
    right, which the keys would stop at."""
    return without_isolates(short(value))


def with_spread(mean: float, spread: float, places: int) -> str:
    """ "95.41 ± 0.12"."""
    return left_to_right(f"{number(mean, places)} ± {number(spread, places)}")


def value_range(low: float, high: float) -> str:
    """ "−1 to 0"."""
    return _("{low} to {high}").format(low=short(low), high=short(high))


def duration(seconds: float) -> str:
    """ "4.2 s", "3 min 20 s", "1 h 05 min"."""
    if seconds < 59.95:
        return _("{seconds} s").format(seconds=number(seconds, 1))
    minutes, rest = divmod(round(seconds), 60)
    if minutes < 60:
        return _("{minutes} min {seconds} s").format(minutes=minutes, seconds=f"{rest:02d}")
    return _("{hours} h {minutes} min").format(hours=minutes // 60, minutes=f"{minutes % 60:02d}")


def probability(log: float) -> str:
    """A probability by its natural logarithm, with as many digits as mean something: "0.587", "6 × 10⁻¹¹"."""
    if log >= math.log(0.001) or log == -math.inf:
        return number(math.exp(log), 3) if log > -math.inf else "0"
    exponent = math.floor(log / math.log(10))
    mantissa = round(math.exp(log - exponent * math.log(10)))
    if mantissa == 10:
        mantissa, exponent = 1, exponent + 1
    return left_to_right(f"{mantissa} × 10{str(exponent).translate(_RAISED)}")


def _written(plain: str) -> str:
    sign, size = ("−", plain[1:]) if plain.startswith("-") else ("", plain)
    written = sign + size.translate({ord("."): _marks.point, ord(","): _marks.group})
    return left_to_right(written) if plain.startswith(("-", "+")) else written


# Reading


class NotANumber(ValueError):
    """The text is none, or could be two."""


def read_number(text: str) -> float:
    """Raises NotANumber for what is no finite number, or could be two."""
    written = _plain(text)
    if not _NUMBER.fullmatch(written) or is_ambiguous(written):
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
    """Whether its comma may be one between thousands; or its point, where that is what people write there."""
    return _THOUSANDS.fullmatch(_plain(text)) is not None and ("," in text or _marks.group == ".")


def latin(text: str) -> str:
    """With the digits 0 to 9 in place of those of other scripts."""
    return "".join(str(int(mark)) if mark.isdecimal() else mark for mark in text)


def _plain(text: str) -> str:
    return latin(without_isolates(text).strip()).replace("−", "-").replace("٫", ".")  # the latter is Arabic's comma
