"""Two digits that were written in one stroke: taken for two only where the stroke as a whole is doubted."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np

from engine.arrays import Bytes, Doubles, Singles
from engine.handwriting.ink import rasterize
from engine.handwriting.numbers.bridges import halves
from engine.handwriting.numbers.number import ONE, Box, Digit, Number
from engine.inspection.doubt import SURE, Doubt

MAYBE = 0.5
"""Probability of the likeliest digits of both halves together from which on they may be two."""

Sees = Callable[[Sequence[Bytes]], Singles]
"""(images, 10) log-probabilities: what the referee says of each."""


def read_joined(line: Doubles, whole: Callable[[], Singles], sees: Sees, doubt: Doubt) -> Number:
    """The digits of a drawing that is one line, (n, 2): two where both halves may be digits and the whole is doubted.

    ``whole`` gives what the referee says of all of it, (10,), and is asked only if the line can be cut. They are surely
    two where it is sure of both halves.
    """
    ways = halves(line)
    if not ways or doubt.verdict(whole()).kind == SURE:
        return ONE
    images = [(rasterize([way.left]), rasterize([way.right])) for way in ways]
    logs = sees([image for pair in images for image in pair]).reshape(len(ways), 2, -1)
    sure = [all(doubt.verdict(log).kind == SURE for log in pair) for pair in logs]
    likely = np.exp(logs.max(axis=2).sum(axis=1))
    best = max(range(len(ways)), key=lambda at: (sure[at], likely[at]))
    if not sure[best] and likely[best] < MAYBE:
        return ONE
    found = zip(images[best], ways[best], strict=True)
    return Number(tuple(Digit(image, _box(half), (0,), (half,)) for image, half in found), sure[best])


def _box(line: Doubles) -> Box:
    left, top = line.min(axis=0).tolist()
    right, bottom = line.max(axis=0).tolist()
    return left, top, right, bottom
