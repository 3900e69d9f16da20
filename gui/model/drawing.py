"""The drawing: strokes that several canvases show and any of them adds to."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from PySide6.QtCore import QObject, Signal

from engine.handwriting.eraser import touches
from engine.handwriting.ink import CANVAS, FARTHEST
from engine.handwriting.pictures import Pasted


class Drawing(QObject):
    """Strokes on a canvas of ``CANVAS`` x ``CANVAS`` pixels (x to the right, y down), with undo and redo.

    What leaves the canvas is cut off at its edge, so that the network is given what is seen: a stroke that leaves and
    comes back is two lines, yet one step for ``undo``. Instead of strokes there may be a pasted picture: the first
    stroke replaces it.
    """

    changed = Signal()
    """There is more or less ink than before: at most once for each call, and so for each event of the pen."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._shown: list[_Stroke] = []
        self._picture: Pasted | None = None
        self._open: _Stroke | None = None
        self._begun = 0
        self._removals = 0
        self._rubbed: _Look | None = None  # how it looked before the eraser, which is still down, erased anything
        # An entry of _done is how it looked before a step, or None if a stroke was added; of _undone, how it looked
        # after the step, or that stroke.
        self._done: list[_Look | None] = []
        self._undone: list[_Look | _Stroke] = []

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
    def picture(self) -> Pasted | None:
        """The pasted picture that is shown instead of strokes."""
        return self._picture

    @property
    def empty(self) -> bool:
        return not self._shown and self._picture is None

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
        """Take back the last step: a stroke (also one that is still open), or what was cleared, erased or pasted."""
        self.end()
        if not self._done:
            return
        before = self._done.pop()
        if before is None:
            self._undone.append(self._shown.pop())
            self._removals += 1
        else:
            self._undone.append(self._look())
            self._restore(before)
        self.changed.emit()

    def redo(self) -> None:
        """Do again what was last undone, unless something was drawn since."""
        self.end()
        if not self._undone:
            return
        after = self._undone.pop()
        if isinstance(after, _Stroke):
            self._done.append(None)
            self._shown.append(after)
        else:
            self._done.append(self._look())
            self._restore(after)
        self.changed.emit()

    def clear(self) -> None:
        """Remove all ink; ``undo`` brings it back."""
        self.end()
        if not self.empty:
            self._step(_Look([], None))

    def show_picture(self, picture: Pasted) -> None:
        """Show a pasted picture instead of what was drawn."""
        self.end()
        self._step(_Look([], picture))

    def show_strokes(self, strokes: Sequence[np.ndarray]) -> None:
        """Show these strokes, (n, 2) each in canvas pixels, instead of what was drawn."""
        self.end()
        shown = [_Stroke() for _ in strokes]
        inked = [stroke.add(np.asarray(points, np.float64)) for stroke, points in zip(shown, strokes, strict=True)]
        self._step(_Look([stroke for stroke, ink in zip(shown, inked, strict=True) if ink], None))

    def erase(self, start: tuple[float, float], stop: tuple[float, float], reach: float, goes_on: bool = False) -> None:
        """Remove each stroke, or the picture, that an eraser touches on its way, in canvas pixels.

        ``reach``: how near counts as touched. ``goes_on``: the eraser was not lifted since the last call, and all that
        it removes is one step for ``undo``.
        """
        self.end()
        way = np.array([start, stop], np.float64)
        if not goes_on:
            self._rubbed = None
        if not (np.abs(way) < FARTHEST).all():
            return
        left = [stroke for stroke in self._shown if not stroke.touched(way, reach)]
        if len(left) < len(self._shown) or (self._picture is not None and all(map(_inside, way))):
            self._rub(_Look(left, None))

    def _rub(self, after: _Look) -> None:
        if self._rubbed is not None and self._done and self._done[-1] is self._rubbed:
            self._restore(after)
            self.changed.emit()
        else:
            self._rubbed = self._look()
            self._step(after, self._rubbed)

    def _look(self) -> _Look:
        return _Look(self._shown, self._picture)

    def _step(self, after: _Look, before: _Look | None = None) -> None:
        self._done.append(before or self._look())
        self._undone.clear()
        self._restore(after)
        self.changed.emit()

    def _restore(self, look: _Look) -> None:
        self._shown, self._picture = list(look.strokes), look.picture  # a list of its own: strokes are added to it
        self._removals += 1

    def _add(self, points: np.ndarray) -> None:
        stroke = self._open
        assert stroke is not None
        if not stroke.add(points[(np.abs(points) < FARTHEST).all(axis=1)]):  # false for NaN, too
            return
        if self._picture is not None:
            self._step(_Look([stroke], None))
            return
        if not self._shown or self._shown[-1] is not stroke:
            self._shown.append(stroke)
            self._done.append(None)
            self._undone.clear()
        self.changed.emit()


class _Look(NamedTuple):
    """What is on the canvas: strokes, or a picture."""

    strokes: list[_Stroke]
    picture: Pasted | None


class _Stroke:
    """One movement of the pen, from touching down to lifting: the lines of it that lie on the canvas."""

    def __init__(self) -> None:
        self.lines: list[_Line] = []
        self._pen: np.ndarray | None = None
        self._on_canvas = False

    def touched(self, way: np.ndarray, reach: float) -> bool:
        return any(touches(line.points(), way, reach) for line in self.lines)

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


def _inside(point: np.ndarray) -> bool:
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
