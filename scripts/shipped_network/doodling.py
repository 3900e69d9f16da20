"""Doodles that need no template: things with an outline and what is stuck to it, piles of shapes, mirror images, stars
and wheels, stairs and mazes, combs and grids, pieces of digits, and signs within shapes.

Wider than ``figures``: what people draw for fun is closed, symmetrical or repeats itself more often than by chance.
Each has so many parts that it is hardly ever a digit.
"""

from __future__ import annotations

from itertools import pairwise

import numpy as np

from engine.digits.dataset import CLASSES
from engine.handwriting.ink import CANVAS
from scripts.shipped_network.shapes import Random, bow, dense, details, ellipse, fitted, outline, run, unit
from scripts.shipped_network.signs import SIGNS
from scripts.shipped_network.synthetic import ASPECT, SLANT, TURN, Strokes, write, written

MIDDLE = CANVAS / 2
SIZE = 0.3 * CANVAS  # half of a doodle, about


def doodles(count: int, generator: Random) -> list[Strokes]:
    """The strokes of ``count`` doodles, in canvas pixels, each slanted, stretched and bent by a hand of its own, as
    ``synthetic`` does."""
    kinds = generator.choice(len(_KINDS), size=count, p=_SHARES)
    return [_by_hand(_KINDS[kind](generator), generator) for kind in kinds]


def _by_hand(strokes: Strokes, generator: Random) -> Strokes:
    """From units to canvas pixels."""
    aspect = np.exp(generator.normal(-0.2, ASPECT) / 2)
    slant, angle = generator.normal(0.06, SLANT), np.radians(generator.normal(0, TURN))
    stretch = np.array([[aspect, 0], [-slant / aspect, 1 / aspect]])
    matrix = stretch @ np.stack((unit(angle), unit(angle + np.pi / 2))) * SIZE
    waves, bend = generator.normal(0, 1.5, (2, 2)), generator.normal(0, 0.05, 2)
    phases = generator.uniform(0, 2 * np.pi, 2)
    bent = [line + bend * np.sin(line @ waves + phases) for line in map(dense, strokes)]
    return [(line + generator.normal(0, 0.02, 2)) @ matrix + MIDDLE for line in bent]


def _thing(generator: Random) -> Strokes:
    around = outline(generator)
    return [around, *details(around, int(generator.integers(2, 6)), generator)]


def _pile(generator: Random) -> Strokes:
    """Two or three outlines on or beside each other, and something on one of them."""
    strokes: Strokes = []
    down, end, count = int(generator.random() < 0.7), 0.0, int(generator.integers(2, 4))
    for _part in range(count):
        part = outline(generator) * np.exp(generator.normal(-0.3, 0.25, 2))
        part[:, down] += end - part[:, down].min() - generator.choice([0, 0, 0.15])
        end = part[:, down].max()
        strokes.append(part)
    more = int(generator.integers(1, 4)) + (count == 2)  # two rings alone are an eight
    return fitted([*strokes, *details(strokes[generator.integers(count)], more, generator)])


def _mirrored(generator: Random) -> Strokes:
    """One half, sharp or smooth, and its mirror image, as a vase, a tree or a moth; with one detail at least."""
    count = int(generator.integers(4, 9))
    half = np.stack((generator.uniform(0.1, 1, count), np.linspace(-1, 1, count)), axis=1)
    half[:, 0] *= generator.uniform(0.6, 1) / half[:, 0].max()
    half[:, 1] += generator.normal(0, 0.12, count)
    half[[0, -1], 0] *= generator.integers(0, 2, 2)
    half = run(half, bool(generator.random() < 0.4))
    other = half * (-1, 1)
    strokes = [np.concatenate((half, other[::-1]))] if generator.random() < 0.6 else [half, other]
    return [*strokes, *details(half, int(generator.integers(1, 4)), generator, bool(generator.random() < 0.5))]


def _rays(generator: Random) -> Strokes:
    """Around a ring, or around nothing if they are many."""
    angles, inner = _around(generator)
    rays = [np.outer((inner, generator.uniform(0.8, 1.2)), unit(angle)) for angle in angles]
    bare = len(angles) > 4 and generator.random() < 0.3
    return rays if bare else [ellipse(*(inner * generator.uniform(0.6, 1, 2))), *rays]


