"""Straight lines that run across the paper: ruled or squared, a margin, a fold, a frame. No stroke is as long."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from engine.arrays import Flags, Singles, Whole
from engine.handwriting.paper.shapes import boxes, labelled, widened

STEEPEST = 0.3
"""Slope, in pixels a pixel, up to which a line counts as level or upright."""

LEAST = 0.22
"""Share of the side along which it runs that a line is long, at least."""

_SLOPES, _TRIED = 25, 7
_COVERED, _THIN = 0.9, 0.55  # shares of a line's length that are ink, and that are as thin as a line
_THICKEST = 0.03  # of the shorter side


@dataclass(frozen=True, eq=False)
class Lines:
    """``places``: (h, w) bool, where lines are and no stroke crosses them. ``degrees``: how far they are turned
    clockwise, 0 without any. ``count``: how many there are."""

    places: Flags
    degrees: float
    count: int


@dataclass(frozen=True)
class _Line:
    """From ``start`` to ``end`` along its side, at ``at`` across; ``slope`` in pixels across a pixel along."""

    number: int
    start: int
    end: int
    at: float
    slope: float


def lines_in(ink: Flags) -> Lines:
    """Level and upright lines of (h, w) ink that run from edge to edge, that are a family of parallels, or a frame."""
    level, flat = _candidates(ink)
    upright, steep = _candidates(ink.T)
    kept_level = _kept(flat, upright_lines := steep, ink.shape[1])
    kept_upright = _kept(upright_lines, flat, ink.shape[0])
    places = np.isin(level, [line.number for line in kept_level]) & (level > 0)
    places |= (np.isin(upright, [line.number for line in kept_upright]) & (upright > 0)).T
    return Lines(places, _degrees(kept_level, kept_upright), len(kept_level) + len(kept_upright))


def _degrees(level: list[_Line], upright: list[_Line]) -> float:
    slopes = [line.slope for line in level] + [-line.slope for line in upright]
    lengths = [line.end - line.start for line in (*level, *upright)]
    if not slopes:
        return 0.0
    order = np.argsort(slopes)
    middle = np.searchsorted(np.cumsum(np.array(lengths)[order]), sum(lengths) / 2)
    return math.degrees(math.atan(slopes[order[middle]]))


def _candidates(ink: Flags) -> tuple[Whole, list[_Line]]:
    """Long thin runs that are nearly level: their numbers by place (h, w), and each of them."""
    thickest = max(3, round(_THICKEST * min(ink.shape)))
    thin = ink & (_run_lengths(ink) <= thickest)
    length = max(12, round(LEAST * ink.shape[1]))
    found, best = np.zeros(ink.shape, bool), np.zeros(ink.shape, np.float32)
    wide = widened_across(ink)
    for slope in _slopes(thin, length):
        run = _runs(wide, thin, slope, length)
        best[run & ~found] = slope
        found |= run
    return _told_apart(found, thin, best)


def _told_apart(found: Flags, thin: Flags, slopes: Singles) -> tuple[Whole, list[_Line]]:
    """A line that strokes cross is one, yet where they cross it is theirs."""
    joined = labelled(widened(found, 1))
    numbers = np.where(found & thin, joined.places, 0).astype(np.int64)
    lines = []
    for number, (rows, columns) in enumerate(boxes(joined), 1):
        own = numbers[rows, columns] == number
        if own.any():
            across, along = np.nonzero(own)
            slope = float(np.median(slopes[rows, columns][own]))
            lines.append(
                _Line(
                    number, int(along.min()) + columns.start, int(along.max()) + columns.start,
                    float(across.mean()) + rows.start, slope,
                )
            )  # fmt: skip
    return numbers, lines


def widened_across(ink: Flags) -> Flags:
    """With a pixel above and below: a line between two slopes is still covered."""
    wide = ink.copy()
    wide[1:] |= ink[:-1]
    wide[:-1] |= ink[1:]
    return wide


def _slopes(thin: Flags, length: int) -> list[float]:
    """Those at which there is any line, found in a picture of half the size."""
    small = _halved(widened_across(thin))
    covered = [
        (int(_runs(small, small, slope, length // 2).sum()), slope)
        for slope in np.linspace(-STEEPEST, STEEPEST, _SLOPES).tolist()
    ]
    return [slope for count, slope in sorted(covered, reverse=True)[:_TRIED] if count]


def _halved(ink: Flags) -> Flags:
    height, width = (side // 2 * 2 for side in ink.shape)
    pairs: Flags = ink[:height:2, :width] | ink[1:height:2, :width]
    small: Flags = pairs[:, ::2] | pairs[:, 1::2]
    return small


def _runs(ink: Flags, thin: Flags, slope: float, length: int) -> Flags:
    """Where a straight piece of ``length`` pixels, ``slope`` down a pixel, is covered with ink, most of it thin."""
    if length >= ink.shape[1]:
        return np.zeros(ink.shape, bool)
    rows = _sheared_rows(ink.shape, slope)
    columns = np.arange(ink.shape[1])
    held = np.clip(rows, -1, ink.shape[0])  # a row of nothing is on either side
    full = _window_sums(_bordered(ink)[held, columns], length) >= _COVERED * length
    full &= _window_sums(_bordered(thin)[held, columns], length) >= _THIN * length
    if not full.any():
        return np.zeros(ink.shape, bool)
    covered = _window_sums(np.pad(full, ((0, 0), (length - 1, length - 1))), length) > 0
    found = np.zeros((ink.shape[0] + 2, ink.shape[1]), bool)
    y, x = np.nonzero(covered)
    found[held[y, x], x] = True
    return found[:-2]


def _bordered(ink: Flags) -> Flags:
    """With two rows of nothing below it: the places -1, and one under the last."""
    return np.pad(ink, ((0, 2), (0, 0)))


def _sheared_rows(shape: tuple[int, ...], slope: float) -> Whole:
    """For each row of the sheared picture, and each column, the row that it is taken from; some are outside."""
    height, width = shape
    drop = np.rint(slope * (np.arange(width) - width / 2)).astype(np.int64)
    extra = int(np.abs(drop).max())
    rows: Whole = np.arange(-extra, height + extra)[:, None] + drop
    return rows


def _window_sums(flags: Flags, length: int) -> NDArray[np.int16]:
    """The sums over each ``length`` neighbours in a row: (h, w - length + 1)."""
    sums = np.cumsum(np.pad(flags, ((0, 0), (1, 0))), axis=1, dtype=np.int16)
    return sums[:, length:] - sums[:, :-length]


def _run_lengths(ink: Flags) -> Whole:
    """For each pixel of the ink, how long the upright run of ink through it is."""
    height, width = ink.shape
    padded = np.zeros((width, height + 2), np.int8)
    padded[:, 1:-1] = ink.T
    steps = np.diff(padded.ravel())
    begins, ends = np.flatnonzero(steps == 1) + 1, np.flatnonzero(steps == -1) + 1
    marks = np.zeros(padded.size + 1, np.int64)
    marks[begins] += ends - begins
    marks[ends] -= ends - begins
    lengths = np.cumsum(marks)[:-1].reshape(width, height + 2)
    return lengths[:, 1:-1].T


# Which of them are lines of the paper


def _kept(lines: list[_Line], crossing: list[_Line], extent: int) -> list[_Line]:
    return [
        line
        for line in lines
        if _from_edge(line, extent) or _is_of_family(line, lines, extent) or _is_framed(line, lines, crossing)
    ]


def _from_edge(line: _Line, extent: int) -> bool:
    """Whether it runs from one edge of the picture to the other, or most of the way."""
    near = 0.02 * extent + 1
    begins, ends = line.start <= near, line.end >= extent - 1 - near
    return (begins and ends) or ((begins or ends) and line.end - line.start > 0.6 * extent)


def _is_of_family(line: _Line, lines: list[_Line], extent: int) -> bool:
    """Whether it has parallels: two if it is long, and more else, for a digit has three strokes side by side, too."""
    return len(_parallels(line, lines)) >= (3 if line.end - line.start > 0.5 * extent else 5)


def _parallels(line: _Line, lines: list[_Line]) -> list[_Line]:
    """Lines beside it, itself included, of about its slope and length."""
    length = line.end - line.start
    return [
        other
        for other in lines
        if abs(other.slope - line.slope) < 0.08
        and min(line.end, other.end) - max(line.start, other.start) > 0.5 * length
        and other.end - other.start < 2.5 * length
    ]


def _is_framed(line: _Line, lines: list[_Line], crossing: list[_Line]) -> bool:
    """Whether it is the side of a box: a parallel of its length, and a line across at both of its ends."""
    length = line.end - line.start
    near = 0.12 * length + 3
    twins = [
        other for other in lines
        if abs(other.start - line.start) < 2 * near and abs(other.end - line.end) < 2 * near
        and abs(other.at - line.at) > 0.3 * length
    ]  # fmt: skip
    ends = [any(abs(other.at - end) < near for other in crossing) for end in (line.start, line.end)]
    return bool(twins) and all(ends)
