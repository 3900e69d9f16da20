"""Which point of a map is meant: the one nearest the pointer, or the next one on a side."""

from __future__ import annotations

import math

import numpy as np

SIDEWAYS = 2.0  # times as far counts what lies beside the direction


def nearest(pixels: np.ndarray, across: float, down: float, within: float = math.inf) -> int:
    """Of (n, 2) points, the nearest; -1 if there is none within so many pixels."""
    if not len(pixels):
        return -1
    squares = (pixels[:, 0] - across) ** 2 + (pixels[:, 1] - down) ** 2
    index = int(squares.argmin())
    return index if squares[index] <= within**2 else -1


def next_in_direction(pixels: np.ndarray, index: int, across: float, down: float) -> int:
    """The nearest of (n, 2) points that lie rather there than elsewhere, seen from one of them; itself if there is
    none. ``across``, ``down``: the direction, of length 1."""
    way = pixels - pixels[index]
    along = way[:, 0] * across + way[:, 1] * down
    aside = np.abs(way[:, 0] * down - way[:, 1] * across)
    ahead = (along > 0) & (aside <= along)
    if not ahead.any():
        return index
    return int(np.where(ahead, along + SIDEWAYS * aside, np.inf).argmin())
