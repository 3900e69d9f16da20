"""What was found in a drawing of one digit or several, from left to right."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

Box = tuple[float, float, float, float]
"""Left, top, right and bottom."""


class Digit(NamedTuple):
    """``image``: (28, 28) uint8, as a network gets it; ``box``: of its ink, in canvas pixels for strokes, in shares of
    the ink's longer side for a picture; ``strokes``: which of the drawing's are its own, none for a picture; ``lines``:
    its ink, (n, 2) each, where a stroke is not its own alone."""

    image: np.ndarray
    box: Box
    strokes: tuple[int, ...] = ()
    lines: tuple[np.ndarray, ...] = ()


@dataclass(frozen=True, eq=False)
class Number:
    """``digits``: those that were told apart; none where the drawing is taken for one digit.

    ``sure``: whether it is clear that they are several or, without any, that it is one.
    """

    digits: tuple[Digit, ...] = ()
    sure: bool = True

    def __bool__(self) -> bool:
        return bool(self.digits)

    def digit_of(self, stroke: int) -> int:
        """The place of the digit that a stroke belongs to, or ends in; the last one's for a picture."""
        found = [place for place, digit in enumerate(self.digits) if stroke in digit.strokes]
        return found[-1] if found else len(self.digits) - 1


ONE = Number()
"""A drawing of one digit."""
MAYBE_ONE = Number(sure=False)
"""It is taken for one digit, and may be several."""
