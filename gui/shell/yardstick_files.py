"""Yardsticks to files and back, by the File menu: the recipe is kept, and fitted anew when it is opened."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from engine.experiments.yardsticks.keeping import save_yardstick
from engine.experiments.yardsticks.recipes import word_of
from engine.words import _
from gui.model.yardsticks import Yardsticks
from gui.widgets.export import with_ending
from gui.widgets.file_choice import ask_open, ask_save
from gui.work.messages import Messages
from gui.work.tasks import Tasks

KIND = _("Yardsticks (*.json)")


class YardstickFiles(QObject):
    def __init__(self, yardsticks: Yardsticks, tasks: Tasks, messages: Messages, window: QWidget) -> None:
        super().__init__(window)
        self._yardsticks, self._tasks, self._messages, self._window = yardsticks, tasks, messages, window

    def ask_open(self) -> None:
        """Let the person choose a saved yardstick."""
        path = ask_open(self._window, _("Open a yardstick"), "yardsticks", KIND)
        if path:
            self._yardsticks.read(path)

    def ask_save(self) -> None:
        """Let the person choose where the yardstick is saved that was opened or looked at last."""
        one = self._yardsticks.get(self._yardsticks.chosen)
        if one is None:
            return
        name = f"yardstick-{word_of(one.kept.recipe)}.json"
        path, _kind = ask_save(self._window, _("Save the yardstick"), "yardsticks", name, KIND)
        if path:
            self.save(with_ending(path, "json"))

    def save(self, path: Path) -> None:
        """Write its recipe to ``path``; says so, or why not."""
        one = self._yardsticks.get(self._yardsticks.chosen)
        if one is None:
            return
        kept, said = one.kept, _("Saved {file}").format(file=path.name)
        self._tasks.queue(
            "saving a yardstick", lambda: save_yardstick(path, kept), lambda _saved: self._messages.told.emit(said)
        )
