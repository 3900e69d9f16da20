"""The buttons that save an experiment to a file and open one."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QWidget

from engine.errors import UserError
from engine.experiments.experiment import Experiment, open_experiment, save_experiment
from engine.words import _
from gui.compare.experiment_form import ExperimentForm
from gui.widgets.buttons import push_button
from gui.widgets.export import with_ending
from gui.work.tasks import Tasks

KIND = _("Experiments (*.json)")


class ExperimentFiles(QWidget):
    """Saves what ``form`` says, and fills it from a file."""

    told = Signal(str)
    """A sentence about what was done."""
    failed = Signal(str)
    """A sentence about what could not be done."""

    def __init__(self, form: ExperimentForm, tasks: Tasks, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._form, self._tasks = form, tasks
        self.save = push_button(
            _("Save…"), "saveExperimentButton", _("Save what is varied, and the settings"), self._on_save
        )
        self.open = push_button(
            _("Open…"), "openExperimentButton", _("Open an experiment that was saved"), self._on_open
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
        name, _kind = QFileDialog.getSaveFileName(self.window(), _("Save the experiment"), "experiment.json", KIND)
        if not name:
            return
        path, experiment = with_ending(Path(name), "json"), self._form.experiment()
        said = partial(self._on_done, _("Saved {file}").format(file=path.name))
        self._tasks.queue("saving an experiment", lambda: save_experiment(path, experiment), said, self._on_failed)

    def _on_open(self) -> None:
        name, _kind = QFileDialog.getOpenFileName(self.window(), _("Open an experiment"), "", KIND)
        if name:
            read = partial(open_experiment, Path(name))
            self._tasks.start("experiment to open", read, partial(self._on_read, Path(name)), self._on_failed)

    def _on_read(self, path: Path, experiment: Experiment) -> None:
        try:
            self._form.show_experiment(experiment)
        except UserError as error:
            self._on_failed(error)
        else:
            self.told.emit(_("Opened {file}").format(file=path.name))

    def _on_done(self, said: str, _saved: None) -> None:
        self.told.emit(said)

    def _on_failed(self, error: UserError) -> None:
        self.failed.emit(str(error))
