"""Figures put together at random of lines, bows, rings, polygons and zigzags: doodles that need no template."""

from __future__ import annotations

import numpy as np

from engine.handwriting.ink import CANVAS
from scripts.shipped_network.synthetic import Strokes, spline_matrix

SIDE = 0.35 * CANVAS  # of a part, about


def figure(generator: np.random.Generator) -> Strokes:
    """Three to six parts, in canvas pixels: of fewer, a digit might be made. Each begins anywhere, or at a point of one
    before it."""
    strokes: Strokes = []
    for _part in range(generator.integers(3, 7)):
        part = _PARTS[generator.integers(len(_PARTS))](generator) * SIDE * np.exp(generator.normal(0, 0.4))
        begin = generator.uniform(0.2 * CANVAS, 0.8 * CANVAS, 2)
        if strokes and generator.random() < 0.7:
            other = strokes[generator.integers(len(strokes))]
            begin = other[generator.integers(len(other))]
        strokes.append(part - part[generator.integers(len(part))] + begin)
    return strokes


def _line(generator: np.random.Generator) -> np.ndarray:
    angle = generator.choice([0, 0.25, 0.5, 0.75]) * np.pi + generator.normal(0, 0.15)
    return np.outer(np.linspace(0, 1.3, 8), (np.cos(angle), np.sin(angle)))


def _bow(generator: np.random.Generator) -> np.ndarray:
    return _ellipse(generator, generator.uniform(0.25, 0.7))


def _ring(generator: np.random.Generator) -> np.ndarray:
    return _ellipse(generator, generator.uniform(0.95, 1.1))


def _ellipse(generator: np.random.Generator, share: float) -> np.ndarray:
    """So much of the way around it."""
    angles = generator.uniform(0, 2 * np.pi) + generator.choice([-1, 1]) * np.linspace(0, 2 * np.pi * share, 40)
    return np.stack((np.cos(angles), np.sin(angles)), axis=1) * generator.uniform(0.25, 0.6, 2)


def _polygon(generator: np.random.Generator) -> np.ndarray:
    """Of three to six corners, closed."""
    corners = generator.integers(3, 7)
    angles = np.sort(generator.uniform(0, 2 * np.pi) + 2 * np.pi * np.arange(corners) / corners)
    points = np.stack((np.cos(angles), np.sin(angles)), axis=1) * generator.uniform(0.3, 0.65, 2)
    points = points + generator.normal(0, 0.06, points.shape)
    return np.concatenate([points, points[:1]])


def _zigzag(generator: np.random.Generator) -> np.ndarray:
    """To and fro, sharp or as a wave."""
    turns = generator.integers(4, 8)
    points = np.stack((np.linspace(0, 1.2, turns), (np.arange(turns) % 2) * generator.uniform(0.2, 0.6)), axis=1)
    points = points + generator.normal(0, 0.05, points.shape)
    angle = generator.uniform(0, 2 * np.pi)
    turned = points @ np.array([[np.cos(angle), np.sin(angle)], [-np.sin(angle), np.cos(angle)]])
    return spline_matrix(turns, []) @ turned if generator.random() < 0.5 else turned


_PARTS = (_line, _bow, _ring, _polygon, _zigzag)
