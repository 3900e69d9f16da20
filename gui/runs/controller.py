"""The runs on disk, between the window that lists them and the engine: everything that touches the disk is a task."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any, NamedTuple

from PySide6.QtCore import QObject, Signal

from engine.digits.dataset import Digits
from engine.errors import UserError
from engine.locks import notice
from engine.runs.archive import pack_run, unpack_run
from engine.runs.finding import find
from engine.runs.library import RUN, About, Entry, change_about, delete, entries, entry_of, remove, restore
from engine.runs.networks_out import save_best, save_last
from engine.runs.run import Run
from engine.runs.run_file import read_run
from engine.words import _
from gui.model.digits_in_hand import DigitsInHand
from gui.model.run_under_way import RunUnderWay
from gui.work.messages import Messages
from gui.work.settings import LIMIT, remember, runs_folder, runs_limit
from gui.work.tasks import Job, Tasks


class Deleted(NamedTuple):
    """``place``: where the run is; ``folder``: where it was."""

    place: Path
    folder: Path
    title: str


class RunsController(QObject):
    """All that is written to the disk is done in the order in which it was asked for."""

    changed = Signal()
    """``entries`` have been read anew."""
    deleted = Signal(str)
    """What ``undo`` would bring back: the title of the run that was deleted last, of those that still are."""
    closing = Signal()
    """The program ends: what is still being typed has to be said now."""
    opened = Signal(str, Run)
    """A run is shown as the newest one now, and a page, by its objectName, is to show it."""

    def __init__(
        self, training: RunUnderWay, data: DigitsInHand, tasks: Tasks, messages: Messages,
        parent: QObject | None = None,
    ) -> None:  # fmt: skip
        super().__init__(parent)
        self._training, self._data, self._tasks, self._messages = training, data, tasks, messages
        self.entries: list[Entry] = []
        self._bin: list[Deleted] = []  # the last one last
        training.changed.connect(self._on_run_changed)

    @property
    def bytes(self) -> int:
        """Of all runs together."""
        return sum(entry.bytes for entry in self.entries)

    def entry(self, folder: Path | None) -> Entry | None:
        return next((entry for entry in self.entries if entry.folder == folder), None)

    def look(self) -> None:
        """Read the list anew."""
        runs = runs_folder()
        if runs is not None:
            self._tasks.start("list of runs", lambda: entries(runs), self._on_listed)

    def _on_listed(self, found: list[Entry]) -> None:
        """A list that was read while something was written is older than what the person has asked for."""
        if self._tasks.is_busy("runs"):
            self._do(lambda: None, self._on_changed)
            return
        self.entries = found
        self.changed.emit()
        if sentence := notice():
            self._messages.failed.emit(sentence)

    def _on_run_changed(self) -> None:
        if not self._training.under_way:
            self.look()

    def _do(self, work: Callable[[], object], done: Callable[[Any], object]) -> None:
        self._tasks.queue("runs", work, done, self._on_failed)

    def _on_failed(self, error: UserError) -> None:
        """What is listed is what is on disk."""
        self._messages.failed.emit(str(error))
        self.look()

    def set_limit(self, megabytes: int) -> None:
        """Of all runs together."""
        if problem := remember({LIMIT: str(megabytes)}):
            self._messages.failed_on.emit("settings", problem)
        else:
            self._messages.settled.emit("settings")

    # What is said about a run

    def rename(self, folder: Path, name: str) -> None:
        entry = self.entry(folder)
        given = "" if entry is not None and name == entry.nameless_title else name
        self._change(folder, lambda about: replace(about, name=given))

    def set_note(self, folder: Path, note: str) -> None:
        self._change(folder, lambda about: replace(about, note=note))

    def turn_star(self, folder: Path) -> None:
        self._change(folder, lambda about: replace(about, starred=not about.starred))

    def leave(self, folder: Path) -> None:
        """Do not offer to go on with it any more."""
        self._change(folder, lambda about: replace(about, left=True))

    def _change(self, folder: Path, change: Callable[[About], About]) -> None:
        """``change`` gets what is on disk by then, not what the list shows."""
        self._do(lambda: change_about(folder, change), self._on_changed)

    def _on_changed(self, _written: object) -> None:
        self.look()

    # Deleting

    def delete(self, folder: Path) -> None:
        entry = self.entry(folder)
        if entry is not None:
            self._do(lambda: Deleted(delete(folder), folder, entry.title), self._on_deleted)

    def _on_deleted(self, deleted: Deleted) -> None:
        self._bin.append(deleted)
        self.deleted.emit(deleted.title)
        self.look()

    def undo(self) -> None:
        """Bring back what was deleted last, and offer what was deleted before."""
        if self._bin:
            last = self._bin.pop()
            failed = partial(self._on_not_restored, last)
            self._tasks.queue("runs", lambda: restore(last.place, last.folder), self._on_changed, failed)
            if self._bin:
                self.deleted.emit(self._bin[-1].title)

    def _on_not_restored(self, last: Deleted, error: UserError) -> None:
        self._bin.append(last)
        self._on_failed(error)
        self.deleted.emit(last.title)

    def close(self) -> None:
        """What was deleted is gone for good."""
        self.closing.emit()
        places = [deleted.place for deleted in self._bin]
        if places:  # what stays is removed at the next start
            self._tasks.queue("runs", lambda: [remove(place) for place in places])

    # Opening and sharing

    def open(self, folder: Path, page: str) -> None:
        """Show a run on a page, by its objectName."""
        digits, test_digits = self._data.digits, self._data.offered_test
        self._tasks.start("run to open", lambda: find(folder, digits, test_digits), partial(self._on_found, page))

    def _on_found(self, page: str, run: Run) -> None:
        if self._training.show(run):
            self.opened.emit(page, run)

    def export(self, folder: Path, kind: str, path: Path) -> None:
        """``kind``: a key of EXPORTS, or one of PROGRAMS."""
        if kind in PROGRAMS:
            images = self._data.digits, self._data.offered_test
            self._do(lambda: _save_program(path, folder, *images), self._messages.told.emit)
            return
        self._do(lambda: EXPORTS[kind](folder, path), partial(self._on_exported, path))

    def _on_exported(self, path: Path, parameters: Path | None) -> None:
        if parameters is None:
            words = _("Saved {file}").format(file=path.name)
        else:
            words = _("Saved {file}, with its parameters in {parameters}").format(
                file=path.name, parameters=parameters.name
            )
        self._messages.told.emit(words)

    def take_in(self, path: Path) -> None:
        """Put the run in a zip file among the others."""
        runs = runs_folder()
        if runs is not None:
            job, most = Job(), runs_limit()
            work = partial(unpack_run, path, runs, most, job.cancelled)
            self._tasks.queue("runs", lambda: entry_of(work()), self._on_taken_in, self._on_failed, job)

    def _on_taken_in(self, entry: Entry | None) -> None:
        if entry is not None:
            self._messages.told.emit(_("The run is here as “{title}”").format(title=entry.title))
        self.look()


def _save_program(path: Path, folder: Path, digits: Digits | None, test_digits: Digits | None) -> str:
    """In a thread, as what follows."""
    from engine.code.of_run import program_of_run
    from gui.widgets.code_files import write_program

    return write_program(path, *program_of_run(folder, digits, test_digits))


def _save_state_dict(folder: Path, path: Path) -> None:
    from engine.networks.export import export_state_dict

    export_state_dict(path, read_run(folder / RUN).checkpoint.network())


def _save_python(folder: Path, path: Path) -> Path:
    from engine.networks.export import export_python

    return export_python(path, read_run(folder / RUN).checkpoint.network())


PROGRAMS = ("program", "notebook")
EXPORTS: dict[str, Callable[[Path, Path], Path | None]] = {
    "network": save_last,
    "best": save_best,
    "state_dict": _save_state_dict,
    "python": _save_python,
    "zip": pack_run,
}
