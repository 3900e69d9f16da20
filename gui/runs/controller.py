"""The runs on disk, between the window that lists them and the engine: everything that touches the disk is a task."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, Signal

from engine.networks.export import export_python, export_state_dict
from engine.runs.archive import pack_run, unpack_run
from engine.runs.finding import find
from engine.runs.library import RUN, Entry, delete, entries, read_about, restore, write_about
from engine.runs.networks_out import save_best, save_last
from engine.runs.run import Run
from engine.runs.run_file import read_run
from gui.model.digits_in_hand import DigitsInHand
from gui.model.run_under_way import RunUnderWay
from gui.work.messages import Messages
from gui.work.settings import runs_folder
from gui.work.tasks import Tasks


class RunsController(QObject):
    """All that is written to the disk is done in the order in which it was asked for."""

    changed = Signal()
    """``entries`` have been read anew."""
    deleted = Signal(str)
    """A run was deleted, and can be brought back by ``undo``: its title."""
    opened = Signal(str, Run)
    """A run is shown as the newest one now, and a page, by its objectName, is to show it."""

    def __init__(
        self, training: RunUnderWay, data: DigitsInHand, tasks: Tasks, messages: Messages,
        parent: QObject | None = None,
    ) -> None:  # fmt: skip
        super().__init__(parent)
        self._training, self._data, self._tasks, self._messages = training, data, tasks, messages
        self.entries: list[Entry] = []
        self._bin: list[tuple[Path, Path]] = []  # where deleted runs are, and where they were
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
        self.entries = found
        self.changed.emit()

    def _on_run_changed(self) -> None:
        if not self._training.under_way:
            self.look()

    def _do(self, work: Callable[[], object], done: Callable[[Any], object]) -> None:
        self._tasks.queue("runs", work, done)

    # What is said about a run

    def rename(self, folder: Path, name: str) -> None:
        self._write(folder, name="" if name == folder.name else name)

    def set_note(self, folder: Path, note: str) -> None:
        self._write(folder, note=note)

    def turn_star(self, folder: Path) -> None:
        entry = self.entry(folder)
        if entry is not None:
            self._write(folder, starred=not entry.about.starred)

    def leave(self, folder: Path) -> None:
        """Do not offer to go on with it any more."""
        self._write(folder, left=True)

    def _write(self, folder: Path, **fields) -> None:
        self._do(lambda: write_about(folder, replace(read_about(folder), **fields)), self._on_changed)

    def _on_changed(self, _: object) -> None:
        self.look()

    # Deleting

    def delete(self, folder: Path) -> None:
        entry = self.entry(folder)
        if entry is not None:
            self._do(lambda: delete(folder), partial(self._on_deleted, folder, entry.title))

    def _on_deleted(self, folder: Path, title: str, place: Path) -> None:
        self._bin.append((place, folder))
        self.deleted.emit(title)
        self.look()

    def undo(self) -> None:
        """Bring back what was deleted last."""
        if self._bin:
            place, folder = self._bin.pop()
            self._do(lambda: restore(place, folder), self._on_changed)

    def close(self) -> None:
        """What was deleted is gone for good."""
        for place, _ in self._bin:
            shutil.rmtree(place, ignore_errors=True)  # what stays is removed at the next start

    # Opening and sharing

    def open(self, folder: Path, page: str) -> None:
        """Show a run on a page, by its objectName."""
        digits, test_digits = self._data.digits, self._data.offered_test
        self._tasks.start("run to open", lambda: find(folder, digits, test_digits), partial(self._on_found, page))

    def _on_found(self, page: str, run: Run) -> None:
        if self._training.show(run):
            self.opened.emit(page, run)

    def export(self, folder: Path, kind: str, path: Path) -> None:
        """``kind``: a key of EXPORTS."""
        self._do(lambda: EXPORTS[kind](folder, path), lambda _: self._messages.told.emit(f"Saved {path.name}"))

    def take_in(self, path: Path) -> None:
        """Put the run in a zip file among the others."""
        runs = runs_folder()
        if runs is not None:
            self._do(lambda: unpack_run(path, runs), self._on_taken_in)

    def _on_taken_in(self, folder: Path) -> None:
        self._messages.told.emit(f"The run is here as “{folder.name}”")
        self.look()


EXPORTS: dict[str, Callable[[Path, Path], None]] = {
    "network": save_last,
    "best": save_best,
    "state_dict": lambda folder, path: export_state_dict(path, read_run(folder / RUN).checkpoint.network()),
    "python": lambda folder, path: export_python(path, read_run(folder / RUN).checkpoint.network()),
    "zip": pack_run,
}
