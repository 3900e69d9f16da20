"""One movement of the pen, from touching down to lifting: the lines of it that lie on the canvas."""

from __future__ import annotations

import numpy as np

from engine.handwriting.eraser import touches
from engine.handwriting.ink import CANVAS


class Stroke:
    """``lines``: what leaves the canvas and comes back is two of them."""

    def __init__(self) -> None:
        self.lines: list[_Line] = []
        self._pen: np.ndarray | None = None
        self._on_canvas = False

    def touched(self, way: np.ndarray, reach: float) -> bool:
        return any(touches(line.points, way, reach) for line in self.lines)

    def without(self, gone: set[int]) -> Stroke:
        """The stroke without the lines whose points have these ids; itself, if it has none of them."""
        left = [line for line in self.lines if id(line.points) not in gone]
        if len(left) == len(self.lines):
            return self
        rest = Stroke()
        rest.lines = left
        return rest

    def add(self, points: np.ndarray) -> bool:
        """Move the pen over ``points``; whether that left ink on the canvas."""
        if not len(points):
            return False
        inside = ((points >= 0) & (points <= CANVAS)).all(axis=1)
        edges = np.flatnonzero(inside[1:] != inside[:-1]) + 1
        inked = False
        for part, on_canvas in zip(np.split(points, edges), inside[np.r_[0, edges]].tolist(), strict=True):
            inked |= self._add_part(part, on_canvas)
        return inked

    def _add_part(self, points: np.ndarray, on_canvas: bool) -> bool:
        """Points that all lie on the canvas, or all beside it."""
        inked = False
        if not on_canvas:
            for point in points:  # each of them: the way between two may cross the canvas
                inked |= self._step(point)
            return inked
        if not self._on_canvas:
            inked, points = self._step(points[0]), points[1:]
        if not len(points):
            return inked
        self.lines[-1].append(points)
        self._pen = points[-1]
        return True

    def _step(self, point: np.ndarray) -> bool:
        before = point if self._pen is None else self._pen
        was_on, self._on_canvas = self._on_canvas, inside(point)
        self._pen = point
        visible = _clip(before, point)
        if visible is None:
            return False
        if was_on:
            self.lines[-1].append(visible[1:])
        else:
            self.lines.append(_Line(visible[:1] if before is point else visible))
        return True


class _Line:
    """``points``: (n, 2), n >= 1, a view of a buffer that doubles when it is full, so that ten thousand events copy
    each point twice at most."""

    def __init__(self, points: np.ndarray) -> None:
        self._buffer = np.empty((64, 2))
        self.points = self._buffer[:0]
        self.append(points)

    def append(self, points: np.ndarray) -> None:
        before = len(self.points)
        count = before + len(points)
        if count > len(self._buffer):
            larger = np.empty((2 * count, 2))
            larger[:before] = self.points
            self._buffer = larger
        self._buffer[before:count] = points
        self.points = self._buffer[:count]
        self.points.flags.writeable = False


def inside(point: np.ndarray) -> bool:
    x, y = point.tolist()  # numpy takes ten times as long for two numbers
    return 0 <= x <= CANVAS and 0 <= y <= CANVAS


def _clip(start: np.ndarray, stop: np.ndarray) -> np.ndarray | None:
    """The part of the way that is on the canvas, (2, 2), or None (Liang and Barsky, 1984)."""
    first, last = 0.0, 1.0
    (x, y), (to_x, to_y) = start.tolist(), stop.tolist()
    for origin, distance in ((x, to_x - x), (y, to_y - y)):
        if distance == 0:
            if not 0 <= origin <= CANVAS:
                return None
            continue
        enters, leaves = sorted((-origin / distance, (CANVAS - origin) / distance))
        first, last = max(first, enters), min(last, leaves)
    if first > last:
        return None
    ends = [(x + share * (to_x - x), y + share * (to_y - y)) for share in (first, last)]
    return np.array([[min(max(place, 0.0), CANVAS) for place in end] for end in ends])
