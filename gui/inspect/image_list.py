"""A grid of some images of an evaluated set, each with its true class, its guess, and how sure that is."""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np
from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from engine.digits.contact_sheet import MOST
from engine.digits.dataset import DIGIT_NAMES
from engine.inspection.evaluation import Evaluation
from engine.inspection.verdict import is_counted, percent
from engine.numbers import number
from engine.words import _
from gui.widgets.class_names import are_digits
from gui.widgets.digit_grid import DigitGrid
from gui.widgets.export import Images
from gui.widgets.marks import RIGHT, WRONG

CHARACTERS, MOST_CHARACTERS = 16, 30  # of a caption, which has two names and a probability
NOTHING = np.empty(0, np.int64)
_NO_IMAGES = np.empty((0, 28, 28), np.uint8)


class ImageList(DigitGrid):
    """Images are told by their index in the set, not by their place in the grid."""

    chosen = Signal(int)
    """An image was clicked, or chosen by the keyboard."""
    reached = Signal(int)
    """An image has become the current one."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(scale=2, caption_characters=CHARACTERS, largest=6, parent=parent)
        self._evaluation: Evaluation | None = None
        self._names: Sequence[str] = DIGIT_NAMES
        self._indices = NOTHING
        self._with_rival = False
        self.set_tips(self._tip_of)
        self.clicked.connect(self._on_clicked)
        self.current_changed.connect(self._on_current_changed)

    def set_names(self, names: Sequence[str]) -> None:
        """What the classes are called; before images of theirs are shown."""
        self._names = tuple(names)
        needed = CHARACTERS + 2 * (max(map(len, names)) - 1)
        self.set_caption_characters(min(needed, MOST_CHARACTERS))

    def show_list(self, evaluation: Evaluation | None, indices: np.ndarray, with_rival: bool = False) -> None:
        """Show the images at ``indices``, in that order; ``with_rival``: with the likeliest of the wrong classes."""
        place = self._place_in(evaluation)
        self._evaluation, self._indices, self._with_rival = evaluation, indices, with_rival
        if evaluation is None:
            self.set_images(_NO_IMAGES)
            return
        images = evaluation.digits.images
        everything = len(indices) == len(images) and np.array_equal(indices, np.arange(len(images)))
        marks = np.where(evaluation.right[indices], RIGHT, WRONG)
        self.set_images(images if everything else images[indices], self._caption_of, marks)
        self.verticalScrollBar().setValue(place)

    def _place_in(self, evaluation: Evaluation | None) -> int:
        """How far down to begin: where one stands already, if it is the same set, judged anew."""
        if evaluation is None or self._evaluation is None or evaluation is self._evaluation:
            return 0
        return self.verticalScrollBar().value() if evaluation.digits.images is self._evaluation.digits.images else 0

    def indices(self) -> np.ndarray:
        """(n,) which images of the set are shown."""
        return self._indices

    def take_away(self, name: str) -> Images:
        """The images for a sheet, as they are shown now."""
        images, captions = self._images, self._caption_of
        count = min(MOST, len(images))
        return Images(  # in words that the letters of a sheet can write: Latin ones
            name, lambda: (images[:count], [captions(place).replace(" → ", " as ") for place in range(count)])
        )

    def _caption_of(self, place: int) -> str:
        evaluation, index = self._evaluation, int(self._indices[place])
        true, guess = int(evaluation.digits.labels[index]), int(evaluation.guesses[index])
        name, p = self._names[true], math.exp(evaluation.sureness[index])
        counted = is_counted(evaluation.evidence[index])
        if not evaluation.has_evidence:
            return name if guess == true else f"{name} → {self._names[guess]}"
        if guess != true:
            return f"{name} → {self._names[guess]}, {_brief(p, counted)}"
        if self._with_rival:
            rival = self._names[_rival(evaluation, index)]
            return f"{name} ({rival}: {_brief(math.exp(evaluation.rival_evidence[index]), counted)})"
        return f"{name}, {_brief(p, counted)}"

    def _tip_of(self, place: int) -> str:
        evaluation, index = self._evaluation, int(self._indices[place])
        true, guess = int(evaluation.digits.labels[index]), int(evaluation.guesses[index])
        other = true if true != guess else _rival(evaluation, index)
        what, names = _what(true == guess, are_digits(self._names)), self._names
        how_sure = _("probability of {digit}: {percent}")
        said = what.format(place=index, true=names[true], guess=names[guess])
        if not evaluation.has_evidence:
            return said
        evidence = evaluation.evidence[index]
        each = [
            how_sure.format(digit=names[one], percent=percent(math.exp(evidence[one]), is_counted(evidence)))
            for one in (guess, other)
        ]
        return "\n".join([said, *each])

    def _on_clicked(self, place: int) -> None:
        self.chosen.emit(int(self._indices[place]))

    def _on_current_changed(self, place: int) -> None:
        if place >= 0:
            self.reached.emit(int(self._indices[place]))


def _what(right: bool, digits: bool) -> str:
    if digits:
        return (
            _("image {place}: a {true}, taken for {guess} (right)") if right else
            _("image {place}: a {true}, taken for {guess} (wrong)")
        )  # fmt: skip
    return (
        _("image {place}: {true}, taken for {guess} (right)") if right else
        _("image {place}: {true}, taken for {guess} (wrong)")
    )  # fmt: skip


def _rival(evaluation: Evaluation, index: int) -> int:
    """The likeliest class that is not the true one."""
    others = evaluation.evidence[index].copy()
    others[evaluation.digits.labels[index]] = -np.inf
    return int(others.argmax())


def _brief(p: float, counted: bool = False) -> str:
    """A probability in as few signs as fit under an image, never rounded up to certainty, unless it was ``counted``."""
    if counted and p in (0, 1):
        return _("{percent} %").format(percent=number(100 * p, 0))
    if math.isnan(p):
        return "?"
    if p >= 0.9995:
        return _(">{percent} %").format(percent=number(99.9, 1))
    if p < 0.01:
        return _("<{percent} %").format(percent=1)
    return _("{percent} %").format(percent=number(100 * p, 1 if p >= 0.99 else 0))
