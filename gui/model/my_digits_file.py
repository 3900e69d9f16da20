"""My digits: what the person has drawn and labelled, in one file of the user's folder, with undo."""

from __future__ import annotations

import logging
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QObject, Signal

from engine.digits.dataset import Digits
from engine.errors import UserError
from engine.handwriting.my_digits import Kept, as_digits, load, merged, save_among_others
from gui.work.settings import data_folder
from gui.work.tasks import Task

MOST_STEPS = 100  # that can be taken back

log = logging.getLogger(__name__)


class MyDigits(QObject):
    """A list of drawings; every change is saved at once, in a thread, and the last one at the latest by ``close``."""

    changed = Signal()
    """There are other digits, or other labels."""
    failed = Signal(str)
    """A sentence for the person."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._drawings: tuple[Kept, ...] = ()
        self._done: list[tuple[Kept, ...]] = []
        self._undone: list[tuple[Kept, ...]] = []
        self._saved: tuple[Kept, ...] = ()  # what a task was last told to save
        self._base: tuple[Kept, ...] = ()  # what was in the file when it was last read or written
        self._digits_of, self._digits = self._drawings, None  # of which drawings, and their images
        self._task: Task | None = None
        self._asked = self._loaded = False

    def load(self) -> None:
        """Read the file, once, in a thread. What is kept in the meantime comes after what is in it."""
        path = my_digits_path()
        if self._asked or path is None:
            return
        self._asked = True
        self._task = Task(lambda: _read(path), self)
        self._task.done.connect(self._on_read)
        self._task.failed.connect(self.failed)
        self._task.finished.connect(self._on_task_finished)
        self._task.start()

    def _on_read(self, result: tuple[tuple[Kept, ...], str]) -> None:
        found, note = result
        self._loaded = True
        self._drawings, self._saved, self._base = (*found, *self._drawings), found, found
        for steps in (self._done, self._undone):
            steps[:] = [(*found, *step) for step in steps]
        self.changed.emit()
        if note:
            self.failed.emit(note)

    @property
    def drawings(self) -> tuple[Kept, ...]:
        return self._drawings

    def __len__(self) -> int:
        return len(self._drawings)

    def digits(self) -> Digits | None:
        """All of them as a set of images, the same one until they change; None without any."""
        if self._digits_of is not self._drawings:
            self._digits_of = self._drawings
            self._digits = as_digits(self._drawings) if self._drawings else None
        return self._digits

    # Changes

    def add(self, *drawings: Kept) -> None:
        self._change((*self._drawings, *drawings))

    def relabel(self, index: int, label: int) -> None:
        if label != self._drawings[index].label:
            new = self._drawings[index].relabelled(label)
            self._change((*self._drawings[:index], new, *self._drawings[index + 1 :]))

    def remove(self, index: int) -> None:
        self._change(self._drawings[:index] + self._drawings[index + 1 :])

    @property
    def can_undo(self) -> bool:
        return bool(self._done)

    @property
    def can_redo(self) -> bool:
        return bool(self._undone)

    def undo(self) -> None:
        self._swap(self._done, self._undone)

    def redo(self) -> None:
        self._swap(self._undone, self._done)

    def _swap(self, source: list[tuple[Kept, ...]], target: list[tuple[Kept, ...]]) -> None:
        if source:
            target.append(self._drawings)
            self._show(source.pop())

    def _change(self, drawings: tuple[Kept, ...]) -> None:
        self.load()
        self._done = [*self._done[1 - MOST_STEPS :], self._drawings]
        self._undone.clear()
        self._show(drawings)

    def _show(self, drawings: tuple[Kept, ...]) -> None:
        self._drawings = drawings
        self._save()
        self.changed.emit()

    # Saving

    def _save(self) -> None:
        """Only one thread saves; what has changed in the meantime is saved next."""
        path, drawings = my_digits_path(), self._drawings
        if self._task is not None or path is None or not self._loaded:
            return
        base, self._saved = self._base, drawings
        self._task = Task(lambda: (drawings, save_among_others(path, base, drawings)), self)
        self._task.done.connect(self._on_saved)
        self._task.failed.connect(self.failed)
        self._task.finished.connect(self._on_task_finished)
        self._task.start()

    def _on_saved(self, result: tuple[tuple[Kept, ...], tuple[Kept, ...]]) -> None:
        """Another Inkling may have changed the file: that is taken over."""
        drawings, found = result
        self._base = found
        if list(map(id, found)) == list(map(id, drawings)):
            return
        for steps in (self._done, self._undone):
            steps[:] = [merged(drawings, step, found) for step in steps]
        self._drawings = found if self._drawings is drawings else merged(drawings, self._drawings, found)
        self._saved = found
        self.changed.emit()

    def _on_task_finished(self) -> None:
        if self._task is not None:
            self._task.deleteLater()
            self._task = None
        if self._saved != self._drawings:
            self._save()

    def close(self) -> None:
        """Save what is not saved yet, and wait for it."""
        self._wait()
        if self._base != self._drawings:  # that failed: perhaps there is room by now
            self._save()
            self._wait()

    def _wait(self) -> None:
        """For the task under way, and for those that begin when it has ended."""
        while self._task is not None:
            self._task.wait()
            QCoreApplication.sendPostedEvents(self)  # what came of it


def _read(path: Path) -> tuple[tuple[Kept, ...], str]:
    """The digits in the file, with their images made, and a note; a damaged file is set aside. Runs in a thread."""
    try:
        found = tuple(load(path))
        for drawing in found:
            _ = drawing.image
    except UserError as error:
        return (), _set_aside(path, error)
    return found, ""


def _set_aside(path: Path, error: UserError) -> str:
    aside = path.with_suffix(".damaged.json")
    log.warning("the kept digits are set aside: %s", error)
    try:
        path.replace(aside)
    except OSError:
        log.exception("and that failed")
    return f"The file of your digits is damaged and was set aside as {aside.name}. {error}"


def my_digits_path() -> Path | None:
    """The file; None where there is no folder for it."""
    folder = data_folder()
    return folder / "my-digits.json" if folder else None
