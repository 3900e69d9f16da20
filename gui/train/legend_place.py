"""Where a legend in a corner of a plot covers no curve, or as little of one as can be."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

WIDE = 0.4  # of the plot, from its left or right, at least
BETTER = 0.15  # of the plot's height: for less it does not move


class Corner(NamedTuple):
    is_left: bool
    is_top: bool

    def offset(self, aside: int) -> tuple[int, int]:
        """In pixels from the edges, as pyqtgraph has it: from the right and the bottom they are negative."""
        return aside if self.is_left else -aside, aside if self.is_top else -aside


CORNERS = tuple(Corner(left, top) for left in (False, True) for top in (True, False))


def best_corner(
    x: np.ndarray, curves: list[np.ndarray], view: list[list[float]], now: Corner, wide: float = WIDE
) -> Corner:
    """The corner with most room above the curves or below them; ``now`` as long as none has much more.

    ``x``: (n,); ``curves``: (n,) each; ``view``: the ends of both axes, as pyqtgraph's ``viewRange`` has them;
    ``wide``: of the legend, a share of the plot's width.
    """
    rooms = {corner: _room(x, curves, view, corner, wide) for corner in CORNERS}
    best = max(CORNERS, key=lambda corner: rooms[corner])
    return best if rooms[best] > rooms[now] + BETTER else now


def _room(x: np.ndarray, curves: list[np.ndarray], view: list[list[float]], corner: Corner, share: float) -> float:
    """A share of the plot's height."""
    (first, last), (low, high) = view
    wide = share * (last - first)
    beside = x <= first + wide if corner.is_left else x >= last - wide
    values = np.concatenate([curve[beside] for curve in curves])
    shares = (values[np.isfinite(values)] - low) / (high - low)
    if not len(shares):
        return 1.0
    return float(1 - shares.max()) if corner.is_top else float(shares.min())
