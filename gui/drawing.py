"""The drawing: strokes that several canvases show and any of them adds to."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from PySide6.QtCore import QObject, Signal

from engine.ink import CANVAS, FARTHEST


class Drawing(QObject):
    """Strokes on a canvas of ``CANVAS`` x ``CANVAS`` pixels (x to the right, y down), with undo and redo.

    What leaves the canvas is cut off at its edge, so that the network is given what is seen: a stroke that leaves and
    comes back is two lines, yet one step for ``undo``.
    """

    changed = Signal()
    """There is more or less ink than before: at most once for each call, and so for each event of the pen."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._shown: list[_Stroke] = []
        self._open: _Stroke | None = None
        self._begun = 0
        self._removals = 0
        # An entry of _done is what a clear removed, or None for a stroke; of _undone, a stroke, or None for a clear.
        self._done: list[list[_Stroke] | None] = []
        self._undone: list[_Stroke | None] = []

    def begin(self, x: float, y: float) -> int:
        """Put the pen down; a stroke that is still open ends. Returns the number of the stroke."""
        self.end()
        self._open = _Stroke()
        self._begun += 1
        self._add(np.array([[x, y]], np.float64))
        return self._begun

    def extend(self, points: Sequence[tuple[float, float]] | np.ndarray) -> None:
        """Move the pen over ``points``, (n, 2) in canvas pixels. Without an open stroke nothing happens."""
        if self._open is not None and len(points):
            self._add(np.asarray(points, np.float64).reshape(-1, 2))

    def end(self) -> None:
        """Lift the pen."""
        self._open = None

    @property
    def open_stroke(self) -> int | None:
        """The number of the stroke that is being drawn: whoever began another one knows that it is not theirs."""
        return None if self._open is None else self._begun

    def strokes(self) -> list[np.ndarray]:
        """Each line as an (n, 2) float64 view, n >= 1: nothing is copied, and later ink does not change them."""
        return [line.points() for stroke in self._shown for line in stroke.lines]

    @property
    def empty(self) -> bool:
        return not self._shown

    @property
    def removals(self) -> int:
        """Counts how often ink was taken away: as long as it stays the same, lines have only been added or grown."""
        return self._removals

    @property
    def can_undo(self) -> bool:
        return bool(self._done)

    @property
    def can_redo(self) -> bool:
        return bool(self._undone)

    def undo(self) -> None:
        """Take back the last stroke (also one that is still open), or the last ``clear``."""
        self.end()
        if not self._done:
            return
        cleared = self._done.pop()
        if cleared is None:
            self._undone.append(self._shown.pop())
            self._removals += 1
        else:
            self._undone.append(None)
            self._shown = cleared
        self.changed.emit()

    def redo(self) -> None:
        """Do again what was last undone, unless something was drawn since."""
        self.end()
        if not self._undone:
            return
        stroke = self._undone.pop()
        if stroke is None:
            self._remove_all()
        else:
            self._done.append(None)
            self._shown.append(stroke)
        self.changed.emit()

    def clear(self) -> None:
        """Remove all ink; ``undo`` brings it back."""
        self.end()
        if self._shown:
            self._undone.clear()
            self._remove_all()
            self.changed.emit()

    def _remove_all(self) -> None:
        self._done.append(self._shown)
        self._shown = []
        self._removals += 1

    def _add(self, points: np.ndarray) -> None:
        stroke = self._open
        assert stroke is not None
        if not stroke.add(points[(np.abs(points) < FARTHEST).all(axis=1)]):  # false for NaN, too
            return
        if not self._shown or self._shown[-1] is not stroke:
            self._shown.append(stroke)
            self._done.append(None)
            self._undone.clear()
        self.changed.emit()


class _Stroke:
    """One movement of the pen, from touching down to lifting: the lines of it that lie on the canvas."""

    def __init__(self) -> None:
        self.lines: list[_Line] = []
        self._pen: np.ndarray | None = None
        self._on_canvas = False

    def add(self, points: np.ndarray) -> bool:
        """Move the pen over ``points``; whether that left ink on the canvas."""
        if self._on_canvas and len(points) and _inside(points):
            self.lines[-1].append(points)
            self._pen = points[-1]
            return True
        inked = False
        for point in points:
            inked |= self._step(point)
        return inked

    def _step(self, point: np.ndarray) -> bool:
        before = point if self._pen is None else self._pen
        was_on, self._on_canvas = self._on_canvas, _inside(point)
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
    """Points in a buffer that doubles when it is full, so that ten thousand events copy each point twice at most."""

    def __init__(self, points: np.ndarray) -> None:
        self._buffer = np.empty((64, 2))
        self._count = 0
        self.append(points)

    def append(self, points: np.ndarray) -> None:
        count = self._count + len(points)
        if count > len(self._buffer):
            larger = np.empty((2 * count, 2))
            larger[: self._count] = self._buffer[: self._count]
            self._buffer = larger
        self._buffer[self._count : count] = points
        self._count = count

    def points(self) -> np.ndarray:
        view = self._buffer[: self._count]
        view.flags.writeable = False
        return view


def _inside(points: np.ndarray) -> bool:
    return bool(np.all((points >= 0) & (points <= CANVAS)))


def _clip(start: np.ndarray, stop: np.ndarray) -> np.ndarray | None:
    """The part of the way that is on the canvas, (2, 2), or None (Liang and Barsky, 1984)."""
    first, last = 0.0, 1.0
    way = stop - start
    for origin, distance in zip(start.tolist(), way.tolist(), strict=True):
        if distance == 0:
            if not 0 <= origin <= CANVAS:
                return None
            continue
        enters, leaves = sorted((-origin / distance, (CANVAS - origin) / distance))
        first, last = max(first, enters), min(last, leaves)
    if first > last:
        return None
    return np.clip(np.array([start + first * way, start + last * way]), 0, CANVAS)
