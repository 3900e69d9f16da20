"""Ink that is no digit: scribbles, letters, signs, dots, and several digits at once.

They teach a network to doubt (``scripts/shipped_network/make.py``) and tell whether it does (``measure.py``).
"""

from __future__ import annotations

import numpy as np

from engine.digits.dataset import CLASSES
from engine.handwriting.ink import CANVAS
from scripts.shipped_network.figures import figure
from scripts.shipped_network.signs import SIGNS
from scripts.shipped_network.synthetic import Strokes, drawn, pens, spline_matrix, write, written

SIGNS_SHARE = 0.6
"""Letters and signs among the scribbles."""


def scribbles(count: int, seed: int, figures: float = 0.0) -> np.ndarray:
    """Images of ink that is no digit, (count, 28, 28) uint8; the same seed gives the same.

    ``figures``: the share of them that is put together at random.
    """
    generator = np.random.default_rng(seed)
    put_together = [figure(generator) for _figure in range(round(figures * count))]
    drawings = put_together + scribbled(count - len(put_together), generator)
    return drawn(drawings, pens(count, generator))


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


def _number(generator: np.random.Generator) -> Strokes:
    """Two to four digits beside each other, of one size or nearly."""
    strokes: Strokes = []
    for digit in generator.integers(CLASSES, size=generator.choice([2, 2, 2, 3, 4])):
        size = np.exp(generator.normal(0, 0.12))
        lines = [size * line for line in written(digit, 1, generator)[0]]
        left = min(line[:, 0].min() for line in lines)
        right = max((line[:, 0].max() for line in strokes), default=0.0)
        shift = np.array((right - left + generator.uniform(-0.02, 0.25) * CANVAS, generator.normal(0, 0.03) * CANVAS))
        strokes += [line + shift for line in lines]
    return strokes


def _smooth(points: np.ndarray) -> np.ndarray:
    return spline_matrix(len(points), []) @ points


_KINDS = (_tangle, _hatching, _coil, _heap, _walk, _dots, _number)
_SHARES = (0.18, 0.11, 0.11, 0.16, 0.08, 0.09, 0.27)
