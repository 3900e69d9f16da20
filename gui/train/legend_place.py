"""Where a legend at the right of a plot covers no curve: at the top, or at the bottom."""

from __future__ import annotations

import numpy as np

WIDE = 0.4  # of the plot, from its right
BETTER = 0.15  # of the plot's height: for less it does not move


def belongs_at_top(x: np.ndarray, curves: list[np.ndarray], view: list[list[float]], is_at_top: bool) -> bool:
    """Whether there is more room above the curves than below them, where the legend is.

    ``x``: (n,); ``curves``: (n,) each; ``view``: the ends of both axes, as pyqtgraph's ``viewRange`` has them.
    """
    (first, last), (low, high) = view
    beside = x >= last - WIDE * (last - first)
    values = np.concatenate([curve[beside] for curve in curves])
    shares = (values[np.isfinite(values)] - low) / (high - low)
    if not len(shares):
        return is_at_top
    above, below = 1 - shares.max(), shares.min()
    return bool(above + BETTER > below) if is_at_top else bool(above > below + BETTER)
