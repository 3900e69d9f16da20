"""Pen strokes to the 28x28 image that MNIST's makers would have made of them.

MNIST's recipe (LeCun, Cortes, Burges: "The MNIST database of handwritten digits"): the ink's box is scaled, its aspect
kept, so that the longer side is 20 pixels, and the result is placed in a 28x28 field by its centre of mass. Here it is
followed on vectors, and the pen gets its width afterwards, so that the image depends on the shape of the strokes alone:
not on where, how large, how fast or with how many points they were drawn.
"""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np

from engine.arrays import Bytes, Doubles, Singles, Whole
from engine.digits.dataset import SIDE
from engine.digits.prepare import BOX, CENTRE

CANVAS = 280
"""Nominal side of the canvas, in the units of the strokes."""

PEN = 2.6
"""Width of the pen in the image, in pixels: strokes so drawn have the width and the mass of MNIST's median image."""

DOT = CANVAS / 40
"""Ink smaller than this, in canvas pixels, is a dot that the hand did not hold still; from twice this on it is a
drawing, and scaled to the box. Between the two it grows steadily, so that nothing jumps under the pen."""

FARTHEST = 1000 * CANVAS
"""No pen gets this far from the canvas: such a point is a fault of the device and is left out, as one that is not
finite."""

EDGE = 1.2
"""Pixels over which the pen's edge fades, as measured on MNIST's grey levels."""

SPACING = 1 / 3
"""Pixels between the dabs of which a stroke is made: the dents between them are 1/100 of a pixel deep."""

MOST_DABS = 2500
"""A longer scribble covers its box in any case, and gets dabs farther apart, so that it takes no longer."""

_MARGIN = 4
_FIELD = SIDE + 2 * _MARGIN
_FAR = np.float32(100.0)
_PLACES = np.arange(SIDE, dtype=np.float64)


def rasterize(strokes: Sequence[np.ndarray], *, pen: float = PEN) -> Bytes:
    """The strokes as MNIST would show them: (28, 28) uint8, 0 (black) to 255 (white ink).

    ``strokes``: (n, 2) arrays of x and y in canvas pixels, y down. Strokes without points, and points that are not
    finite, are left out; without any point the image is black. Ink smaller than ``DOT`` is one dot of the pen.
    ``pen``: width of the pen in image pixels, for making training images; drawings have MNIST's.
    """
    lines = [np.asarray(stroke, np.float64).reshape(-1, 2) for stroke in strokes]
    lines = [line for line in lines if len(line)]
    if not lines:
        return np.zeros((SIDE, SIDE), np.uint8)
    points = np.concatenate(lines)
    low, high = points.min(axis=0), points.max(axis=0)
    if not (low.min() > -FARTHEST and high.max() < FARTHEST):  # so it is for NaN, too
        return rasterize([line[(np.abs(line) < FARTHEST).all(axis=1)] for line in lines], pen=pen)
    dabs = _dabs(_fit(points, low, high, BOX - pen), np.array([len(line) for line in lines]))
    room = _room(dabs, pen)
    middle = _clamp(np.full(2, CENTRE), room)
    draft = _paint(dabs + middle, pen)
    shift = CENTRE - _centre_of_mass(draft)
    return np.rint(255 * _paint(dabs + _clamp(middle + shift, room), pen)).astype(np.uint8)


def _fit(points: Doubles, low: Doubles, high: Doubles, side: float) -> Doubles:
    """The points, the middle of their box, from ``low`` to ``high``, at 0 and its longer side ``side``; a dot has no
    extent."""
    extent = (high - low).max()
    drawn = min(max(extent / DOT - 1, 0.0), 1.0)
    scale = drawn * side / max(extent, DOT)
    fitted: Doubles = (points - (low + high) / 2) * scale
    return fitted


def _dabs(points: Doubles, counts: Whole) -> Doubles:
    """Dabs at even distances along the lines, (m, 2), whatever the density of the points that they came with.

    ``counts``: how many of the points, (n, 2), each line has. All lines are walked at once, one after the other: the
    way from one to the next is a step of length 1, on which there are no dabs.
    """
    first = np.cumsum(counts) - counts
    step = points[1:] - points[:-1]
    lengths = np.hypot(step[:, 0], step[:, 1])
    lengths[first[1:] - 1] = 1.0
    way = np.zeros(len(points))
    np.cumsum(lengths, out=way[1:])
    begin, long = way[first], way[first + counts - 1] - way[first]
    spacing = max(SPACING, long.sum() / MOST_DABS)
    parts = (long / spacing).astype(np.int64) + 1
    stands = parts + 1
    ends = np.cumsum(stands)
    line = np.repeat(np.arange(len(stands)), stands)
    number = np.arange(ends[-1]) - (ends - stands)[line]
    stops = begin[line] + number * (long / parts)[line]
    dabs = np.empty((len(stops), 2))
    for axis in (0, 1):
        dabs[:, axis] = np.interp(stops, way, points[:, axis])
    return dabs


def _room(dabs: Doubles, pen: float) -> tuple[Doubles, Doubles]:
    """The least and the largest shift that leaves all ink in the image."""
    return (pen - 1) / 2 - dabs.min(axis=0), SIDE - (pen + 1) / 2 - dabs.max(axis=0)


def _clamp(shift: Doubles, room: tuple[Doubles, Doubles]) -> Doubles:
    """The nearest one with room: the centre of mass of an odd shape may lie near the image's edge."""
    nearest: Doubles = np.minimum(np.maximum(shift, room[0]), room[1])
    return nearest


def _paint(dabs: Doubles, pen: float) -> Singles:
    """Round pen along dabs given as x and y in pixels: (28, 28) float32, 0 to 1, fading over ``EDGE`` at its rim."""
    distance = np.full(_FIELD * _FIELD, _FAR, np.float32)
    nearest = np.rint(dabs).astype(np.int64)
    reach = np.arange(-(_reach(pen)), _reach(pen) + 1)
    x, y = nearest[:, :1] + reach, nearest[:, 1:] + reach
    across, down = ((x - dabs[:, :1]) ** 2).astype(np.float32), ((y - dabs[:, 1:]) ** 2).astype(np.float32)
    places = ((y + _MARGIN) * _FIELD + _MARGIN)[:, :, None] + x[:, None, :]
    np.minimum.at(distance, places.ravel(), (down[:, :, None] + across[:, None, :]).ravel())
    field = np.sqrt(distance.reshape(_FIELD, _FIELD)[_MARGIN:-_MARGIN, _MARGIN:-_MARGIN])
    ink: Singles = np.minimum(np.maximum((pen / 2 - field) / EDGE + 0.5, 0.0), 1.0)
    return ink


def _reach(pen: float) -> int:
    """Pixels from a dab's nearest pixel to the last that it may touch."""
    return math.ceil((pen + EDGE) / 2 - 0.5)


def _centre_of_mass(image: Singles) -> Doubles:
    """x and y in pixels from the centre of the first."""
    mass = image.sum()
    centre: Doubles = np.array([image.sum(axis=0) @ _PLACES, image.sum(axis=1) @ _PLACES]) / mass
    return centre
