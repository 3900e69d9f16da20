"""In the corner of the plots of the Compare page: a run of the chosen row opened elsewhere, and results taken away."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject

from engine.experiments.experiment import Experiment
from engine.words import _
from gui.compare.controller import RaceController
from gui.compare.open_run_button import Openable, OpenRunButton
from gui.compare.pins import Pins
from gui.compare.programs import programs
from gui.compare.results_view import ResultsView
from gui.compare.tables import race_tables, yardstick_table
from gui.compare.yardsticks_beside import YardsticksBeside
from gui.look.sizes import sized
from gui.model.digits_in_hand import DigitsInHand
from gui.widgets.export import Thing
from gui.widgets.take_away import TakeAway
from gui.work.tasks import Tasks

OPEN, INSPECT = _("Open a run"), _("Inspect it")


class Corner(QObject):
    """``compared()`` is the experiment that is shown, or would be raced."""

    def __init__(
        self, results: ResultsView, controller: RaceController, yardsticks: YardsticksBeside, data: DigitsInHand,
        pins: Pins, tasks: Tasks, compared: Callable[[], Experiment | None], parent: QObject | None = None,
    ) -> None:  # fmt: skip
        super().__init__(parent)
        self._results, self._controller, self._yardsticks, self._data = results, controller, yardsticks, data
        self._pins, self._tasks, self._compared = pins, tasks, compared
        self.open_run = OpenRunButton(self._openable)
        self.open_run.setObjectName("openRunButton")
        sized(self.open_run.setMinimumWidth, 44, words=(OPEN, INSPECT))
        self.open_run.unpin_wanted.connect(self._on_unpin)
        self.open_run.forget_wanted.connect(results.beside.forget)
        self.take_away = TakeAway(self.things)
        self.take_away.setObjectName("compareTakeAwayButton")
        self.take_away.work_wanted.connect(self._on_work_wanted)
        results.plots.set_corner(self.open_run, self.take_away)
        results.table.chosen_changed.connect(self.refresh)

    def refresh(self) -> None:
        """Say what the button does to the chosen row, if anything."""
        yardstick = self._results.beside.chosen()
        self.open_run.setText(OPEN if yardstick is None else INSPECT)
        can_open = self._results.table.chosen() >= 0 if yardstick is None else bool(yardstick.records)
        self.open_run.setEnabled(can_open)

    def _openable(self) -> Openable:
        """The runs of the chosen row."""
        yardstick = self._results.beside.chosen()
        if yardstick is not None:
            return Openable(yardsticks=yardstick.records)
        return Openable(self._results.chosen_runs(), self._results.chosen_pin() is not None)

    def _on_unpin(self) -> None:
        self._pins.unpin(self._results.chosen_pin())

    def things(self) -> list[Thing]:
        """What can be taken away: tables, the plot in sight, and the program."""
        lines, rows = self._results.lines, self._yardsticks.rows
        shown = [*race_tables(list(lines)), self._results.plots.shown_plot()] if lines else []
        if rows:
            shown.insert(0, yardstick_table(list(rows)))
        return [*shown, *programs(self._compared(), self._controller.race, self._data)]

    def _on_work_wanted(self, work) -> None:
        self._tasks.queue("taking away", work, self.take_away.finish)
