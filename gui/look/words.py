"""Numbers and times as people write them, and the pages' names."""

from __future__ import annotations

import math

RUN_PAGES = (("Train", "trainPage"), ("Inspect", "inspectPage"), ("Draw", "drawPage"))
"""Where a run can be opened: what the page is called, and its objectName."""


def number(value: float, places: int) -> str:
    """Fixed places and a true minus sign: "−2.303"."""
    return f"{value:.{places}f}".replace("-", "−")


def duration(seconds: float) -> str:
    """ "4.2 s", "3 min 20 s", "1 h 05 min"."""
    if seconds < 59.95:
        return f"{seconds:.1f} s"
    minutes, rest = divmod(round(seconds), 60)
    if minutes < 60:
        return f"{minutes} min {rest:02d} s"
    return f"{minutes // 60} h {minutes % 60:02d} min"


def value_range(low: float, high: float) -> str:
    """ "−1 to 0"."""
    return f"{low:g} to {high:g}".replace("-", "−")


def probability(log: float) -> str:
    """A probability by its natural logarithm, with as many digits as mean something: "0.587", "6 × 10⁻¹¹"."""
    if log >= math.log(0.001) or log == -math.inf:
        return f"{math.exp(log):.3f}" if log > -math.inf else "0"
    exponent = math.floor(log / math.log(10))
    mantissa = round(math.exp(log - exponent * math.log(10)))
    if mantissa == 10:
        mantissa, exponent = 1, exponent + 1
    return f"{mantissa} × 10{str(exponent).translate(_RAISED)}"


_RAISED = str.maketrans("-0123456789", "⁻⁰¹²³⁴⁵⁶⁷⁸⁹")
