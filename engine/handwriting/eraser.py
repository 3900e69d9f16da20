"""Geometry of pen strokes: what an eraser touches."""

from __future__ import annotations

import numpy as np

SPACING = 4.0
"""Canvas pixels between two looks along the eraser's way: far less than the width of the ink."""


def touches(line: np.ndarray, way: np.ndarray, reach: float) -> bool:
    """Whether an eraser on its way comes within ``reach`` of a line.

    ``line``: (n, 2) points of a stroke, n >= 1; ``way``: (2, 2) from where to where the eraser goes; all of it in
    canvas pixels.
    """
    if (line.min(axis=0) > way.max(axis=0) + reach).any() or (line.max(axis=0) < way.min(axis=0) - reach).any():
        return False
    looks = int(np.abs(way[1] - way[0]).max() / SPACING) + 2
    return any(_distance(line, spot) <= reach for spot in np.linspace(way[0], way[1], looks))


def _distance(line: np.ndarray, spot: np.ndarray) -> float:
    """From a spot to the nearest place on a line."""
    starts = line[:-1] if len(line) > 1 else line
    steps = np.diff(line, axis=0) if len(line) > 1 else np.zeros_like(line)
    lengths = (steps**2).sum(axis=1)
    along = ((spot - starts) * steps).sum(axis=1) / np.where(lengths > 0, lengths, 1.0)
    nearest = starts + np.clip(along, 0.0, 1.0)[:, None] * steps
    return float(np.sqrt(((nearest - spot) ** 2).sum(axis=1).min()))
