"""The pieces of ink in a picture that digits may be made of: what hangs together, cut where two may touch."""

from __future__ import annotations

from itertools import pairwise
from typing import NamedTuple

import numpy as np

from engine.arrays import Doubles, Flags, Whole

SPECK = 0.08
"""Share of the highest piece's height up to which a piece counts with its neighbour: a dot, a grain."""
MOST = 24
"""Pieces; a picture with more is no row of digits."""
CUT_FROM = 0.7
"""Heights of the highest: a piece that is less wide is not cut."""
THIN = 0.35
"""Heights of ink in a column, at most, through which a piece is cut."""
APART = 0.2
"""Heights between two cuts of a piece, and between a cut and its end."""
MOST_CUTS = 4
"""Of one piece."""


class Piece(NamedTuple):
    """``box``: left, top, right, bottom in pixels; ``ink``: (h, w) of the picture, where it is; ``cut``: how much ink
    the cut at its left goes through, in heights of the highest; 0 where there is none."""

    box: tuple[float, float, float, float]
    ink: Flags
    cut: float = 0.0


def pieces_of(ink: Flags) -> list[Piece]:
    """From left to right by their middles; none where there are too many."""
    places = labelled(ink)
    count = int(places.max())
    if not 0 < count <= 20 * MOST:
        return []
    parts = [places == number for number in range(1, count + 1)]
    boxes = np.array([_box(part) for part in parts])
    heights = boxes[:, 3] - boxes[:, 1]
    highest = float(heights.max())
    small = np.maximum(heights, boxes[:, 2] - boxes[:, 0]) <= SPECK * highest
    if (~small).sum() > MOST:
        return []
    middles = boxes[:, 0] + boxes[:, 2]
    for speck in np.flatnonzero(small):
        nearest = min(np.flatnonzero(~small), key=lambda part: abs(middles[part] - middles[speck]))
        parts[nearest] = parts[nearest] | parts[speck]
    found = [piece for part in np.flatnonzero(~small) for piece in _cut(parts[part], highest)]
    return sorted(found, key=lambda piece: piece.box[0] + piece.box[2])


def labelled(ink: Flags) -> Whole:
    """The number of the connected part that each pixel of (h, w) ink belongs to, from 1, by corners too; 0 elsewhere.

    Runs of a row are joined with those that they touch in the row above (Rosenfeld and Pfaltz, 1966).
    """
    padded = np.pad(ink, ((0, 0), (1, 1))).astype(np.int8)
    rows, begins = np.nonzero(np.diff(padded, axis=1) == 1)
    _rows, ends = np.nonzero(np.diff(padded, axis=1) == -1)
    parents = list(range(len(rows)))
    first = np.searchsorted(rows, np.arange(len(ink) + 1)).tolist()
    for row in range(1, len(ink)):
        for run in range(first[row], first[row + 1]):
            for above in range(first[row - 1], first[row]):
                if begins[above] <= ends[run] and begins[run] <= ends[above]:
                    parents[_root(parents, run)] = _root(parents, above)
    numbers = np.unique([_root(parents, run) for run in range(len(rows))], return_inverse=True)[1] + 1
    places = np.zeros(ink.shape, np.int64)
    for at in range(len(rows)):
        places[rows[at], begins[at] : ends[at]] = numbers[at]
    return places


def _root(parents: list[int], run: int) -> int:
    while parents[run] != run:
        parents[run] = parents[parents[run]]
        run = parents[run]
    return run


def _box(part: Flags) -> tuple[float, float, float, float]:
    rows, columns = np.flatnonzero(part.any(axis=1)), np.flatnonzero(part.any(axis=0))
    return float(columns[0]), float(rows[0]), float(columns[-1] + 1), float(rows[-1] + 1)


def _cut(part: Flags, highest: float) -> list[Piece]:
    """The part, or what is left and right of where it is thin, if it is wide."""
    left, _top, right, _bottom = _box(part)
    if right - left < CUT_FROM * highest:
        return [Piece(_box(part), part)]
    depth = part.sum(axis=0) / highest
    ends = [int(left), *sorted(_thin(depth, int(left), int(right), highest)), int(right)]
    found = []
    for begin, end in pairwise(ends):
        inside = np.zeros_like(part)
        inside[:, begin:end] = part[:, begin:end]
        found.append(Piece(_box(inside), inside, float(depth[begin]) if begin > left else 0.0))
    return found


def _thin(depth: Doubles, left: int, right: int, highest: float) -> list[int]:
    """Columns to cut at: the thinnest first, apart from each other."""
    room = APART * highest
    found: list[int] = []
    for column in (left + np.argsort(depth[left:right], kind="stable")).tolist():
        if len(found) == MOST_CUTS or depth[column] > THIN:
            break
        if column - left >= room and right - column >= room and all(abs(column - other) >= room for other in found):
            found.append(column)
    return found
