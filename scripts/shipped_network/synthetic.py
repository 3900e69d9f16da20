"""Synthetic digits for training: the ways of ``ways``, each time written by another hand.

A digit is drawn between the poses of one way: its points are displaced, splined, slanted, stretched and bent, its
strokes meet imprecisely, and ``engine.handwriting.ink`` renders it as it renders a drawing.
"""

from __future__ import annotations

from collections.abc import Iterable
from itertools import pairwise

import numpy as np

from engine.digits.dataset import CLASSES, SIDE, Digits
from engine.handwriting.ink import CANVAS, PEN, rasterize
from scripts.shipped_network.ways import WAYS

JITTER = 3.2
"""Standard deviation of the points of a template, in percent of its box."""
SLIDE = 0.14
"""By how much a stroke begins and ends too early or too late: standard deviation, in shares of its last stretch."""
JOIN = 3.0
"""Standard deviation of the place of a stroke among the others, in percent of the box."""
HOOK = 5.0
"""Standard deviation of the length of a hook at the end of a stroke, in percent of the box."""
HOOKED = 0.15
"""Share of the ends that have one."""
SLANT = 0.27
"""Sideways shift of the top against the foot, per height, standard deviation."""
TURN = 5.0
"""Degrees, standard deviation."""
ASPECT = 0.3
"""Standard deviation of the logarithm of width over height, about the templates' own less a fifth."""
BEND = 4.0
"""Amplitude of the waves that bend the whole digit, in percent of the box."""
PART = 0.3
"""How much larger a digit's upper or left part is than the other: standard deviation, as share of half the box."""
TAPER = 0.15
"""How much wider the foot is than the head: standard deviation, as share of the middle's width."""
PEN_SPREAD = 0.16
"""Standard deviation of the logarithm of the pen's width."""
THICK = 0.1
"""Share of the pens that are felt tips: up to twice as wide as MNIST's."""

_PER_STRETCH = 6

Strokes = list[np.ndarray]


def synthetic(count: int, seed: int) -> Digits:
    """``count`` synthetic digits, in random order, each of the ten as often as the others to within one.

    The same seed gives the same digits. Takes about 0.5 ms each.
    """
    generator = np.random.default_rng(seed)
    labels = generator.permutation(np.arange(count) % CLASSES)
    images = np.empty((count, SIDE, SIDE), np.uint8)
    for digit in range(CLASSES):
        mine = np.nonzero(labels == digit)[0]
        widths = pens(len(mine), generator)
        images[mine] = drawn(written(digit, len(mine), generator), widths)
    return Digits(images, labels.astype(np.int64), "synthetic")


def drawn(drawings: Iterable[Strokes], widths: np.ndarray) -> np.ndarray:
    """The drawings' images, (n, 28, 28) uint8, each by a pen of its width in pixels of the image, (n,)."""
    images = np.empty((len(widths), SIDE, SIDE), np.uint8)
    for image, strokes, width in zip(images, drawings, widths, strict=True):
        image[:] = rasterize(strokes, pen=width)
    return images


def written(digit: int, count: int, generator: np.random.Generator) -> list[Strokes]:
    """The strokes of ``count`` instances of a digit, in canvas pixels, in random order."""
    return write(WAYS[digit], count, generator)


def write(ways: list[list[str]], count: int, generator: np.random.Generator) -> list[Strokes]:
    """The strokes of ``count`` instances of what can be written in these ways (see ``ways``), as above."""
    parsed = [[_parse(pose) for pose in way] for way in ways]
    chosen = generator.integers(len(parsed), size=count)
    drawings: list[Strokes] = [[] for _ in range(count)]
    for number, poses in enumerate(parsed):
        mine = np.nonzero(chosen == number)[0]
        strokes = _write_way(poses, len(mine), generator)
        for row, at in enumerate(mine):
            drawings[at] = [stroke[row] for stroke in strokes]
    return drawings


def pens(count: int, generator: np.random.Generator) -> np.ndarray:
    """Widths of ``count`` pens, in pixels of the image."""
    usual = np.clip(generator.normal(0, PEN_SPREAD, count), -0.4, 0.5)
    felt = generator.uniform(0.3, 0.7, count)
    return PEN * np.exp(np.where(generator.random(count) < THICK, felt, usual))


def _parse(pose: str) -> list[tuple[np.ndarray, list[int]]]:
    """The pose's strokes, each as its points (k, 2) and the numbers of those that are corners."""
    strokes = []
    for text in pose.split("/"):
        marks = text.split()
        points = np.array([[float(part) for part in mark.rstrip("!").split(",")] for mark in marks])
        strokes.append((points, [at for at, mark in enumerate(marks) if mark.endswith("!")]))
    return strokes


