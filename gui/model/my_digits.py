"""My digits: what the person has drawn and labelled, in one file of the user's folder, with undo."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from time import monotonic

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QUndoCommand, QUndoStack

from engine.digits.dataset import DIGIT_NAMES, Digits
from engine.errors import UserError
from engine.handwriting.my_digits import Kept, as_digits, leave, load_sound, merged, save_among_others
from engine.locks import notice
from engine.words import _
from gui.work.messages import Messages
from gui.work.settings import data_folder
from gui.work.tasks import Job, Tasks

PATIENCE = 0.8  # seconds that the end waits for the file
MOST_STEPS = 100  # that can be taken back
QUEUE = "my digits"  # also the topic of what is told about saving them
DAMAGED = "damaged my digits"  # stays also when the next are saved

log = logging.getLogger(__name__)

Drawings = tuple[Kept, ...]


class MyDigits(QObject):
    """A list of drawings; every change is saved at once, in a thread, and the last one at the latest by ``close``."""

    changed = Signal()
    """There are other drawings, or other names for their classes."""

    def __init__(self, tasks: Tasks, messages: Messages, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._tasks, self._messages = tasks, messages
        self.stack = QUndoStack(self)
        self.stack.setUndoLimit(MOST_STEPS)
        self.drawings: Drawings = ()
        self._base: Drawings = ()  # what was in the file when it was last read or written
        self._digits: dict[tuple[str, ...], Digits | None] = {}  # by the names of their classes, until they change
        self._digits_of = self.drawings  # of which drawings
        self._asked = self._loaded = self._saving = False

    def load(self) -> None:
        """Read the file, in a thread, until it has succeeded once. What is kept meanwhile comes after what is in it."""
        path = my_digits_path()
        if not self._asked and path is not None:
            self._asked = True
            self._tasks.queue(QUEUE, lambda: _read(path), self._on_read, self._on_not_read, Job())

    def _on_read(self, result: tuple[Drawings, str]) -> None:
        found, note = result
        self._loaded = True
        for step in self._steps():
            step.before, step.after = (*found, *step.before), (*found, *step.after)
        kept, self._base = self.drawings, found
        self.show((*found, *kept))
        if note:
            self._messages.failed_on.emit(DAMAGED, note)
        self._messages.settled.emit(QUEUE)

    def _on_not_read(self, error: UserError) -> None:
        """Nothing can be saved before it is known what is there: tried again with the next change, and at the end."""
        self._asked = False
        words = _("{error} What you keep now is saved as soon as the file can be read.").format(error=error)
        self._messages.failed_on.emit(QUEUE, words)

    def __len__(self) -> int:
        return len(self.drawings)

    def digits(self, names: tuple[str, ...] = DIGIT_NAMES) -> Digits | None:
        """Those of the classes ``names`` as a set of images, the same one until they change; None without any."""
        if self._digits_of is not self.drawings:
            self._digits_of, self._digits = self.drawings, {}
        if names not in self._digits:
            self._digits[names] = as_digits(self.drawings, names=names) or None
        return self._digits[names]

    # Changes

    def add(self, *drawings: Kept) -> None:
        self._change(_("keeping"), (*self.drawings, *drawings))

    def relabel(self, index: int, name: str) -> None:
        """The drawing is of the class called so."""
        if name != self.drawings[index].name:
            new = self.drawings[index].relabelled(name)
            self._change(_("label"), (*self.drawings[:index], new, *self.drawings[index + 1 :]))

    def remove(self, index: int) -> None:
        self._change(_("deleting"), self.drawings[:index] + self.drawings[index + 1 :])

    def take_back(self, drawing: Kept) -> None:
        """Remove this very drawing, if it is still there."""
        for index, other in enumerate(self.drawings):
            if other is drawing:
                self.remove(index)
                return

    def _change(self, name: str, drawings: Drawings) -> None:
        self.load()
        self.stack.push(_Step(self, name, self.drawings, drawings))  # which does it

    def show(self, drawings: Drawings) -> None:
        """These are all of them now: for the steps of the stack."""
        self.drawings = drawings
        self._save()
        self.changed.emit()

    def _steps(self) -> Iterator[_Step]:
        return (self.stack.command(index) for index in range(self.stack.count()))

    # Saving

    def _save(self) -> None:
        """One save at a time: what it finds in the file has to be taken over before the next."""
        path, base, drawings = my_digits_path(), self._base, self.drawings
        if path is None or self._saving or not self._loaded or drawings == base:
            return
        self._saving = True
        work = partial(save_among_others, path, base, drawings)
        self._tasks.queue(QUEUE, work, partial(self._on_saved, drawings), self._on_not_saved)

    def _on_saved(self, drawings: Drawings, found: Drawings) -> None:
        """``found``: what is in the file now. Another Inkling may have changed it: that is taken over."""
        self._saving, self._base = False, found
        self._messages.settled.emit(QUEUE)
        if sentence := notice():
            self._messages.failed.emit(sentence)
        if list(map(id, found)) != list(map(id, drawings)):
            for step in self._steps():
                step.before, step.after = merged(drawings, step.before, found), merged(drawings, step.after, found)
            self.drawings = found if self.drawings is drawings else merged(drawings, self.drawings, found)
            self.changed.emit()
        self._save()  # what has changed in the meantime

    def _on_not_saved(self, error: UserError) -> None:
        """Tried again with the next change, and at the end."""
        self._saving = False
        self._messages.failed_on.emit(QUEUE, str(error))

    def close(self) -> None:
        """Save what is not saved yet. What cannot be saved in time is left beside the file, for the next start."""
        end = monotonic() + PATIENCE
        self._finish(end)
        if self.drawings and not self._loaded:
            self.load()
            self._finish(end)
        self._save()  # if that has failed, perhaps there is room by now
        self._finish(end)
        path = my_digits_path()
        if path is not None and self.drawings != self._base:
            self._leave(path)

    def _finish(self, end: float) -> None:
        self._tasks.finish(QUEUE, max(0.0, end - monotonic()))

    def _leave(self, path: Path) -> None:
        try:
            log.warning("kept digits are left in %s", leave(path, self._base, self.drawings))
        except UserError as error:
            log.error("kept digits are lost: %s", error)


class _Step(QUndoCommand):
    """All drawings before and after a change."""

    def __init__(self, mine: MyDigits, name: str, before: Drawings, after: Drawings) -> None:
        super().__init__(name)
        self._mine, self.before, self.after = mine, before, after

    def redo(self) -> None:
        self._mine.show(self.after)

    def undo(self) -> None:
        self._mine.show(self.before)


def _read(path: Path) -> tuple[Drawings, str]:
    """The digits in the file, with their images made, and a note if it was damaged. In a thread."""
    found, note = load_sound(path)
    for drawing in found:
        _image = drawing.image
    return tuple(found), note


def my_digits_path() -> Path | None:
    """The file; None where there is no folder for it."""
    folder = data_folder()
    return folder / "my-digits.json" if folder else None
