"""What was kept of an experiment, on the Compare page: shown like a race that has ended, and what there is to keep."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QObject, Signal

from engine.experiments.raced import Raced
from engine.experiments.results import with_set
from engine.experiments.run import FINISHED
from engine.words import _
from gui.compare.controller import RaceController
from gui.model.digits_in_hand import DigitsInHand
from gui.work.messages import Messages
from gui.work.tasks import Tasks


class KeptResults(QObject):
    shown = Signal()
    """Other results are there to be looked at."""

    def __init__(
        self, controller: RaceController, data: DigitsInHand, tasks: Tasks, messages: Messages, parent: QObject
    ) -> None:
        super().__init__(parent)
        self._controller, self._data, self._tasks, self._messages = controller, data, tasks, messages

    def to_keep(self) -> Raced | None:
        """Of the experiment on the page, once it has ended with something that is worth it."""
        race = self._controller.race
        has_ended = race is not None and not self._controller.running
        return race if has_ended and any(run.state == FINISHED for run in race.runs) else None

    def show(self, raced: Raced) -> None:
        """With the digits in hand, if those are its own: looking takes a moment."""
        if self._controller.running:
            sentence = _("An experiment is under way: cancel it, or wait for its end, to open the results of another.")
            self._messages.failed_on.emit("results", sentence)
            return
        self._messages.settled.emit("results")
        find = partial(with_set, raced, self._data.digits, self._data.test_digits)
        self._tasks.start("set of results", find, self._on_found)

    def _on_found(self, raced: Raced) -> None:
        if not self._controller.running:
            self._controller.show(raced)
            self.shown.emit()
