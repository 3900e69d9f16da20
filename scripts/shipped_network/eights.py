"""Eights as the poses of ``ways`` have too few of: loops of any two sizes, one of them narrow or closed to a stroke,
begun anywhere on the way, open or overshot at the end, put together of an S and a way back, or of two rings.

The way is a lemniscate whose halves are stretched each for itself; a hand then slants and bends it (``synthetic``).
"""

from __future__ import annotations

from itertools import chain

import numpy as np

from engine.digits.dataset import Digits
from scripts.shipped_network.synthetic import Strokes, by_hands, drawn, pens

EIGHT = 8
POINTS = 17
"""Of a stroke, between which the pen runs smoothly."""
NARROW = (0.05, 0.2)
"""Shares of the eights whose upper loop is narrow, and whose lower one is closed to a stroke or nearly."""
OPEN = 0.25
"""Share of those whose ends stay apart."""
WAYS = (0.6, 0.15, 0.1, 0.15)
"""Shares of those in one stroke from the top, from the waist, in two strokes, and as two rings."""


def eights(count: int, seed: int) -> Digits:
    """``count`` images of eights, in random order. The same seed gives the same. Takes about 0.5 ms each."""
    generator = np.random.default_rng(seed)
    images = drawn(written_eights(count, generator), pens(count, generator))
    return Digits(images, np.full(count, EIGHT, np.int64), "eights")


def written_eights(count: int, generator: np.random.Generator) -> list[Strokes]:
    """Their strokes, in canvas pixels, in random order."""
    counts = generator.multinomial(count, WAYS)
    makers = (_from_the_top, _from_the_waist, _in_two, _as_rings)
    kinds = [
        by_hands(strokes, [[] for _stroke in strokes], generator)
        for number, make in zip(counts, makers, strict=True)
        if (strokes := make(number, generator)) and number
    ]
    drawings = list(chain.from_iterable([*map(list, zip(*lines, strict=True))] for lines in kinds))
    return [drawings[at] for at in generator.permutation(count)]


def _from_the_top(count: int, generator: np.random.Generator) -> list[np.ndarray]:
    """Begun at the top right and to the left first, as an S begins; every fifth mirrored."""
    begin, more = generator.uniform(-0.2, 1.2, count), generator.normal(0.05, 0.2, count)
    toward = np.where(generator.random(count) < 0.2, 1, -1)
    return [_on(count, begin, toward, more, generator)]


def _from_the_waist(count: int, generator: np.random.Generator) -> list[np.ndarray]:
    begin = generator.choice([-1, 1], count) * np.pi / 2 + generator.normal(0, 0.2, count)
    return [_on(count, begin, generator.choice([-1, 1], count), generator.normal(0.05, 0.2, count), generator)]


def _on(
    count: int, begin: np.ndarray, toward: np.ndarray, more: np.ndarray, generator: np.random.Generator
) -> np.ndarray:
    """The way once round from ``begin``, and so much farther; where it stays open, the ends part."""
    shares = np.linspace(0, 1, POINTS)
    is_open = generator.random(count) < OPEN
    more = np.where(is_open, -generator.uniform(0, 0.7, count), more)
    angles = begin[:, None] + toward[:, None] * shares * (2 * np.pi + more[:, None])
    apart = np.where(is_open[:, None], generator.normal(0, 9, (count, 2)), 0)
    return _Loops(count, generator).at(angles) + shares[:, None] ** 4 * apart[:, None]


def _in_two(count: int, generator: np.random.Generator) -> list[np.ndarray]:
    """An S, or half of it, and the way back as a stroke of its own."""
    begin, turn = generator.uniform(0, 1.1, (count, 1)), np.pi * generator.uniform(0.8, 1.3, (count, 1))
    loops, shares = _Loops(count, generator), np.linspace(0, 1, POINTS)
    slack = generator.normal(0, 0.15, (count, 2, 1))
    there = loops.at(begin - shares * turn)
    back = loops.at(begin + slack[:, 0] + shares * (2 * np.pi - turn + slack[:, 1]))
    return [there, back]


def _as_rings(count: int, generator: np.random.Generator) -> list[np.ndarray]:
    """One above the other: near, touching, or a little over each other."""
    loops, shares = _Loops(count, generator), np.linspace(0, 1, POINTS)
    rings = []
    for high, wide, side in ((loops.upper, loops.wide_above, -1), (loops.lower, loops.wide_below, 1)):
        turn = 2 * np.pi * (1 + generator.normal(0.02, 0.05, (count, 1)))
        angles = generator.uniform(0, 2 * np.pi, (count, 1)) + generator.choice([-1, 1], (count, 1)) * shares * turn
        gap = generator.normal(-1, 3, (count, 1))
        x, y = 50 + wide * np.sin(angles), loops.waist + side * (high / 2 + gap) + high / 2 * np.cos(angles)
        rings.append(np.stack((x, y), axis=2))
    return rings


class _Loops:
    """The loops of ``count`` eights in a box of 100: heights, (count, 1) each, and half of the widths."""

    def __init__(self, count: int, generator: np.random.Generator):
        self.waist = np.clip(generator.normal(46, 9, (count, 1)), 25, 70)
        self.upper, self.lower = self.waist, 100 - self.waist
        usual = np.maximum(np.exp(generator.normal(0, 0.25, (count, 2))), 0.75)
        which = np.digitize(generator.random(count), np.cumsum(NARROW))[:, None] == (0, 1)
        usual = np.where(which.any(axis=1, keepdims=True), np.maximum(usual, 1.0), usual)
        share = np.where(which, generator.uniform((0.25, 0.05), (0.6, 0.4), (count, 2)), usual)
        self.wide_above, self.wide_below = 28 * share[:, :1], 32 * share[:, 1:]
        self._round = generator.uniform(1, 1.7, (count, 1))

    def at(self, angles: np.ndarray) -> np.ndarray:
        """(count, k, 2) of (count, k) angles: 0 is the top, a quarter the waist, a half the foot."""
        down = np.cos(angles)
        above = down > 0
        x = 50 + np.where(above, self.wide_above, self.wide_below) * np.sin(2 * angles)
        y = self.waist - np.where(above, self.upper, self.lower) * np.sign(down) * np.abs(down) ** self._round
        return np.stack((x, y), axis=2)
