"""The digits that the drawing is made of, and which of them is shown: the one pointed at, or drawn last."""

from __future__ import annotations

from collections.abc import Sequence
from weakref import WeakKeyDictionary

import numpy as np
from PySide6.QtCore import QObject, Signal

from engine.digits.pictures import Pasted
from engine.handwriting.numbers.number import ONE, Digit, Number
from engine.handwriting.numbers.strokes import NumberReader
from engine.networks.network import FeedForward


class DrawnDigits(QObject):
    """``number``: what was found. ``place``: which of its digits is shown, counted from 0 and from the left.

    Without a reader every drawing is one digit.
    """

    changed = Signal()
    """Others were found, their ink has grown, or another is shown: there are several, or were."""
    pointed = Signal()
    """Another is shown, because the person points at it."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.number, self.place = ONE, 0
        self.reader: NumberReader | None = None
        self._of_pictures: WeakKeyDictionary[Pasted, Number] = WeakKeyDictionary()

    @property
    def shown(self) -> Digit | None:
        """The digit that is shown; None where the drawing is one."""
        return self.number.digits[self.place] if self.number else None

    def keep_in_mind(self, picture: Pasted, number: Number) -> None:
        """What was found in a picture, as long as that is there."""
        self._of_pictures[picture] = number

    def look(
        self, strokes: Sequence[np.ndarray], picture: Pasted | None, whole: np.ndarray | None, drawing: bool = False
    ) -> np.ndarray | None:
        """Tell the digits of the drawing apart. ``whole``: the image of all of it; ``drawing``: the pen is still down.
        Returns the image of the one shown."""
        before = self.number
        self.number = self._found(strokes, picture, whole, drawing)
        self.place = self.number.digit_of(len(strokes) - 1) if self.number else 0
        if before or self.number:
            self.changed.emit()
        return whole if self.shown is None else self.shown.image

    def _found(
        self, strokes: Sequence[np.ndarray], picture: Pasted | None, whole: np.ndarray | None, drawing: bool
    ) -> Number:
        if self.reader is None or whole is None:
            return ONE
        if picture is not None:
            return self._of_pictures.get(picture, ONE)
        return self.reader.read(strokes, whole, drawing)

    def said(self, network: FeedForward, image: np.ndarray) -> np.ndarray | None:
        """What this network has said of an image already, to tell the digits apart: (10,) log-probabilities."""
        return None if self.reader is None else self.reader.said(network, image)

    def point(self, place: int) -> None:
        """Show the digit at this place, until the drawing is another."""
        if self.number and 0 <= place < len(self.number.digits) and place != self.place:
            self.place = place
            self.changed.emit()
            self.pointed.emit()

    def step(self, right: int) -> None:
        """Show the one that is so many further to the right, and the first after the last."""
        if self.number:
            self.point((self.place + right) % len(self.number.digits))
