"""The drawing: strokes that several canvases show and any of them adds to, and the image that they make."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtGui import QUndoCommand, QUndoStack

from engine.digits.pictures import Pasted
from engine.handwriting.ink import FARTHEST, rasterize
from engine.handwriting.numbers.strokes import NumberReader
from engine.words import _
from gui.model.drawn_digits import DrawnDigits
from gui.model.strokes import Stroke, inside


class Drawing(QObject):
    """Strokes on a canvas of ``CANVAS`` x ``CANVAS`` pixels (x to the right, y down), with undo and redo.

    What leaves the canvas is cut off at its edge, so that the network is given what is seen: a stroke that leaves and
    comes back is two lines, yet one step for ``undo``. Instead of strokes there may be a ``picture`` that was pasted:
    the first stroke replaces it.

    ``empty``: whether there is no ink. ``removals`` counts how often ink was taken away: as long as it stays the same,
    lines have only been added or grown. ``digits``: those that it is made of. ``image``: (28, 28) uint8, what a network
    gets of it or, of several digits, of the one that is shown; None while it is empty.
    """

    changed = Signal()
    """There is more or less ink than before: at most once for each call, and so for each event of the pen."""
    image_changed = Signal()
    """``image`` is another: once for all that the pen has done since the window last had time to look."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.stack = QUndoStack(self)
        self.picture: Pasted | None = None
        self.empty = True
        self.removals = 0
        self.image: np.ndarray | None = None
        self.digits = DrawnDigits(self)
        self.digits.pointed.connect(self._on_pointed)
        self._shown: list[Stroke] = []
        self._strokes: list[np.ndarray] | None = []  # None: not put together since they were changed
        self._open: Stroke | None = None
        self._begun = 0
        self._rubbed: tuple[_Step, int] | None = None  # what the eraser, which is still down, did, and where it stands
        self._adjusted: tuple[_Step, int] | None = None  # how a picture was read last, and where that step stands
        self._look_soon = QTimer(self, interval=0, singleShot=True)  # many events of the pen, one image
        self._look_soon.timeout.connect(self._make_image)
        self.changed.connect(self._look_soon.start)

    def begin(self, x: float, y: float) -> int:
        """Put the pen down; a stroke that is still open ends. Returns the number of the stroke."""
        self._open = Stroke()
        self._begun += 1
        self._add(np.array([[x, y]], np.float64))
        return self._begun

    def extend(self, points: Sequence[tuple[float, float]] | np.ndarray) -> None:
        """Move the pen over ``points``, (n, 2) in canvas pixels. Without an open stroke nothing happens."""
        if self._open is not None and len(points):
            self._add(np.asarray(points, np.float64).reshape(-1, 2))

    def end(self) -> None:
        """Lift the pen."""
        if self._open is not None:
            self._open = None
            if self.digits.reader is not None and len(self.strokes()) == 1:
                self._look_soon.start()  # it may be two digits

    @property
    def open_stroke(self) -> int | None:
        """The number of the stroke that is being drawn: whoever began another one knows that it is not theirs."""
        return None if self._open is None else self._begun

    def strokes(self) -> list[np.ndarray]:
        """Each line as an (n, 2) float64 view, n >= 1: nothing is copied, and later ink does not change them."""
        if self._strokes is None:
            self._strokes = [line.points for stroke in self._shown for line in stroke.lines]
        return self._strokes

    def shown_image(self) -> np.ndarray | None:
        """(28, 28) of the digit that is shown, if it is a picture's; None where it was drawn."""
        if self.picture is None:
            return None
        return self.picture.image if self.digits.shown is None else self.digits.shown.image

    def shown_strokes(self) -> list[np.ndarray]:
        """Those of the digit that is shown; all of them, where the drawing is one."""
        self.look_now()
        shown, lines = self.digits.shown, self.strokes()
        return lines if shown is None else list(shown.lines) or [lines[at] for at in shown.strokes]

    def look_without_shown(self) -> Look:
        """What is left on the canvas without the digit that is shown; of a picture with several, all of it."""
        if self.picture is not None and self.digits.number:
            return self.look()
        gone = {id(line) for line in self.shown_strokes()}
        if self.digits.shown is not None and self.digits.shown.lines:
            others = [digit for digit in self.digits.number.digits if digit is not self.digits.shown]
            return _drawn([line for digit in others for line in digit.lines])
        return Look([stroke for stroke in (one.without(gone) for one in self._shown) if stroke.lines], None)

    def set_reader(self, reader: NumberReader | None) -> None:
        """Who tells several digits apart; without anybody the drawing is always one."""
        self.digits.reader = reader
        if not self.empty:
            self._look_soon.start()

    @property
    def can_undo(self) -> bool:
        return self.stack.canUndo()

    @property
    def can_redo(self) -> bool:
        return self.stack.canRedo()

    def undo(self) -> None:
        """Take back the last step: a stroke (also one that is still open), or what was cleared, erased or pasted."""
        self.end()
        self.stack.undo()

    def redo(self) -> None:
        """Do again what was last undone, unless something was drawn since."""
        self.end()
        self.stack.redo()

    def clear(self) -> None:
        """Remove all ink; ``undo`` brings it back."""
        if not self.empty:
            self._step(_("clearing"), NOTHING)

    def start_anew(self) -> None:
        """No ink, and nothing to take back: what comes is another drawing."""
        if not self.empty:
            self.show_look(NOTHING)
        self.stack.clear()
        self._adjusted = None

    def look(self) -> Look:
        """What is on the canvas now; ``show_look`` brings it back."""
        return Look(self._shown, self.picture)

    def show_picture(self, picture: Pasted) -> None:
        """Show a pasted picture instead of what was drawn."""
        self._adjusted = None
        self._step(_("picture"), Look([], picture))

    def adjust_picture(self, picture: Pasted) -> None:
        """Show the same picture read in another way: with what was done to it just before it is one step."""
        if self._adjusted is not None and self._adjusted[1] == self.stack.index() == self.stack.count():
            self._adjusted[0].after = Look([], picture)
            self.show_look(self._adjusted[0].after)
        else:
            self._adjusted = self._step(_("reading of the picture"), Look([], picture)), self.stack.index()

    def show_strokes(self, strokes: Sequence[np.ndarray]) -> None:
        """Show these strokes, (n, 2) each in canvas pixels, instead of what was drawn."""
        self._step(_("drawing"), _drawn(strokes))

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
        if len(left) < len(self._shown) or (self.picture is not None and all(map(inside, way))):
            self._rub(Look(left, None))

    def _rub(self, after: Look) -> None:
        if self._rubbed is not None and self._rubbed[1] == self.stack.index() == self.stack.count():
            self._rubbed[0].after = after
            self.show_look(after)
        else:
            self._rubbed = self._step(_("erasing"), after), self.stack.index()

    def _step(self, name: str, after: Look) -> _Step:
        step = _Step(self, name, self.look(), after)
        self.stack.push(step)  # which does it
        return step

    def _add(self, points: np.ndarray) -> None:
        stroke = self._open
        assert stroke is not None
        if not stroke.add(points[(np.abs(points) < FARTHEST).all(axis=1)]):  # false for NaN, too
            return
        if self.picture is not None:
            self._step(_("stroke"), Look([stroke], None))
            self._open = stroke
        elif not self._shown or self._shown[-1] is not stroke:
            self.stack.push(_Added(self, stroke))
            self._open = stroke
        else:
            self._strokes = None
            self.changed.emit()

    def look_now(self) -> None:
        """Where the image is about to be made of what was drawn last, make it before anything is said of it."""
        if self._look_soon.isActive():
            self._make_image()

    def _make_image(self) -> None:
        self._look_soon.stop()
        self.image = self.digits.look(self.strokes(), self.picture, self._whole(), self._open is not None)
        self.image_changed.emit()

    def _whole(self) -> np.ndarray | None:
        """The image of all that is on the canvas."""
        if self.picture is not None:
            return self.picture.image
        return None if self.empty else rasterize(self.strokes())

    def _on_pointed(self) -> None:
        if self.digits.shown is not None:
            self.image = self.digits.shown.image
            self.image_changed.emit()

    # For the steps of the stack, which the window may undo without asking.

    def show_look(self, look: Look) -> None:
        self.end()
        self._shown, self.picture = list(look.strokes), look.picture  # a list of its own: strokes are added to it
        self.removals += 1
        self._tell()

    def show_stroke(self, stroke: Stroke) -> None:
        self.end()
        self._shown.append(stroke)
        self._tell()

    def drop_stroke(self) -> None:
        self.end()
        self._shown.pop()
        self.removals += 1
        self._tell()

    def _tell(self) -> None:
        self._strokes = None
        self.empty = not self._shown and self.picture is None
        self.changed.emit()


