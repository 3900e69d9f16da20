"""Thousands of small pictures put into one large one in a single step: the points of a map.

A scatter plot that draws each point takes more than a frame for ten thousand. Here each pixel of each point's picture
is an entry of one array, and painting is an addition and an assignment in NumPy.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

Stamp = np.ndarray
"""(side, side) uint32, side odd: what a point looks like, 0xFFRRGGBB; 0 where nothing is painted."""


class PointCloud:
    """What the points look like, in the order in which they are painted; where they are is told to ``paint``."""

    def __init__(
        self, owner: np.ndarray, down: np.ndarray, across: np.ndarray, colors: np.ndarray, order: np.ndarray
    ) -> None:
        """Of each pixel that is painted, (m,): whose it is, by its place in ``order``, how far from the point's middle,
        and 0xFFRRGGBB. ``order``: (n,), the points, the last on top."""
        self._order, self._owner, self._down, self._across, self._colors = order, owner, down, across, colors
        self.reach = int(max(np.abs(down).max(initial=0), np.abs(across).max(initial=0)))
        """Pixels that a point goes beyond its middle at most."""
        self._offsets, self._stride = np.empty(0, np.int64), -1

    @classmethod
    def of_stamps(cls, stamps: Sequence[Stamp], kinds: np.ndarray, order: np.ndarray) -> PointCloud:
        """``kinds``: (n,), which of the stamps each point has."""
        pieces = [np.nonzero(stamp) for stamp in stamps]
        counts = np.array([len(piece[0]) for piece in pieces], np.int64)
        middles = np.repeat([len(stamp) // 2 for stamp in stamps], counts)
        down, across = (np.concatenate([piece[axis] for piece in pieces]) - middles for axis in (0, 1))
        colors = np.concatenate([stamp[piece] for stamp, piece in zip(stamps, pieces, strict=True)])
        ordered = kinds[order]
        entries = _ranges((np.cumsum(counts) - counts)[ordered], counts[ordered])
        owner = np.repeat(np.arange(len(order)), counts[ordered])
        return cls(owner, down[entries], across[entries], colors[entries], order)

    def __len__(self) -> int:
        return len(self._order)

    def paint(self, paper: np.ndarray, pixels: np.ndarray) -> None:
        """Put the points onto ``paper``, (rows, columns) uint32 and contiguous, with their middles at (n, 2) ``pixels``
        from its left and top, rounded. Of those that would go beyond its edge nothing is painted: leave room there."""
        rows, columns = paper.shape
        if columns != self._stride:
            self._offsets, self._stride = self._down * columns + self._across, columns
        near = np.clip(pixels[self._order], -(2.0**30), 2.0**30)
        across, down = np.rint(near).astype(np.int64).T
        reach = self.reach
        inside = (across >= reach) & (across < columns - reach) & (down >= reach) & (down < rows - reach)
        places, flat = down * columns + across, paper.reshape(-1)
        if inside.all():
            flat[places[self._owner] + self._offsets] = self._colors
        else:
            seen = inside[self._owner]
            flat[places[self._owner[seen]] + self._offsets[seen]] = self._colors[seen]


def _ranges(starts: np.ndarray, counts: np.ndarray) -> np.ndarray:
    """start, start + 1, ... of each, one after another."""
    ends = np.cumsum(counts)
    return np.arange(int(ends[-1]) if len(ends) else 0) + np.repeat(starts - (ends - counts), counts)
