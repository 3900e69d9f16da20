"""Outlines, and what is in them or stuck to them: the parts of ``doodling``, in units of about -1 to 1, y down."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from scripts.shipped_network.synthetic import Strokes, spline_matrix

Random = np.random.Generator
Outline = np.ndarray


def outline(generator: Random) -> Outline:
    """Closed, about 1 from its middle, (n, 2)."""
    return _OUTLINES[generator.integers(len(_OUTLINES))](generator)


def details(around: Outline, count: int, generator: Random, mirrored: bool = False) -> Strokes:
    """So many things in an outline or stuck to it; every fourth of them twice, as eyes and legs are, or all of them."""
    found: Strokes = []
    for _detail in range(count):
        detail = _DETAILS[generator.integers(len(_DETAILS))](around, generator)
        found.append(detail)
        if mirrored or generator.random() < 0.25:
            found.append(detail * (-1, 1))
    return found


def ellipse(wide: float, high: float) -> Outline:
    angles = np.linspace(0, 2 * np.pi, 40)
    return np.stack((wide * np.cos(angles), high * np.sin(angles)), axis=1)


def bow(first: np.ndarray, second: np.ndarray, high: float) -> np.ndarray:
    """From one point to the other, bent to the side by so much."""
    shares, way = np.linspace(0, 1, 12)[:, None], second - first
    aside = np.array((-way[1], way[0])) / max(np.hypot(*way), 1e-6)
    return first + shares * way + 4 * shares * (1 - shares) * high * aside


def unit(angle: float) -> np.ndarray:
    return np.array((np.cos(angle), np.sin(angle)))


def run(points: np.ndarray, smooth: bool) -> np.ndarray:
    """The way of a pen through points, as a curve or from corner to corner."""
    return spline_matrix(len(points), []) @ points if smooth else points


def dense(line: np.ndarray) -> np.ndarray:
    """With points between its own, so that a straight line can be bent."""
    if len(line) > 30:
        return line
    places = np.linspace(0, len(line) - 1, 6 * (len(line) - 1) + 1)
    return np.stack([np.interp(places, np.arange(len(line)), line[:, axis]) for axis in (0, 1)], axis=1)


def fitted(strokes: Strokes) -> Strokes:
    """As a whole about -1 to 1."""
    points = np.concatenate(strokes)
    low, high = points.min(axis=0), points.max(axis=0)
    return [2 * (line - (low + high) / 2) / max(float((high - low).max()), 1e-6) for line in strokes]


def _blob(generator: Random) -> Outline:
    angles = np.linspace(0, 2 * np.pi, 60)
    radius = np.ones(60)
    for number in (2, 3, 4, 5):
        radius += generator.normal(0, 0.35 / number) * np.cos(number * angles + generator.uniform(0, 6))
    return np.stack((np.cos(angles), np.sin(angles)), axis=1) * np.clip(radius, 0.25, 2)[:, None]


def _polygon(generator: Random) -> Outline:
    """Of three to seven corners, near or far from the middle."""
    count = int(generator.integers(3, 8))
    steps = np.arange(count) + generator.uniform(-0.3, 0.3, count)
    angles = generator.uniform(0, 2 * np.pi) + 2 * np.pi / count * steps
    points = np.stack((np.cos(angles), np.sin(angles)), axis=1) * generator.uniform(0.5, 1.1, (count, 1))
    return dense(np.concatenate((points, points[:1])))


def _box(generator: Random) -> Outline:
    """Every third narrower at its foot, or at its head."""
    wide, high = generator.uniform(0.4, 1.1, 2)
    foot = wide * (generator.uniform(0, 1) if generator.random() < 1 / 3 else 1.0)
    points = np.array([[-wide, -high], [wide, -high], [foot, high], [-foot, high], [-wide, -high]])
    return dense(points * generator.choice([-1, 1]))


def _round(generator: Random) -> Outline:
    return ellipse(*generator.uniform(0.4, 1.1, 2))


def _chord(around: Outline, generator: Random) -> np.ndarray:
    first, far = int(generator.integers(len(around))), generator.uniform(0.3, 0.7)
    return bow(around[first], _farther(around, first, far), generator.normal(0, 0.15))


def _handle(around: Outline, generator: Random) -> np.ndarray:
    first, far = int(generator.integers(len(around))), generator.uniform(0.1, 0.4)
    return bow(around[first], _farther(around, first, far), generator.uniform(0.3, 0.8) * generator.choice([-1, 1]))


def _farther(around: Outline, first: int, share: float) -> np.ndarray:
    return around[(first + int(share * len(around))) % len(around)]


def _stick(around: Outline, generator: Random) -> np.ndarray:
    """Outward, or nearly."""
    begin = around[generator.integers(len(around))]
    out = begin - around.mean(axis=0)
    angle = np.arctan2(out[1], out[0]) + generator.normal(0, 0.4)
    return bow(begin, begin + generator.uniform(0.3, 1.1) * unit(angle), generator.normal(0, 0.15))


def _dot(around: Outline, generator: Random) -> np.ndarray:
    return around.mean(axis=0) + generator.uniform(-0.6, 0.6, 2) + np.array([[0, 0], [0.03, 0.04]])


def _ring(around: Outline, generator: Random) -> np.ndarray:
    place = around[generator.integers(len(around))] * generator.choice([0.4, 0.7, 1.0])
    return place + ellipse(*generator.uniform(0.1, 0.35, 2))


def _zigzag(around: Outline, generator: Random) -> np.ndarray:
    count = int(generator.integers(4, 8))
    line = np.stack((np.linspace(-0.7, 0.7, count), (np.arange(count) % 2) * generator.uniform(0.15, 0.4)), axis=1)
    turned = line[:, ::-1] if generator.random() < 0.3 else line
    place = around.mean(axis=0) + generator.normal(0, 0.4, 2)
    return run(turned * generator.uniform(0.5, 1.2) + place, bool(generator.random() < 0.5))


_OUTLINES: tuple[Callable[[Random], Outline], ...] = (_blob, _polygon, _box, _round)
_DETAILS = (_chord, _chord, _stick, _stick, _handle, _dot, _ring, _zigzag)
