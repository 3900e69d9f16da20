"""The Compare page: race candidates against each other, and see whether a difference is more than luck."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSplitter, QVBoxLayout, QWidget

from engine.errors import UserError
from engine.experiments.conclusion import conclusion
from engine.experiments.experiment import Experiment
from engine.experiments.factors import Plan
from engine.experiments.presets import FOUND_ON
from engine.experiments.run import FAILED, FINISHED, Run
from engine.experiments.statistics import leader, summary
from engine.machine import cores
from engine.words import _, ngettext
from gui.compare.beside_view import BesideView
from gui.compare.controller import RaceController, progress_words, untried
from gui.compare.experiment_files import ExperimentFiles
from gui.compare.experiment_form import ExperimentForm
from gui.compare.kept_results import KeptResults
from gui.compare.line_style import LineStyle, line_styles
from gui.compare.measuring_controller import progress_words as measuring_words
from gui.compare.milestones import Milestones
from gui.compare.networks_beside import Line
from gui.compare.open_run_button import Openable, OpenRunButton
from gui.compare.opening import Pinned, Source, as_run, pin, what_differs
from gui.compare.pace import pace_of, remember_pace, remembered_pace
from gui.compare.programs import programs
from gui.compare.race_plots import RacePlots
from gui.compare.race_table import RaceTable
from gui.compare.sides import NETWORKS, YARDSTICKS, Sides
from gui.compare.tables import Lines, race_tables, yardstick_table
from gui.compare.where import Where
from gui.compare.yardsticks_beside import YardsticksBeside
from gui.look.sizes import sized
from gui.model.digits_in_hand import DigitsInHand
from gui.model.measured import Measured
from gui.model.run_under_way import RunUnderWay
from gui.model.setup import Setup
from gui.widgets.actions import ActionButton, add_action, add_separator
from gui.widgets.export import Thing
from gui.widgets.page import Page
from gui.widgets.page_header import PageHeader
from gui.widgets.present_button import PresentButton
from gui.widgets.take_away import TakeAway
from gui.work.messages import Messages
from gui.work.tasks import Tasks

NOTHING_YET = _("Choose a comparison at the left and press Start: the curves of all its runs grow here together.")
NOT_MEASURED = _("Choose yardsticks at the left and press Measure: their figures and points appear here.")
FIRST_FIGURES = _("Each yardstick’s figures and its point appear as soon as it is measured.")
WAIT = _("The result will stand here as soon as two candidates have a finished run.")
NO_RESULT = _("There is no result: fewer than two candidates have a finished run.")
PAUSE, RESUME = _("Pause"), _("Resume")
OPEN, INSPECT = _("Open a run"), _("Inspect it")
START, MEASURE = _("&Start"), _("&Measure")
START_TIP, MEASURE_TIP = _("Run the experiment"), _("Fit the chosen yardsticks, and let them judge the test images")
SIDE_KEY = "view/compareSide"  # in the settings


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
        parent: QWidget | None = None,
    ) -> None:  # fmt: skip
        super().__init__(parent)
        self.setObjectName("comparePage")
        self._data, self._training, self._tasks, self._messages = data, training, tasks, messages
        self.controller = RaceController(data, messages, self)
        self.yardsticks = YardsticksBeside(data, measured, tasks, messages, self)
        self.milestones = Milestones(measured, tasks, messages, self)
        self._setup: Setup | None = None
        self._pinned: list[Pinned] = []
        self._lines: Lines = []  # what the plots and the table show of networks
        self._ended_runs = -1
        self._told_note = ""
        self.form = ExperimentForm()
        self._make_actions()
        self._make_buttons()
        self._make_results()
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
        tip = _("Show the run of the Train page here, too, for comparison")
        self._pinning = add_action(self, "pinRun", _("Pin the &Train run"), self._on_pin, tip=tip)

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
        self.open_run = OpenRunButton(self._openable)
        self.open_run.setObjectName("openRunButton")
        sized(self.open_run.setMinimumWidth, 44, words=(OPEN, INSPECT))
        self.open_run.open_wanted.connect(self.open_in)
        self.open_run.unpin_wanted.connect(self._on_unpin)
        self.open_run.yardstick_wanted.connect(self.yardstick_wanted)
        self.open_run.forget_wanted.connect(lambda: self.beside.forget())
        self.take_away = TakeAway(self._things)
        self.take_away.setObjectName("compareTakeAwayButton")
        self.take_away.work_wanted.connect(self._on_work_wanted)
        self.take_away.done.connect(self._messages.told)

    def _make_results(self) -> None:
        self.table = RaceTable()
        self.table.setObjectName("raceTable")
        self.table.setAccessibleName(_("Results of each candidate"))
        self.table.chosen_changed.connect(self._update_open)
        self.plots = RacePlots()
        self.plots.set_corner(self.open_run, self.take_away)
        self.plots.cell_clicked.connect(self.table.choose)
        self.beside = BesideView(self.yardsticks, self.table, self.plots, self)
        self.beside.words_changed.connect(self._show_words)
        self.plots.currentChanged.connect(self._show_words)
        self.result = QLabel(NOTHING_YET, wordWrap=True, objectName="raceResult")
        self.result.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.result.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)

    def _lay_out(self) -> None:
        header = PageHeader(_("Compare"), _("Race candidates against each other, fairly."))
        for button in (self.start, self.pause, self.cancel):
            header.add(button)
        self.tabs = Sides((self.form, self.where, self.files, self.pin), (self.yardsticks.form,))
        self._split = QSplitter(Qt.Orientation.Vertical, childrenCollapsible=False, objectName="compareSplit")
        self._split.addWidget(self.plots)
        self._split.addWidget(self.table)
        self._split.setStretchFactor(0, 1)  # what room there is more goes to the plots
        PresentButton(_("The comparison"), [self.result, self._split], self.result)
        right = QVBoxLayout()
        right.addWidget(self._split, 1)
        right.addWidget(self.result)
        body = QHBoxLayout()
        body.addWidget(self.tabs)
        body.addLayout(right, 1)
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
        running, run, measures = self.controller.running, self._training.run, self.tabs.currentIndex() == YARDSTICKS
        busy = running or self.yardsticks.controller.running
        ready = self.yardsticks.can_start if measures else self.form.experiment() is not None
        self._pausing.setEnabled(running)  # before Start, whose focus goes to it
        self._starting.setText(MEASURE if measures else START)
        self._starting.setToolTip(MEASURE_TIP if measures else START_TIP)
        self._starting.setEnabled(ready and self._data.digits is not None and not busy)
        self._pausing.setText(RESUME if self.controller.paused else PAUSE)
        self._cancelling.setEnabled(busy)
        self.tabs.show_notes(running, self.yardsticks.controller.running, self._training.under_way)
        self._pinning.setEnabled(run is not None and not self._training.under_way and self._can_be_pinned(run))
        self._update_open()

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

    def _update_open(self) -> None:
        yardstick = self.beside.chosen()
        self.open_run.setText(OPEN if yardstick is None else INSPECT)
        self.open_run.setEnabled(self.table.chosen() >= 0 if yardstick is None else bool(yardstick.records))

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
        self.controller.start(experiment, place)
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
        """Lines, rows and cells for what is compared now, pinned runs last; before the first race, for what may be."""
        race, experiment = self.controller.race, self._compared()
        runs = race.runs if race else untried(experiment)
        self._lines = [
            (candidate.label, [run for run in runs if run.candidate == index])
            for index, candidate in enumerate(experiment.candidates if experiment else ())
        ]
        styles = line_styles(*experiment.shape) if experiment else []
        self._lines += [(pinned.label, [pinned.run]) for pinned in self._pinned]
        names = [row.label for row in self.yardsticks.rows]
        styles += line_styles(len(self._lines) + len(names))[len(styles) :]
        count = len(self._lines)
        labels = [label for label, _some in self._lines]
        self._ended_runs = -1
        self.plots.begin(experiment, labels, styles[:count], [runs for _label, runs in self._lines])
        self.beside.begin(self._networks(styles), styles[count:])
        self.table.set_candidates([*labels, *names], styles, len(names))
        wanted = self.table.wanted_height(self._split.height())
        self._split.setSizes([max(1, self._split.height() - wanted), wanted])
        self.refresh()

    def _networks(self, styles: list[LineStyle]) -> list[Line]:
        """The lines, each with the images that it is of."""
        images = self.controller.race or self._data
        shown = zip(self._lines, styles, strict=False)  # those of yardsticks come after them
        lines = [Line(label, style, runs, images.digits, images.test_digits) for (label, runs), style in shown]
        first = len(lines) - len(self._pinned)
        return lines[:first] + [
            pinned.line(line.style) for pinned, line in zip(self._pinned, lines[first:], strict=True)
        ]

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
        self.plots.refresh()
        ended = sum(run.ended for _label, runs in self._lines for run in runs)
        if ended != self._ended_runs:
            self._ended_runs = ended
            self._show_results()
            self._take_pace(race.pace() if race and race.is_here else None)

    def _tell_note(self, note: str) -> None:
        """What is to be known of where it runs, once."""
        if note != self._told_note:
            self._told_note = note
            self._messages.noted.emit("cluster", note) if note else self._messages.settled.emit("cluster")

    def _show_results(self) -> None:
        summaries = [summary(runs) for _label, runs in self._lines]
        for index, ((_label, runs), found) in enumerate(zip(self._lines, summaries, strict=True)):
            reasons = "\n".join(
                _("Seed {seed}: {reason}").format(seed=run.seed, reason=run.reason) for run in runs if run.reason
            )
            self.table.show_summary(index, found, len(runs), reasons)
        self.plots.show_cells(summaries)
        self.beside.is_quiet = not self.controller.running
        self.beside.refresh()
        self._update_actions()

    def _show_words(self) -> None:
        """Of what is in front: with all that can be said at once there would be no room for the plots."""
        of_yardsticks = self.plots.currentWidget() is self.plots.prices or self.controller.race is None
        words = self.beside.words if of_yardsticks else []
        self.result.setText("\n".join(words) or self._result_words())

    def _result_words(self) -> str:
        race = self.controller.race
        if race is None:
            if self.yardsticks.controller.running:
                return FIRST_FIGURES
            return NOT_MEASURED if self.tabs.currentIndex() == YARDSTICKS else NOTHING_YET
        own_test = race.own_test
        words = conclusion(race.experiment, race.runs, own_test) or [WAIT if self.controller.running else NO_RESULT]
        failed = [run for run in race.runs if run.state == FAILED]
        if failed:
            sentence = ngettext(
                "One run failed, and the rest went on. The first: {reason}",
                "{runs} runs failed, and the rest went on. The first: {reason}",
                len(failed),
            )
            words.insert(0, sentence.format(runs=len(failed), reason=failed[0].reason))
        return "\n".join(words)

    def _on_ended(self) -> None:
        self._ended_runs = -1
        self.refresh()
        self._update_actions()
        self.form.look_for.unfold()
        if self.table.chosen() < 0:
            self._choose_leader()
        finished = sum(run.state == FINISHED for run in self.controller.race.runs)
        sentence = ngettext(
            "The experiment has ended: {runs} run is finished.",
            "The experiment has ended: {runs} runs are finished.",
            finished,
        )
        self._messages.told.emit(sentence.format(runs=finished))

    def _choose_leader(self) -> None:
        """So that its runs can be opened at once."""
        ahead = leader([summary(runs) for _label, runs in self._lines])
        if ahead is not None:
            self.table.choose(ahead)

    # Yardsticks

    def _on_side_changed(self) -> None:
        self._update_actions()
        self._show_words()

    def _show_measuring(self) -> None:
        controller = self.yardsticks.controller
        measuring, running = controller.measuring, controller.running
        self.progressed.emit(measuring_words(measuring, running), measuring.share(), not running)

    def _on_measured(self) -> None:
        """All of them have ended."""
        if self.table.chosen() < 0:
            self.beside.choose_best()
        self._update_actions()
        self._show_words()

    # Opening and pinning runs

    def _openable(self) -> Openable:
        """The runs of the chosen row."""
        chosen, yardstick = self.table.chosen(), self.beside.chosen()
        if yardstick is not None:
            return Openable(yardsticks=yardstick.records)
        return Openable(self._lines[chosen][1] if chosen >= 0 else [], self._chosen_pin() is not None)

    def _chosen_pin(self) -> Pinned | None:
        """What is pinned in the chosen row, if it is one of those."""
        place = self.table.chosen() - (len(self._lines) - len(self._pinned))
        return self._pinned[place] if 0 <= place < len(self._pinned) else None

    def open_in(self, run: Run, page: str) -> None:
        """Show a run that has left a network as the newest one, on a page."""
        sources = {pinned.run: pinned.source for pinned in self._pinned}
        source = sources.get(run) or Source.of(run, self.controller.race)
        if self._training.show(as_run(run, source)):
            self.opened.emit(page, run.plan)
            differs = what_differs(run.plan)
            if differs:
                this = _("This is the network of seed {seed}.").format(seed=run.seed)
                self._messages.noted.emit("network", f"{this} {differs}")

    def _can_be_pinned(self, run) -> bool:
        is_new = all(pinned.run.history is not run.history for pinned in self._pinned)
        return is_new and run.history.count > 1 and run.control.latest() is not None

    def _on_pin(self) -> None:
        self._pinned.append(pin(self._training.run))
        self._begin()

    def _on_unpin(self) -> None:
        self._pinned.remove(self._chosen_pin())
        self._begin()

    # Taking away

    def _things(self) -> list[Thing]:
        shown = [*race_tables(list(self._lines)), self.plots.shown_plot()] if self._lines else []
        if self.yardsticks.rows:
            shown.insert(0, yardstick_table(list(self.yardsticks.rows)))
        return [*shown, *programs(self._compared(), self.controller.race, self._data)]

    def _on_work_wanted(self, work) -> None:
        self._tasks.queue("taking away", work, self.take_away.finish)

    # What the window asks

    def place_to_work(self) -> QWidget:
        return self.start

    def state(self) -> dict[str, str]:
        return {
            SIDE_KEY: "yardsticks" if self.tabs.currentIndex() == YARDSTICKS else "",
            **self.yardsticks.form.state(),
            **self.where.state(),
        }

    def restore(self, state: Mapping[str, str]) -> None:
        self.yardsticks.form.restore(state)
        self.where.restore(state)
        self.tabs.setCurrentIndex(YARDSTICKS if state.get(SIDE_KEY) == "yardsticks" else NETWORKS)

    def showEvent(self, event) -> None:
        super().showEvent(event)
        self.refresh()