class Look(NamedTuple):
    """What is on the canvas: strokes, or a picture."""

    strokes: list[Stroke]
    picture: Pasted | None


NOTHING = Look([], None)


def _drawn(strokes: Sequence[np.ndarray]) -> Look:
    """As they look when a pen draws them, (n, 2) each in canvas pixels."""
    shown = [Stroke() for _points in strokes]
    inked = [stroke.add(np.asarray(points, np.float64)) for stroke, points in zip(shown, strokes, strict=True)]
    return Look([stroke for stroke, ink in zip(shown, inked, strict=True) if ink], None)


class _Added(QUndoCommand):
    """A stroke was added; it may still grow."""

    def __init__(self, drawing: Drawing, stroke: Stroke) -> None:
        super().__init__(_("stroke"))
        self._drawing, self._stroke = drawing, stroke

    def redo(self) -> None:
        self._drawing.show_stroke(self._stroke)

    def undo(self) -> None:
        self._drawing.drop_stroke()


class _Step(QUndoCommand):
    """Anything else that was done, as it looked before and after."""

    def __init__(self, drawing: Drawing, name: str, before: Look, after: Look) -> None:
        super().__init__(name)
        self._drawing, self._before, self.after = drawing, before, after

    def redo(self) -> None:
        self._drawing.show_look(self.after)

    def undo(self) -> None:
        self._drawing.show_look(self._before)
