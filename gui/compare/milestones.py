"""Opens the list of milestones: what others have published, what was measured here, and the person's own runs."""

from __future__ import annotations

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from engine.experiments.yardsticks.ranking import Ranked
from gui.compare.milestones_dialog import MilestonesDialog
from gui.model.measured import Measured
from gui.model.milestones import find_milestones
from gui.work.messages import Messages
from gui.work.tasks import Tasks


class Milestones(QObject):
    """One window of them, filled anew whenever it is asked for, and when yardsticks are measured meanwhile."""

    def __init__(self, measured: Measured, tasks: Tasks, messages: Messages, page: QWidget) -> None:
        super().__init__(page)
        self._page, self._measured, self._tasks, self._messages = page, measured, tasks, messages
        self.dialog: MilestonesDialog | None = None
        measured.changed.connect(self._on_changed)

    def show(self) -> None:
        if self.dialog is None:
            self.dialog = MilestonesDialog(self._page.window())
            self.dialog.take_away.work_wanted.connect(self._on_work_wanted)
            self.dialog.take_away.done.connect(self._messages.told)
        self._fill()
        self.dialog.show()
        self.dialog.raise_()
        self.dialog.activateWindow()

    def _fill(self) -> None:
        find_milestones("milestones", self._measured, self._tasks, self._on_ranked)

    def _on_ranked(self, found: list[Ranked]) -> None:
        self.dialog.show_ranking(found)

    def _on_changed(self) -> None:
        if self.dialog is not None and self.dialog.isVisible():
            self._fill()

    def _on_work_wanted(self, work) -> None:
        self._tasks.queue("taking away", work, self.dialog.take_away.finish)