def _write_way(poses: list, count: int, generator: np.random.Generator) -> list[np.ndarray]:
    """``count`` instances of one way: per stroke an array (count, points, 2), in canvas pixels."""
    blend = generator.dirichlet(np.ones(len(poses)), count)
    lines = []
    for number, (_, corners) in enumerate(poses[0]):
        points = np.tensordot(blend, np.stack([pose[number][0] for pose in poses]), axes=1)
        line = spline_matrix(points.shape[1], corners) @ _unsteady(points, generator)
        lines.append(_hooked(line, generator))
    hands = _Hands(count, generator)
    return [hands.shape(line) * (0.7 * CANVAS / 100) for line in lines]


def _unsteady(points: np.ndarray, generator: np.random.Generator) -> np.ndarray:
    """The points (count, k, 2) of a stroke, displaced each and all together, its ends drawn out or cut short."""
    count = len(points)
    points = points + generator.normal(0, JITTER, points.shape) + generator.normal(0, JOIN, (count, 1, 2)) / 2
    for end, next_one in ((0, 1), (-1, -2)):
        slide = generator.normal(0, SLIDE, (count, 1))
        points[:, end] += slide * (points[:, end] - points[:, next_one])
    return points


def _hooked(lines: np.ndarray, generator: np.random.Generator) -> np.ndarray:
    """The lines, some with a hook where the pen was set down before it moved, or lifted too late."""
    hooks = generator.normal(0, HOOK, (len(lines), 2, 2))
    hooks[generator.random((len(lines), 2)) > HOOKED] = 0
    lines[:, [0, -1]] += hooks
    return lines


def spline_matrix(count: int, corners: list[int]) -> np.ndarray:
    """(m, count): takes control points to points of the Catmull-Rom spline through them, broken at the corners."""
    bounds = [0, *[at for at in corners if 0 < at < count - 1], count - 1]
    pieces = [_catmull_rom(np.eye(count)[first : last + 1]) for first, last in pairwise(bounds)]
    return np.concatenate(pieces)


def _catmull_rom(points: np.ndarray) -> np.ndarray:
    """Points along the spline through ``points`` (Catmull, Rom: "A class of local interpolating splines", 1974)."""
    padded = np.concatenate([[2 * points[0] - points[1]], points, [2 * points[-1] - points[-2]]])
    before, here, there, after = padded[:-3, None], padded[1:-2, None], padded[2:-1, None], padded[3:, None]
    t = np.linspace(0, 1, _PER_STRETCH, endpoint=False)[None, :, None]
    curve = 0.5 * (
        2 * here
        + (there - before) * t
        + (2 * before - 5 * here + 4 * there - after) * t**2
        + (3 * here - before - 3 * there + after) * t**3
    )
    return np.concatenate([curve.reshape(-1, points.shape[1]), points[-1:]])


class _Hands:
    """``count`` hands: what each does to every stroke of its digit."""

    def __init__(self, count: int, generator: np.random.Generator):
        aspect = np.exp(generator.normal(-0.2, ASPECT, count) / 2)
        slant = generator.normal(0.06, SLANT, count)
        turn = np.radians(generator.normal(0, TURN, count))
        stretch = np.stack((aspect, 0 * aspect, -slant / aspect, 1 / aspect), axis=1).reshape(-1, 2, 2)
        rotation = np.stack((np.cos(turn), np.sin(turn), -np.sin(turn), np.cos(turn)), axis=1).reshape(-1, 2, 2)
        self._matrix = stretch @ rotation
        self._parts = np.clip(generator.normal(0, PART, (count, 1, 2)), -0.7, 0.7)
        self._taper = generator.normal(0, TAPER, (count, 1))
        self._waves = generator.normal(0, 0.02, (count, 2, 2))
        self._phase = generator.uniform(0, 2 * np.pi, (count, 1, 2))
        self._bend = generator.normal(0, BEND, (count, 1, 2))

    def shape(self, lines: np.ndarray) -> np.ndarray:
        """(count, points, 2) in the templates' box to the same in each hand's way of writing."""
        lines = lines + self._parts * np.sin(lines * (np.pi / 100)) * (100 / np.pi)
        lines = lines + self._bend * np.sin(lines @ self._waves + self._phase) - 50
        lines[..., 0] *= 1 + self._taper * lines[..., 1] / 50
        return lines @ self._matrix + 70
