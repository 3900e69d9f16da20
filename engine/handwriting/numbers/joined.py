"""Two digits that were written in one stroke: taken for two only where the stroke as a whole is doubted."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from engine.arrays import Bytes, Doubles, Singles
from engine.handwriting.ink import rasterize
from engine.handwriting.numbers.bridges import halves
from engine.handwriting.numbers.number import ONE, Box, Digit, Number
from engine.inspection.doubt import NOT_A_DIGIT, SURE, Doubt

Sees = Callable[[Sequence[Bytes]], Singles]
"""(images, 10) log-probabilities: what the referee says of each."""


def read_joined(line: Doubles, whole: Callable[[], Singles], sees: Sees, doubt: Doubt) -> Number:
    """The digits of a drawing that is one line, (n, 2): two where each half may be a digit and the whole is doubted.

    ``whole`` gives what the referee says of all of it, (10,), and is asked only if the line can be cut. They are surely
    two where it is sure of both halves.
    """
    ways = halves(line)
    if not ways or doubt.verdict(whole()).kind == SURE:
        return ONE
    images = [(rasterize([way.left]), rasterize([way.right])) for way in ways]
    logs = sees([image for pair in images for image in pair]).reshape(len(ways), 2, -1)
    kinds = [[doubt.verdict(log).kind for log in pair] for pair in logs]
    likely = logs.max(axis=2).sum(axis=1)
    best = max((at for at in range(len(ways)) if NOT_A_DIGIT not in kinds[at]), key=likely.__getitem__, default=None)
    if best is None:
        return ONE
    found = zip(images[best], ways[best], strict=True)
    return Number(tuple(Digit(image, _box(half), (0,), (half,)) for image, half in found), kinds[best] == [SURE, SURE])


def _box(line: Doubles) -> Box:
    left, top = line.min(axis=0).tolist()
    right, bottom = line.max(axis=0).tolist()
    return left, top, right, bottom
