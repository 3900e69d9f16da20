"""The buttons that save an experiment to a file, also with what has come of it, and open one."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from engine.errors import UserError
from engine.experiments.experiment import Experiment, open_experiment, save_experiment
from engine.experiments.raced import Raced
from engine.experiments.results import ENDING, open_results, save_results
from engine.user_folder import EXPERIMENTS
from engine.words import _
from gui.compare.experiment_form import ExperimentForm
from gui.widgets.buttons import push_button
from gui.widgets.export import with_ending
from gui.widgets.file_choice import ask_open, ask_save
from gui.work.settings import data_folder
from gui.work.tasks import Tasks

KIND = _("Experiments (*.json)")
RESULTS = _("Experiments with all results (*.{ending})").format(ending=ENDING)
BOTH = _("Experiments (*.json *.{ending})").format(ending=ENDING)


def _nothing() -> Raced | None:
    return None


class ExperimentFiles(QWidget):
    """Saves what ``form`` says, and fills it from a file. ``results()``: what has come of it, if that can be kept."""

    told = Signal(str)
    """A sentence about what was done."""
    failed = Signal(str)
    """A sentence about what could not be done."""
    results_opened = Signal(object)
    """What was kept of an experiment, a Raced; the form says what it was."""

    def __init__(
        self, form: ExperimentForm, tasks: Tasks, parent: QWidget | None = None,
        results: Callable[[], Raced | None] = _nothing,
    ) -> None:  # fmt: skip
        super().__init__(parent)
        self._form, self._tasks, self._results = form, tasks, results
        self.save = push_button(
            _("Save…"),
            "saveExperimentButton",
            _("Save what is varied, and the settings; once it has ended, also all results"),
            self._on_save,
        )
        self.open = push_button(
            _("Open…"),
            "openExperimentButton",
            _("Open an experiment that was saved, also by the command, with its results if they are in it"),
            self._on_open,
        )
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.save)
        row.addWidget(self.open)
        form.changed.connect(self._on_form_changed)
        self._on_form_changed()

    def _on_form_changed(self) -> None:
        self.save.setEnabled(self._form.experiment() is not None)

    def _on_save(self) -> None:
        results = self._results()
        kinds = f"{KIND};;{RESULTS}" if results else KIND
        title = _("Save the experiment")
        chosen, kind = ask_save(self.window(), title, "experiments", "experiment.json", kinds)
        if not chosen:
            return
        if results and (kind == RESULTS or chosen.name.endswith(f".{ENDING}")):
            path = with_ending(chosen, ENDING)
            save = partial(save_results, path, results)
        else:
            path = with_ending(chosen, "json")
            save = partial(save_experiment, path, self._form.experiment())
        said = partial(self._on_done, _("Saved {file}").format(file=path.name))
        self._tasks.queue("saving an experiment", save, said, self._on_failed)

    def _on_open(self) -> None:
        path = ask_open(self.window(), _("Open an experiment"), "experiments", BOTH, _first_folder())
        if path:
            self.open_file(path)

    def open_file(self, path: Path) -> None:
        """An experiment, with its results if it is a file of those."""
        read = partial(open_results if path.suffix == f".{ENDING}" else open_experiment, path)
        self._tasks.start("experiment to open", read, partial(self._on_read, path), self._on_failed)

    def _on_read(self, path: Path, read: Experiment | Raced) -> None:
        try:
            self._form.show_experiment(read.experiment if isinstance(read, Raced) else read)
        except UserError as error:
            self._on_failed(error)
            return
        self.told.emit(_("Opened {file}").format(file=path.name))
        if isinstance(read, Raced):
            self.results_opened.emit(read)

    def _on_done(self, said: str, _saved: None) -> None:
        self.told.emit(said)

    def _on_failed(self, error: UserError) -> None:
        self.failed.emit(str(error))


def _first_folder() -> str:
    """Where the command keeps results, if it has; else wherever the dialog likes."""
    folder = data_folder()
    return str(folder / EXPERIMENTS) if folder and (folder / EXPERIMENTS).is_dir() else ""
