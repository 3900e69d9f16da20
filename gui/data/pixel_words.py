"""What is said of the values of a set's pixels, under their histograms."""

from __future__ import annotations

import numpy as np

from engine.numbers import number
from engine.words import _

CLEAR = 3  # times as high as all between, and a bar stands out


def pixel_words(black: float, counts: np.ndarray) -> tuple[str, str]:
    """With linear and with logarithmic counts. ``black``: percent of the pixels that are 0; ``counts``: the bars."""
    words = _of_ink() if _two_bars(counts) else _of_greys()
    return words[0].format(black=number(black, 0)), words[1]


def _two_bars(counts: np.ndarray) -> bool:
    """Whether only the first and the last bar seem to be there, as with white ink on black."""
    between = counts[1:-1].max(initial=0)
    return min(counts[0], counts[-1]) > CLEAR * between


def _of_ink() -> tuple[str, str]:
    return (
        _(
            "With linear counts there seem to be two bars only: {black} % of the pixels are 0, and much of the "
            "ink is full white. What lies between is there, too, but so much rarer that its bars are lower than a "
            "line: look at logarithmic counts. Normalisation moves the numbers under the bars, and leaves the bars."
        ),
        _(
            "Each line up is ten times as many pixels: the greys at the edges of the ink are seen now. "
            "Normalisation moves the numbers under the bars, and leaves the bars as they are."
        ),
    )


def _of_greys() -> tuple[str, str]:
    return (
        _(
            "{black} % of the pixels are 0, and there are many greys. With linear counts the bars of what is rare are "
            "lower than a line: look at logarithmic counts. Normalisation moves the numbers under the bars, and leaves "
            "the bars."
        ),
        _(
            "Each line up is ten times as many pixels: what is rare is seen now. "
            "Normalisation moves the numbers under the bars, and leaves the bars as they are."
        ),
    )
