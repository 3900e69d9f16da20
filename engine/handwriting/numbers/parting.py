"""Which pieces of ink, from left to right, make a digit together: the likeliest of all ways to part them.

The pieces stand in order of their middles, and a digit is a run of them. A network is the referee: what it says of each
run counts, and where the runs are cut. The score of a way is linear in few features; maximised by dynamic programming.
Its weights were fitted, as those of a conditional random field (Lafferty, McCallum, Pereira, 2001), to numbers made of
the digits of 16 writers, to their single digits, and rounded: ``scripts/measure_numbers.py`` tells how well they do.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple

import numpy as np

from engine.arrays import Doubles, Singles

Run = tuple[int, int]
"""The first piece of a digit, and the last."""
Sees = Callable[[Sequence[Run]], Singles]
"""(runs, 10) log-probabilities: what the referee says of each."""

DIGIT = 0.3
"""What each digit more is worth: what makes few or many of them."""
EVIDENCE = 3.0
"""Of the likeliest digit's log-probability, which counts down to ``LEAST``."""
LEAST = -2.5
SHORT = -4.5
"""For being lower than ``TALL`` of the highest piece: it is a flag, a bar or a dot then."""
TALL = 0.7
WIDE = -1.5
"""For being wider than high."""
OVERLAP = -7.0
"""For cutting between pieces that lie over each other: the depth, in heights of the highest piece."""
GAP = -0.6
"""For joining pieces with a gap between: its width, in the same heights."""

DEEPEST = 0.35
"""Heights of overlap from which on there is no cut: ten times as rare as what lies less deep."""
WIDEST, FARTHEST, MOST = 1.6, 0.45, 4
"""No digit is so many heights wide, has such a gap between two pieces, or more pieces; unless it is all of the ink."""
FLATTEST = 0.1
"""The highest piece counts as at least so high, in widths of all of the ink."""

NEVER = -1e9


class Parted(NamedTuple):
    """``runs``: the best way with two digits or more, from left to right; ``margin``: how much better its score is than
    that of all pieces as one digit. Without any such way there are no runs."""

    runs: tuple[Run, ...] = ()
    margin: float = NEVER


def part(boxes: Doubles, sees: Sees, least: float = 0.0, prices: Doubles | None = None) -> Parted:
    """The best way to part pieces.

    ``boxes``: (n, 4) left, top, right, bottom of each, ordered by their middles. ``least``: a height that the highest
    counts as at least, in the same units. ``prices``: (n - 1,) what each cut costs besides, at most 0. ``sees`` is
    asked once, and not at all where there is nothing to part.
    """
    height = _height(boxes, least)
    gaps = _gaps(boxes) / height
    runs = _runs(boxes, gaps, height)
    whole = (0, len(boxes) - 1)
    if set(runs) <= {whole}:
        return Parted()
    evidence = np.maximum(sees(runs).max(axis=1), LEAST)
    sides, opened = boxes.tolist(), np.clip(gaps, 0, None)
    scores = {
        run: _score(run, sides, opened, height, log) for run, log in zip(runs, evidence.tolist(), strict=True)
    }  # fmt: skip
    cuts = OVERLAP * np.clip(-gaps, 0, None) + (0.0 if prices is None else prices)
    return _best(scores, cuts)


def _height(boxes: Doubles, least: float) -> float:
    wide = float(boxes[:, 2].max() - boxes[:, 0].min())
    return max(float((boxes[:, 3] - boxes[:, 1]).max()), FLATTEST * wide, least, 1e-9)


def _gaps(boxes: Doubles) -> Doubles:
    """(n - 1,): how far all that is left of each cut ends before all that is right of it begins; negative if not."""
    ends = np.maximum.accumulate(boxes[:, 2])[:-1]
    begins = np.minimum.accumulate(boxes[::-1, 0])[::-1][1:]
    gaps: Doubles = begins - ends
    return gaps


def _runs(boxes: Doubles, gaps: Doubles, height: float) -> list[Run]:
    """All that may be a digit, from cut to cut; and the whole."""
    whole = (0, len(boxes) - 1)
    cuts = np.flatnonzero(gaps > -DEEPEST)
    firsts, lasts = [0, *(cuts + 1).tolist()], [*cuts.tolist(), whole[1]]
    runs = [(first, last) for first in firsts for last in lasts if last >= first]
    sides, between = boxes.tolist(), gaps.tolist()  # NumPy takes ten times as long for a few numbers
    return [run for run in runs if run == whole or _may_be_one(run, sides, between, height)]


def _may_be_one(run: Run, boxes: list[list[float]], gaps: list[float], height: float) -> bool:
    first, last = run
    if last - first >= MOST or max(gaps[first:last], default=0.0) > FARTHEST:
        return False
    inside = boxes[first : last + 1]
    return max(box[2] for box in inside) - min(box[0] for box in inside) <= WIDEST * height


def _score(run: Run, boxes: list[list[float]], opened: Doubles, height: float, evidence: float) -> float:
    """``opened``: (n - 1,) the gaps, 0 where there is none."""
    lefts, tops, rights, bottoms = zip(*boxes[run[0] : run[1] + 1], strict=True)
    wide: float = (max(rights) - min(lefts)) / height
    high: float = (max(bottoms) - min(tops)) / height
    joined = float(opened[run[0] : run[1]].sum()) if run[1] > run[0] else 0.0
    return float(DIGIT + EVIDENCE * evidence + SHORT * max(0, TALL - high) + WIDE * max(0, wide - 1) + GAP * joined)


def _best(scores: dict[Run, float], cuts: Doubles) -> Parted:
    """Viterbi's algorithm over the last piece of each digit (1967), for two digits or more."""
    count = len(cuts) + 1
    best: dict[int, tuple[float, tuple[Run, ...]]] = {}
    for last in range(count):
        ways = []
        for first in range(1, last + 1):
            if (first, last) in scores:
                price = float(cuts[first - 1]) + scores[first, last]
                alone = (0, first - 1)
                before: list[tuple[float, tuple[Run, ...]]] = [(scores[alone], (alone,))] if alone in scores else []
                before += [best[first - 1]] if first - 1 in best else []
                ways += [(score + price, (*runs, (first, last))) for score, runs in before]
        if ways:
            best[last] = max(ways)
    if count - 1 not in best:
        return Parted()
    score, runs = best[count - 1]
    return Parted(runs, score - scores[0, count - 1])
