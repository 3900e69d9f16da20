"""Ink that is no digit: scribbles, letters, signs, dots, and two digits at once.

They teach a network to doubt (``scripts/shipped_network/make.py``) and tell at which threshold it should
(``engine.inspection.doubt``). Letters that are drawn as a digit is (O, I, l, Z, S, b, q, g) are left out.
"""

from __future__ import annotations

import numpy as np

from engine.digits.dataset import CLASSES, SIDE
from engine.handwriting.ink import CANVAS, rasterize
from scripts.shipped_network.synthetic import Strokes, pens, spline_matrix, write, written

SIGNS: list[list[str]] = [
    [pose]
    for pose in (
        # capitals
        "0,100 50,0! 100,100 / 20,62 80,62",
        "10,100 30,20 50,0 70,20 90,100 / 16,60 84,60",
        "90,18 50,0 10,30 10,70 50,100 92,82",
        "85,0 10,0! 10,50 10,100! 88,100 / 10,50 70,50",
        "15,0 15,50 15,100! 60,94 90,50 60,6 15,0",
        "15,0 15,50 15,100 / 15,2 70,6 72,44 15,48! 80,54 82,92 15,98",
        "88,18 50,0 10,35 14,80 55,100 88,84 90,54! 56,54",
        "80,10 30,4 24,36 56,46! 16,62 18,92 52,100 88,86",
        "15,100 15,50 15,0! 90,0 / 15,48 70,48",
        "15,0 15,50 15,100 / 85,0 85,50 85,100 / 15,50 85,50",
        "30,0 95,0 / 64,0 64,60 50,96 20,98 8,76",
        "10,0 10,50 10,100 / 85,0 12,56! 88,100",
        "15,0 15,100! 85,100",
        "5,100 15,0! 50,65! 85,0! 95,100",
        "10,100 10,0! 90,100! 90,0",
        "15,100 15,50 15,0! 70,4 84,28 60,52 15,54",
        "15,100 15,50 15,0! 70,4 80,26 60,48 15,50! 88,100",
        "0,0 100,0 / 50,0 50,50 50,100",
        "10,0 10,60 30,98 70,98 90,60 90,0",
        "5,0 50,100! 95,0",
        "0,0 25,100! 50,30! 75,100! 100,0",
        "5,0 95,100 / 95,0 5,100",
        "5,0 50,50 / 95,0 50,50! 50,100",
        # small letters
        "80,20 40,5 10,40 20,85 55,90 80,50 82,15! 82,70 98,95",
        "75,60 40,45 10,70 25,98 60,95 78,70 80,0! 80,100",
        "12,55 85,50! 80,15 45,5 10,35 15,80 50,100 90,85",
        "80,8 60,0 45,20 45,60 45,100 / 15,42 75,42",
        "15,0 15,50 15,100! 18,60 50,42 75,60 78,100",
        "15,0 15,100 / 75,40 18,70! 80,100",
        "5,100 8,30! 10,45 28,28 45,45 45,100! 50,45 70,28 92,45 92,100",
        "10,100 12,20! 20,35 50,15 80,35 82,100",
        "15,100 15,50 15,0! 30,2 80,8 84,40 50,58 15,46",
        "20,100 22,20! 35,30 60,15 80,25",
        "45,0 45,80 60,98 80,90 / 15,28 80,28",
        "50,30 50,65 50,100 / 50,2 51,4",
        "60,30 60,80 50,100 20,96 / 60,2 61,4",
        "10,10 10,65 35,92 65,80 85,50 85,10! 88,70 98,95",
        "0,10 15,85 35,95 50,40! 65,95 85,85 100,10",
        "90,0 50,60 20,98 4,60 20,20 60,60 96,98",
        # signs
        "0,50 100,50 / 50,0 50,100",
        "5,35 95,35 / 5,65 95,65",
        "0,50 50,50 100,50",
        "0,50 25,25 50,50 75,75 100,50",
        "30,0 25,100 / 70,0 65,100 / 0,35 100,30 / 0,70 100,65",
        "0,0 100,100 / 100,0 0,100 / 50,-10 50,110",
        "15,25 30,0 75,5 80,35 50,55 50,75 / 50,98 51,100",
        "0,55 35,100! 100,0",
        "50,100 5,40 20,5 50,25! 80,5 95,40 50,100",
        "20,100 50,0! 80,100! 0,38! 100,38! 20,100",
        "50,0 100,100! 0,100! 50,0",
        "5,5 95,5! 95,95! 5,95! 5,5",
        "0,50 100,50 / 70,20 100,50! 70,80",
        "50,100 50,0 / 20,30 50,0! 80,30",
        "60,0 20,55! 60,50! 25,100",
        "50,0 5,20 0,60 30,98 70,98 100,60 95,20 50,0 / 30,35 31,36 / 70,35 71,36 / 25,65 50,80 75,65",
        "0,40 50,0! 100,40! 85,40! 85,100! 15,100! 15,40! 0,40",
        "50,50 20,25 0,50 20,75 50,50 80,25 100,50 80,75 50,50",
        "65,40 45,35 38,55 55,65 65,40! 68,62 88,58 85,20 45,5 8,35 12,80 50,100 90,90",
    )
]

