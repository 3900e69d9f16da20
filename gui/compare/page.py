"""The Compare page: race candidates against each other, and see whether a difference is more than luck."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from engine.errors import UserError
from engine.experiments.experiment import Experiment
from engine.experiments.factors import Plan
from engine.experiments.presets import FOUND_ON
from engine.experiments.run import Run
from engine.machine import cores
from engine.words import _
from gui.compare.controller import RaceController, progress_words
from gui.compare.corner import Corner
from gui.compare.experiment_files import ExperimentFiles
from gui.compare.experiment_form import ExperimentForm
from gui.compare.kept_results import KeptResults
from gui.compare.measuring_controller import progress_words as measuring_words
from gui.compare.milestones import Milestones
from gui.compare.opening import Source, as_run, what_differs
from gui.compare.pace import pace_of, remember_pace, remembered_pace
from gui.compare.pins import Pins
from gui.compare.race_plots import RacePlots
from gui.compare.remembered_form import form_state, restore_form
from gui.compare.result_words import ended_words
from gui.compare.results_view import ResultsView
from gui.compare.sides import NETWORKS, YARDSTICKS, Sides
from gui.compare.where import Where
from gui.compare.workers_ahead import WorkersAhead
from gui.compare.yardstick_form import YardstickForm
from gui.compare.yardsticks_beside import YardsticksBeside
from gui.look.sizes import sized
from gui.model.digits_in_hand import DigitsInHand
from gui.model.measured import Measured
from gui.model.run_under_way import RunUnderWay
from gui.model.setup import Setup
from gui.widgets.actions import ActionButton, add_action, add_separator
from gui.widgets.page import Page
from gui.widgets.page_header import PageHeader
from gui.widgets.parts import Parts
from gui.work.messages import Messages
from gui.work.tasks import Tasks

PAUSE, RESUME = _("Pause"), _("Resume")
START, MEASURE = _("&Start"), _("&Measure")
START_TIP, MEASURE_TIP = _("Run the experiment"), _("Fit the chosen yardsticks, and let them judge the test images")
SIDE_KEY = "view/compareSide"  # in the settings
PARTS: tuple[type[QWidget], ...] = (RacePlots, YardstickForm, ExperimentForm)
"""What takes the longest to make of it, and needs nothing else."""


class ComparePage(Page):
    title = _("Compare")
    progressed = Signal(str, float, bool)
    """How far the experiment is: in words, as a share, and whether it has ended."""
    opened = Signal(str, object)
    """A run is shown as the newest one now: the name of the page to show it on, and its plan."""
    yardstick_wanted = Signal(object)
    """A yardstick, Kept, is to be inspected."""

    def __init__(
        self, data: DigitsInHand, training: RunUnderWay, measured: Measured, tasks: Tasks, messages: Messages,
        setup: Setup | None, parts: Parts, parent: QWidget | None = None,
    ) -> None:  # fmt: skip
        """``setup``: as ``set_setup`` has it; ``parts``: of PARTS, what was made before."""
        super().__init__(parent)
        self.setObjectName("comparePage")
        self._data, self._training, self._tasks, self._messages = data, training, tasks, messages
        self.controller = RaceController(data, messages, self)
        self.yardsticks = YardsticksBeside(data, measured, tasks, messages, parts.take(YardstickForm), self)
        self.milestones = Milestones(measured, tasks, messages, self)
        self._pins = Pins(training, self)
        self.workers_ahead = WorkersAhead(self, self._runs_here)
        self._setup = setup
        self._told_note = ""
        self.form = parts.take(ExperimentForm)
        self._make_actions()
        self._make_buttons()
        self._make_results(parts.take(RacePlots))
        self._lay_out()
        self.form.changed.connect(self._on_form_changed)
        self.where.changed.connect(self._show_base)
        self.controller.changed.connect(self.refresh)
        self.controller.ended.connect(self._on_ended)
        self.yardsticks.form.changed.connect(self._update_actions)
        self.yardsticks.form.milestones_wanted.connect(self.milestones.show)
        self.yardsticks.remade.connect(self._begin)
        self.yardsticks.controller.changed.connect(self._update_actions)
        self.yardsticks.controller.looked.connect(self._show_measuring)
        self.yardsticks.controller.ended.connect(self._on_measured)
        self.results.counted.connect(self._on_counted)
        self._pins.changed.connect(self._begin)
        measured.changed.connect(self._update_actions)
        self.tabs.currentChanged.connect(self._on_side_changed)
        data.changed.connect(self._show_base)
        data.preparation_changed.connect(self._show_base)
        training.changed.connect(self._on_training_changed)
        self._show_base()
        self.form.set_pace(remembered_pace())

    # Parts

    def _make_actions(self) -> None:
        self._starting = add_action(self, "startRace", START, self._on_start, "F5", START_TIP)
        pause = self.controller.pause_or_resume
        self._pausing = add_action(self, "pauseRace", _("&Pause"), pause, "F6", _("Hold all runs, or go on"))
        tip = _("End what runs; what is finished is kept")
        self._cancelling = add_action(self, "cancelRace", _("&Cancel"), self._on_cancel, "F8", tip)
        add_separator(self)
        tip = _("What others have published, beside what was measured here and your own runs")
        add_action(self, "milestones", _("&Milestones…"), self.milestones.show, tip=tip)
        tip = _("Show the run of the Train page here, too, beside whatever is compared")
        self._pinning = add_action(self, "pinRun", _("Keep the &Train run here"), self._pins.pin, tip=tip)

    def _make_buttons(self) -> None:
        self.start = ActionButton(self._starting, "compareStartButton")
        self.start.setDefault(True)
        self.pause = ActionButton(self._pausing, "comparePauseButton")
        self.cancel = ActionButton(self._cancelling, "compareCancelButton")
        self.where = Where(self._tasks)
        self.kept = KeptResults(self.controller, self._data, self._tasks, self._messages, self)
        self.kept.shown.connect(self._on_results_shown)
        self.files = ExperimentFiles(self.form, self._tasks, results=self.kept.to_keep)
        self.files.results_opened.connect(self.kept.show)
        self.files.told.connect(self._messages.told)
        self.files.failed.connect(self._messages.failed)
        self.pin = ActionButton(self._pinning, "pinButton")

    def _make_results(self, plots: RacePlots) -> None:
        self.results = ResultsView(self.controller, self.yardsticks, self._data, self._pins, plots)
        self.table, self.plots, self.result = self.results.table, self.results.plots, self.results.result
        self.beside = self.results.beside
        self.corner = Corner(
            self.results, self.controller, self.yardsticks, self._data, self._pins, self._tasks, self._compared, self
        )
        self.open_run, self.take_away = self.corner.open_run, self.corner.take_away
        self.open_run.open_wanted.connect(self.open_in)
        self.open_run.yardstick_wanted.connect(self.yardstick_wanted)
        self.take_away.done.connect(self._messages.told)

    def _lay_out(self) -> None:
        header = PageHeader(_("Compare"), _("Race candidates against each other, fairly."))
        for button in (self.start, self.pause, self.cancel):
            header.add(button)
        self.tabs = Sides((self.form, self.where, self.files, self.pin), (self.yardsticks.form,))
        body = QHBoxLayout()
        body.addWidget(self.tabs)
        body.addWidget(self.results, 1)
        layout = QVBoxLayout(self)
        sized(layout.setContentsMargins, 14, 10, 14, 8)
        layout.addWidget(header)
        layout.addLayout(body, 1)

    # What is compared

    def set_setup(self, setup: Setup | None) -> None:
        """What the Train form says: everything that is not varied is like that."""
        self._setup = setup
        self._show_base()

    def _show_base(self) -> None:
        data, setup = self._data, self._setup
        base = None
        if setup is not None:
            base = Plan(data.fed(setup.spec), setup.config, setup.test_fraction, data.changes)
        digits = data.digits
        at_once = self.where.places or cores()
        self.form.set_base(base, len(digits) if digits else 20_000, at_once, digits.name if digits else FOUND_ON)
        self._show_beside()

    def _show_beside(self) -> None:
        """The yardsticks are measured on what would be raced."""
        base, experiment = self.form.base(), self.form.experiment()
        seeds = experiment.seeds if experiment else ()
        self.yardsticks.set_beside(base, seeds)

    def _on_form_changed(self) -> None:
        if self.controller.race is None:
            self._begin()
        self._show_beside()
        self._update_actions()

    def _update_actions(self) -> None:
        running, measures = self.controller.running, self.tabs.currentIndex() == YARDSTICKS
        busy = running or self.yardsticks.controller.running
        ready = self.yardsticks.can_start if measures else self.form.experiment() is not None
        self._pausing.setEnabled(running)  # before Start, whose focus goes to it
        self._starting.setText(MEASURE if measures else START)
        self._starting.setToolTip(MEASURE_TIP if measures else START_TIP)
        self._starting.setEnabled(ready and self._data.digits is not None and not busy)
        self._pausing.setText(RESUME if self.controller.paused else PAUSE)
        self._cancelling.setEnabled(busy)
        self.tabs.show_notes(running, self.yardsticks.controller.running, self._training.under_way)
        self._pinning.setEnabled(self._pins.can_pin)
        self.corner.refresh()
        self.workers_ahead.look()

    def _runs_here(self) -> int:
        """How many runs Start would begin on this computer, as long as nothing else is under way."""
        busy = self.controller.running or self.yardsticks.controller.running or self._training.under_way
        elsewhere = self.where.is_cluster or self.tabs.currentIndex() == YARDSTICKS
        experiment = self.form.experiment()
        if busy or elsewhere or experiment is None or self._data.digits is None:
            return 0
        return len(experiment.candidates) * len(experiment.seeds)

    def _on_training_changed(self) -> None:
        run = self._training.run
        if run is not None and not self._training.under_way:
            self._take_pace(pace_of(run))
        self._update_actions()

    def _take_pace(self, pace: float | None) -> None:
        """What was measured takes the place of every guess from before."""
        if pace is not None:
            self.form.set_pace(pace)
            if problem := remember_pace(pace):
                self._messages.failed_on.emit("settings", problem)

    def _on_start(self) -> None:
        if self.controller.running or self.yardsticks.controller.running:
            return
        if self.tabs.currentIndex() == YARDSTICKS:
            self.yardsticks.start()
            self.plots.setCurrentWidget(self.plots.prices)
        else:
            self._start_race()

    def _on_results_shown(self) -> None:
        self.yardsticks.set_race(self.controller.race)
        self._begin()

    def _start_race(self) -> None:
        experiment = self.form.experiment()
        if experiment is None:
            return
        try:
            place = self.where.place()
        except UserError as error:
            self._messages.failed_on.emit("cluster", str(error))
            return
        self.controller.start(experiment, place or self.workers_ahead.place())
        self.yardsticks.set_race(self.controller.race)
        self._begin()
        if self.plots.currentWidget() is self.plots.prices:
            self.plots.setCurrentWidget(self.plots.curves)

    def _on_cancel(self) -> None:
        self.controller.cancel()
        self.yardsticks.controller.cancel()
        self._cancelling.setEnabled(False)

    # What is shown

    def _begin(self) -> None:
        """Anew, with what is compared now."""
        self.results.begin(self._compared())
        self.refresh()

    def _compared(self) -> Experiment | None:
        return self.controller.race.experiment if self.controller.race else self.form.experiment()

    def refresh(self) -> None:
        """Take what is new from the runs into the plot, the table and the words."""
        race = self.controller.race
        if race is not None:
            self.progressed.emit(
                progress_words(race, self.controller.running), race.share(), not self.controller.running
            )
            self._tell_note(race.note)
        shown = self._pausing.isEnabled(), self._pausing.text() == RESUME
        if shown != (self.controller.running, self.controller.paused):
            self._update_actions()
        if not self.isVisible():
            return
        self.results.refresh()

    def _on_counted(self) -> None:
        race = self.controller.race
        self._update_actions()
        self._take_pace(race.pace() if race and race.is_here else None)

    def _tell_note(self, note: str) -> None:
        """What is to be known of where it runs, once."""
        if note != self._told_note:
            self._told_note = note
            self._messages.noted.emit("cluster", note) if note else self._messages.settled.emit("cluster")

    def _on_ended(self) -> None:
        self.results.recount()
        self.refresh()
        self._update_actions()
        self.form.look_for.unfold()
        if self.table.chosen() < 0:
            self.results.choose_leader()
        self._messages.told.emit(ended_words(self.controller.race))

    # Yardsticks

    def _on_side_changed(self) -> None:
        self._update_actions()
        self.results.set_measures(self.tabs.currentIndex() == YARDSTICKS)

    def _show_measuring(self) -> None:
        controller = self.yardsticks.controller
        measuring, running = controller.measuring, controller.running
        self.progressed.emit(measuring_words(measuring, running), measuring.share(), not running)

    def _on_measured(self) -> None:
        """All of them have ended."""
        if self.table.chosen() < 0:
            self.beside.choose_best()
        self._update_actions()
        self.results.show_words()

    def open_in(self, run: Run, page: str) -> None:
        """Show a run that has left a network as the newest one, on a page."""
        source = self._pins.source(run) or Source.of(run, self.controller.race)
        if self._training.show(as_run(run, source)):
            self.opened.emit(page, run.plan)
            differs = what_differs(run.plan)
            if differs:
                this = _("This is the network of seed {seed}.").format(seed=run.seed)
                self._messages.noted.emit("network", f"{this} {differs}")

    # What the window asks

    def place_to_work(self) -> QWidget:
        return self.start

    def state(self) -> dict[str, str]:
        return {
            SIDE_KEY: "yardsticks" if self.tabs.currentIndex() == YARDSTICKS else "",
            **form_state(self.form),
            **self.yardsticks.form.state(),
            **self.where.state(),
        }

    def restore(self, state: Mapping[str, str]) -> None:
        restore_form(self.form, state)
        self.yardsticks.form.restore(state)
        self.where.restore(state)
        self.tabs.setCurrentIndex(YARDSTICKS if state.get(SIDE_KEY) == "yardsticks" else NETWORKS)

    def showEvent(self, event) -> None:
        super().showEvent(event)
        self.refresh()
        self.workers_ahead.look()

    def hideEvent(self, event) -> None:
        super().hideEvent(event)
        self.workers_ahead.look()
