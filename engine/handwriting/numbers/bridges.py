"""Where the pen went over from one digit to the next without being lifted: the ways to cut one line into two.

What is left of a column that the line crosses once was drawn before, and what is right of it after, or the other way
round. Such columns beside each other are a bridge; the ink over it belongs to neither digit.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from engine.arrays import Doubles

COLUMNS = 64
"""That are looked at, over the width of the line."""
WIDE = 0.75
"""Heights: a line that is less wide is one digit."""
ROOM = 0.15
"""Heights between the middle of a bridge and the end of the line, at least."""
SHORT = 0.1
"""Heights up to which a bridge is cut in its middle, and nothing is left out."""
MOST = 3
"""Bridges that are tried, the longest first."""


class Halves(NamedTuple):
    """The line left of a bridge and right of it, (n, 2) each as the pen moved."""

    left: Doubles
    right: Doubles


def halves(line: Doubles) -> list[Halves]:
    """The ways to cut a line, (n, 2), into two digits: at most ``MOST``; none where it is not wide."""
    wide, high = np.ptp(line, axis=0).tolist()
    if wide < WIDE * high or wide == 0:
        return []
    low = float(line[:, 0].min())
    found = [
        (left, right)
        for left, right in _bridges(line[:, 0])
        if ROOM * high <= (left + right) / 2 - low <= wide - ROOM * high
    ]
    longest = sorted(found, key=lambda bridge: bridge[0] - bridge[1])[:MOST]
    return [_without(line, left, right, SHORT * high) for left, right in longest]


def _bridges(across: Doubles) -> list[tuple[float, float]]:
    """First and last column of each bridge of a line with these (n,) x."""
    low, high = across.min(), across.max()
    columns = low + (np.arange(COLUMNS) + 0.5) * (high - low) / COLUMNS
    begins, ends = np.minimum(across[:-1], across[1:]), np.maximum(across[:-1], across[1:])
    crossings = ((begins[:, None] < columns) & (columns <= ends[:, None])).sum(axis=0)
    changes = np.flatnonzero(np.diff(np.concatenate(([0], crossings == 1, [0]))))
    return [(float(columns[at]), float(columns[end - 1])) for at, end in changes.reshape(-1, 2).tolist()]


def _without(line: Doubles, left: float, right: float, short: float) -> Halves:
    """The line without what lies between two columns, or cut between them if they are near."""
    if right - left < short:
        left = right = (left + right) / 2
    return Halves(_cut(line, left).left, _cut(line, right).right)


def _cut(line: Doubles, column: float) -> Halves:
    """At a column that the line crosses once, where each half gets a point."""
    is_right = line[:, 0] >= column
    at = int(np.flatnonzero(is_right[1:] != is_right[:-1])[0])
    before, after = line[at], line[at + 1]
    point = before + (column - before[0]) / (after[0] - before[0]) * (after - before)
    first, second = np.vstack((line[: at + 1], point)), np.vstack((point, line[at + 1 :]))
    return Halves(second, first) if is_right[at] else Halves(first, second)