def _teeth(generator: Random) -> Strokes:
    """A star or a gear, sharp or smooth."""
    angles, inner = _around(generator)
    turns = np.repeat(angles, 2) + np.tile((0, np.pi / len(angles)), len(angles))
    radius = np.tile((1.0, inner), len(angles))[:, None]
    points = np.stack((np.cos(turns), np.sin(turns)), axis=1) * radius
    star = run(np.concatenate((points, points[:1])), bool(generator.random() < 0.4))
    return [star, ellipse(inner / 2, inner / 2)] if generator.random() < 0.4 else [star]


def _petals(generator: Random) -> Strokes:
    angles, inner = _around(generator)
    long = (1 - inner) / 2
    petal = ellipse(long, generator.uniform(0.15, 0.4)) + np.array((inner + long, 0))
    turned = [petal @ np.stack((unit(angle), unit(angle + np.pi / 2))) for angle in angles]
    return [*turned, ellipse(inner, inner)]


def _wheel(generator: Random) -> Strokes:
    angles, inner = _around(generator)
    spokes = [np.outer((-1.0, 1.0), unit(angle / 2)) for angle in angles[: max(2, len(angles) // 2)]]
    return [ellipse(1, 1), *spokes, *([ellipse(inner, inner)] if generator.random() < 0.5 else [])]


def _around(generator: Random) -> tuple[np.ndarray, float]:
    """Three to nine angles at even distances, and the radius of what is in the middle."""
    count = int(generator.integers(3, 10))
    return generator.uniform(0, 2 * np.pi) + 2 * np.pi * np.arange(count) / count, float(generator.uniform(0.1, 0.6))


def _corners(generator: Random) -> Strokes:
    """Stairs, towers, mazes: seven right angles or more, for with fewer it may be a digit of a clock."""
    count, strokes = int(generator.integers(8, 16)), []
    for first in range(generator.integers(1, 3)):
        steps = np.zeros((count, 2))
        lengths = generator.uniform(0.2, 0.7, count) * generator.choice([-1, 1, 1], count)
        steps[np.arange(count), (np.arange(count) + first) % 2] = lengths
        line = np.cumsum(steps, axis=0)
        strokes.append(np.concatenate((line, line[:1])) if generator.random() < 0.4 else line)
    return fitted(strokes)


def _comb(generator: Random) -> Strokes:
    """Lines beside each other, bound by one to three others or by bows: fences, ladders, scallops."""
    count = int(generator.integers(3, 7))
    places = np.linspace(-1, 1, count)
    heights = generator.uniform(0.4, 1) * (1 + generator.normal(0, 0.15, (count, 2)) * generator.integers(0, 2))
    strokes = [np.array([[x, -up], [x, down]]) for x, (up, down) in zip(places, heights, strict=True)]
    if generator.random() < 0.3:
        ends = np.stack((places, 0 * places), axis=1)
        bows = [bow(one, other, -generator.uniform(0.2, 0.6)) for one, other in pairwise(ends)]
        strokes = bows if count > 4 and generator.random() < 0.5 else [*strokes, *bows]
    strokes += [np.array([[-1.2, y], [1.2, y]]) for y in generator.uniform(-0.6, 0.6, generator.integers(1, 4))]
    return [line[:, ::-1] for line in strokes] if generator.random() < 0.5 else strokes


def _pieces(generator: Random) -> Strokes:
    """Halves of three or four different digits, turned and thrown together."""
    strokes: Strokes = []
    for digit in generator.choice(CLASSES, generator.integers(3, 5), replace=False):
        line = max(written(int(digit), 1, generator)[0], key=len)
        begin = int(generator.integers(0, max(1, len(line) // 2)))
        piece = (line[begin : begin + max(4, len(line) // 2)] - MIDDLE) / SIZE
        angle = generator.uniform(0, 2 * np.pi)
        turn = np.stack((unit(angle), unit(angle + np.pi / 2)))
        strokes.append((piece - piece.mean(axis=0)) @ turn + generator.normal(0, 0.5, 2))
    return fitted(strokes)


def _badge(generator: Random) -> Strokes:
    """A letter or a sign in an outline, or over another."""
    sign, other = ([(line - MIDDLE) / SIZE for line in strokes] for strokes in write(SIGNS, 2, generator))
    if generator.random() < 0.6:
        return [outline(generator), *(0.6 * line for line in sign)]
    place, size = generator.normal(0, 0.5, 2), generator.uniform(0.4, 0.9)
    return [*sign, *(size * line + place for line in other)]


_KINDS = (_thing, _pile, _mirrored, _rays, _teeth, _petals, _wheel, _corners, _comb, _pieces, _badge)
_SHARES = (0.27, 0.13, 0.16, 0.04, 0.04, 0.02, 0.03, 0.08, 0.09, 0.07, 0.07)
