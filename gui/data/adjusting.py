"""The set in hand in another form: all its images turned, inverted or stretched, and other names for its classes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import partial

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QUndoCommand, QUndoStack

from engine.digits.dataset import DIGIT_NAMES, Digits, check_names
from engine.digits.readers.offers import Offer
from engine.words import _
from gui.model.digits_in_hand import DigitsInHand
from gui.work.tasks import Tasks

Sets = tuple[Digits, Digits | None]
"""Those to train with, and the test set that came with them."""


@dataclass(frozen=True)
class Form:
    """``offers``: what has been done to all images, in this order. ``names``: what the classes are called."""

    offers: tuple[Offer, ...] = ()
    names: tuple[str, ...] = DIGIT_NAMES


class Adjusting(QObject):
    """Makes another form of the set as it was opened; each is a step on ``stack``. The file stays as it is."""

    changed = Signal()
    """Another set is in hand, or the same in another form."""

    def __init__(self, data: DigitsInHand, tasks: Tasks, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._data, self._tasks = data, tasks
        self._opened: Sets | None = None  # as it was
        self._made: Digits | None = None  # of it, in hand
        self.form = Form()
        self.stack = QUndoStack(self)
        data.changed.connect(self._on_digits_changed)
        self._on_digits_changed()

    def _on_digits_changed(self) -> None:
        digits = self._data.digits
        if digits is None or digits is self._made:
            return
        self._tasks.cancel("form of the set")
        self._opened, self._made = (digits, self._data.offered_test), digits
        self.form = Form(names=digits.names)
        self.stack.clear()
        self.changed.emit()

    # What can be done

    @property
    def is_other(self) -> bool:
        """Whether it is in another form than it was opened in."""
        return self._opened is not None and self.form != Form(names=self._opened[0].names)

    def offered(self) -> tuple[Offer, ...]:
        """What the file's looks call for, and has not been done."""
        done = {offer.name for offer in self.form.offers}
        return tuple(offer for offer in self._data.offers if offer.name not in done)

    def apply(self, offers: Sequence[Offer]) -> None:
        """Do this to all images, the test set's, too."""
        self._step(_("adjusted images"), replace(self.form, offers=(*self.form.offers, *offers)))

    def rename(self, names: Sequence[str]) -> None:
        """Raises UserError for what cannot be the names of classes."""
        check_names(names)
        self._step(_("names of the classes"), replace(self.form, names=tuple(names)))

    def as_it_was(self) -> None:
        if self._opened is not None:
            self._step(_("set as it was"), Form(names=self._opened[0].names))

    def _step(self, words: str, form: Form) -> None:
        if form != self.form:
            self.stack.push(_Step(words, self, self.form, form))  # which does it

    def take(self, form: Form) -> None:
        """Have the set in this form; it is made in a thread."""
        self.form = form
        if self._opened is not None:
            self._tasks.start("form of the set", partial(_made, self._opened, form), self._on_made)

    def _on_made(self, sets: Sets) -> None:
        self._made = sets[0]
        self._data.exchange(*sets)
        self.changed.emit()


def _made(opened: Sets, form: Form) -> Sets:
    """In a thread."""
    digits, test = opened
    if form == Form(names=digits.names):
        return opened
    return _in_form(digits, form), None if test is None else _in_form(test, form)


def _in_form(digits: Digits, form: Form) -> Digits:
    for offer in form.offers:
        digits = offer.apply(digits)
    return replace(digits, names=form.names)


class _Step(QUndoCommand):
    def __init__(self, words: str, adjusting: Adjusting, before: Form, after: Form) -> None:
        super().__init__(words)
        self._adjusting, self._before, self._after = adjusting, before, after

    def redo(self) -> None:
        self._adjusting.take(self._after)

    def undo(self) -> None:
        self._adjusting.take(self._before)
