"""Digits that 24 people wrote with a stylus, as the pen moved, and the same digits as other hands might have written
them.

Source: E. Alpaydin, F. Alimoglu, "Pen-Based Recognition of Handwritten Digits", UCI Machine Learning Repository, 1998,
CC BY 4.0: the unresampled recordings of 24 of its 44 writers, in ``writers.npz``.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import numpy as np

from engine.digits.dataset import Digits
from engine.handwriting.ink import CANVAS, PEN
from scripts.shipped_network.synthetic import Strokes, drawn, pens

FILE = Path(__file__).with_name("writers.npz")

BOX = 500
"""Side of the box in which they wrote."""

SLANT = 0.16
"""Sideways shift of the top against the foot, per height, standard deviation."""
TURN = 5.0
"""Degrees, standard deviation."""
ASPECT = 0.18
"""Standard deviation of the logarithm of width over height."""
BEND = 0.03
"""Amplitude of each of the ``WAVES`` that bend the whole digit, as share of its longer side, standard deviation."""
WAVES = 2
SHAKE = 0.012
"""Amplitude of a wave along the pen's way, as share of the digit's longer side, standard deviation."""
MOVE = 0.015
"""By how much each stroke is moved against the others, as share of the digit's longer side, standard deviation."""


@dataclass(frozen=True, eq=False)
class Writers:
    """``drawings``: the strokes of each digit, (n, 2) float64 each in the box, y down; ``labels`` and ``writers`` (n,)
    say which digit it is and by whom."""

    drawings: list[Strokes]
    labels: np.ndarray
    writers: np.ndarray

    def of(self, chosen: np.ndarray) -> Writers:
        """The digits at these places, or where this mask is true."""
        places = np.arange(len(self.labels))[chosen]
        return Writers([self.drawings[at] for at in places], self.labels[chosen], self.writers[chosen])

    def digits(self) -> Digits:
        """As the canvas would hand them to a network."""
        inks = ([stroke * (CANVAS / BOX) for stroke in strokes] for strokes in self.drawings)
        return Digits(drawn(inks, np.full(len(self.labels), PEN)), self.labels, "writers")


def recorded(path: Path = FILE) -> Writers:
    """All 5,994 digits of the 24 writers."""
    with np.load(path) as file:
        strokes = np.split(file["points"].astype(np.float64), file["stroke_ends"][:-1])
        ends = file["digit_ends"]
        drawings = [strokes[first:last] for first, last in zip(np.r_[0, ends[:-1]], ends, strict=True)]
        return Writers(drawings, file["labels"].astype(np.int64), file["writers"].astype(np.int64))


def rewritten(writers: Writers, count: int, seed: int) -> Digits:
    """``count`` images, in random order, of digits that were slanted, stretched and bent a little, each recorded one as
    often as the others to within one, by pens of several widths, on canvases of several sizes.

    The same seed gives the same. Takes about 0.5 ms each.
    """
    generator = np.random.default_rng(seed)
    chosen = generator.permutation(np.arange(count) % len(writers.labels))
    inks = (_on_pixels(warped(writers.drawings[at], generator), generator) for at in chosen)
    return Digits(drawn(inks, pens(count, generator)), writers.labels[chosen], "rewritten")


def warped(strokes: Strokes, generator: np.random.Generator) -> Strokes:
    """One drawing as another hand might have written it: its box's middle at 0, its longer side about 1."""
    points = np.concatenate(strokes)
    low, high = points.min(axis=0), points.max(axis=0)
    points = (points - (low + high) / 2) / max((high - low).max(), 1.0)
    points = points + _waves(points, BEND, WAVES, generator) + _shake(len(points), generator)
    lines = np.split(points @ _matrix(generator), np.cumsum([len(stroke) for stroke in strokes])[:-1])
    return [line + generator.normal(0, MOVE, 2) for line in lines]


def _matrix(generator: np.random.Generator) -> np.ndarray:
    """For rows (x, y): stretched, slanted and turned."""
    aspect, slant = np.exp(generator.normal(0, ASPECT) / 2), generator.normal(0, SLANT)
    turn = np.radians(generator.normal(0, TURN))
    stretch = np.array([[aspect, 0], [-slant, 1 / aspect]])
    return stretch @ np.array([[np.cos(turn), np.sin(turn)], [-np.sin(turn), np.cos(turn)]])


def _waves(points: np.ndarray, height: float, count: int, generator: np.random.Generator) -> np.ndarray:
    """How far smooth waves across the whole digit, of its own length or longer, move each point, (n, 2)."""
    lengths, phases = generator.normal(0, 3.5, (2, count)), generator.uniform(0, 2 * np.pi, count)
    return np.sin(points @ lengths + phases) @ generator.normal(0, height, (count, 2))


def _shake(count: int, generator: np.random.Generator) -> np.ndarray:
    """The same along the pen's way, (count, 2): a hand that is not quite steady."""
    way = np.linspace(0, 2 * np.pi * generator.uniform(1, 4), count)[:, None]
    return generator.normal(0, SHAKE, 2) * np.sin(way + generator.uniform(0, 2 * np.pi, 2))


def _on_pixels(strokes: Strokes, generator: np.random.Generator) -> Strokes:
    """Drawn from 60 to 250 canvas pixels high; half of the pens tell whole pixels only."""
    size, whole = CANVAS * generator.uniform(0.2, 0.9), generator.random() < 0.5
    return [np.rint(size * stroke) if whole else size * stroke for stroke in strokes]