SIGNS_SHARE = 0.45
"""Letters and signs among the scribbles."""


def scribbles(count: int, seed: int) -> np.ndarray:
    """Images of ink that is no digit, (count, 28, 28) uint8; the same seed gives the same."""
    generator = np.random.default_rng(seed)
    drawings = scribbled(count, generator)
    widths = pens(count, generator)
    images = np.empty((count, SIDE, SIDE), np.uint8)
    for image, strokes, width in zip(images, drawings, widths, strict=True):
        image[:] = rasterize(strokes, pen=width)
    return images


def scribbled(count: int, generator: np.random.Generator) -> list[Strokes]:
    """The strokes of ``count`` drawings that are no digit, in canvas pixels."""
    drawings = write(SIGNS, round(SIGNS_SHARE * count), generator)
    kinds = generator.choice(len(_KINDS), size=count - len(drawings), p=_SHARES)
    drawings += [_KINDS[kind](generator) for kind in kinds]
    return [drawings[at] for at in generator.permutation(count)]


def _tangle(generator: np.random.Generator) -> Strokes:
    """A smooth line through random points, from a few to very many."""
    return [_smooth(generator.uniform(0, CANVAS, (int(np.exp(generator.uniform(1.7, 4.2))), 2)))]


def _hatching(generator: np.random.Generator) -> Strokes:
    """To and fro across a box, as one fills it."""
    turns = generator.integers(5, 24)
    to_and_fro = np.stack((np.arange(turns) % 2, np.linspace(0, 1, turns)), axis=1)
    angle = generator.uniform(0, np.pi)
    turn = np.array([[np.cos(angle), np.sin(angle)], [-np.sin(angle), np.cos(angle)]])
    size = CANVAS * generator.uniform(0.3, 0.8, 2)
    points = (to_and_fro + generator.normal(0, 0.06, (turns, 2))) * size @ turn
    return [_smooth(points) if generator.random() < 0.5 else points]


def _coil(generator: np.random.Generator) -> Strokes:
    """Loop after loop: a spiral, or a coil that wanders."""
    angles = np.linspace(0, 2 * np.pi * generator.uniform(1.8, 7), 120) + generator.uniform(0, 6)
    radius = np.linspace(generator.uniform(0, 0.6), 1, 120) * generator.choice([1, -1])
    wander = np.linspace(0, 1, 120)[:, None] * generator.normal(0, 1.6, 2)
    wide, high = np.exp(generator.normal(0, 0.3, 2))
    return [CANVAS / 4 * (np.stack((wide * radius * np.cos(angles), high * radius * np.sin(angles)), axis=1) + wander)]


def _heap(generator: np.random.Generator) -> Strokes:
    """Several strokes, straight or bent, anywhere."""
    strokes = []
    for _ in range(generator.integers(3, 9)):
        begin = generator.uniform(0, CANVAS, 2)
        strokes.append(
            _smooth(begin + np.cumsum(generator.normal(0, CANVAS / 5, (generator.integers(2, 5), 2)), axis=0))
        )
    return strokes


def _walk(generator: np.random.Generator) -> Strokes:
    """A pen that wanders, turning a little more or less all the time."""
    steps = int(generator.integers(40, 160))
    direction = np.cumsum(np.cumsum(generator.normal(0, 0.12, steps)) + generator.normal(0, 0.15, steps))
    return [np.cumsum(5 * np.stack((np.cos(direction), np.sin(direction)), axis=1), axis=0)]


def _dots(generator: np.random.Generator) -> Strokes:
    """One dot, or a few."""
    places = generator.uniform(0, CANVAS, (generator.choice([1, 1, 1, 2, 3, 4, 6]), 2))
    return [place + generator.normal(0, 1.5, (generator.integers(1, 5), 2)) for place in places]


def _pair(generator: np.random.Generator) -> Strokes:
    """Two digits beside each other."""
    left, right = (written(digit, 1, generator)[0] for digit in generator.integers(CLASSES, size=2))
    gap = generator.uniform(0.0, 0.25) * CANVAS
    edge = max(stroke[:, 0].max() for stroke in left) - min(stroke[:, 0].min() for stroke in right) + gap
    return [*left, *(stroke + np.array((edge, 0.0)) for stroke in right)]


def _smooth(points: np.ndarray) -> np.ndarray:
    return spline_matrix(len(points), []) @ points


_KINDS = (_tangle, _hatching, _coil, _heap, _walk, _dots, _pair)
_SHARES = (0.22, 0.13, 0.13, 0.18, 0.09, 0.11, 0.14)
