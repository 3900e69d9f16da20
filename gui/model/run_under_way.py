"""The training under way, or the newest one that has ended: started, watched by a timer, gone on with."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QObject, QTimer, Signal

from engine.digits.dataset import Digits
from engine.networks.network import NetworkSpec
from engine.numbers import whole
from engine.runs.finding import read_digits
from engine.runs.library import Removed, make_room
from engine.runs.run import Run
from engine.training.config import TrainingConfig
from engine.words import _, ngettext
from gui.model.digits_in_hand import DigitsInHand
from gui.model.networks import BEFORE, TRAINED, Networks, of_run
from gui.work.messages import Messages
from gui.work.settings import runs_folder, runs_limit
from gui.work.tasks import Tasks

REFRESH = 50  # milliseconds between two looks at a training


class RunUnderWay(QObject):
    """``run``: the newest one. ``under_way``: whether it is being trained, be it paused, until its end is known."""

    changed = Signal()
    """A run has begun, paused, gone on or ended, or another one is shown."""
    ticked = Signal()
    """A training is under way and may have moved on: comes every REFRESH milliseconds at most."""

    def __init__(
        self, tasks: Tasks, messages: Messages, data: DigitsInHand, networks: Networks, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._tasks, self._messages, self._data, self._networks = tasks, messages, data, networks
        self.run: Run | None = None
        self.under_way = False
        self._before: Run | None = None  # the run that the one under way goes on from
        self._problem: str | None = None  # the last thing that was told about keeping the run
        self._has_network = False
        self._timer = QTimer(self, interval=REFRESH)
        self._timer.timeout.connect(self._on_tick)

    @property
    def paused(self) -> bool:
        return self.under_way and self.run.control.paused

    def start(
        self, spec: NetworkSpec, config: TrainingConfig, test_fraction: float,
        one_epoch: bool = False, one_batch: bool = False,
    ) -> None:  # fmt: skip
        """Begin a new run, unless one is under way or the digits are still being loaded; it holds after an epoch or a
        batch, if that is asked for."""
        data = self._data
        if self.under_way or data.digits is None:
            return
        run = Run(data.fed(spec), config, data.digits, test_fraction, data.test_digits, data.changes)
        if one_epoch:
            run.control.run_one_epoch()
        if one_batch:
            run.control.run_batches()
        self._begin(run)

    def _begin(self, run: Run) -> None:
        self._keep_network_of(self.run, run)
        self._before, self.run = self.run, run
        self._problem, self._has_network = None, False
        self.under_way = True
        self._networks.choose(TRAINED)
        for about in ("training", "versions"):
            self._messages.settled.emit(about)  # what was said of the run before
        runs = runs_folder()
        self._tasks.queue("training", lambda: run.carry_out(runs), partial(self._on_ended, run))
        self._timer.start()
        self.changed.emit()
        if run.differs:
            self._messages.noted.emit("versions", run.differs)

    def _keep_network_of(self, before: Run | None, run: Run) -> None:
        """The network of the run before stays to be chosen: the new one is no good yet, and may never be."""
        if before is not None and not run.went_on and before.history.count > 1 and before.control.latest() is not None:
            self._networks.add(BEFORE, of_run(before, _("The run before")))

    def can_go_on(self) -> bool:
        """Whether the newest run has ended and could go on."""
        return not self.under_way and self.run is not None and self.run.can_go_on

    def go_on(self, more: int = 0) -> None:
        """Go on with the newest run, which has ended: to the epochs that it was to have, or, if it has had them or has
        ended early, for ``more``.

        Digits that are not opened are read from their file first, in a thread.
        """
        run = self.run
        if not self.can_go_on():
            return
        if run.digits is None:
            self._tasks.start("digits of a run", lambda: read_digits(run), partial(self._on_digits_read, run, more))
        else:
            self._begin(run.going_on(run.longer(more)))

    def _on_digits_read(self, run: Run, more: int, found: tuple[Digits, Digits | None]) -> None:
        run.digits, run.test_digits = found
        if run is self.run:
            self.go_on(more)

    def show(self, run: Run) -> bool:
        """Show a run that has ended elsewhere as if it had been trained here; False while one is under way."""
        if self.under_way:
            self._messages.failed.emit(_("A training is under way: stop it first, and then open another run."))
            return False
        self._show(run)
        self._networks.choose(TRAINED)
        return True

    def show_newest(self, run: Run) -> None:
        """Show the run that was there before the program started, unless there is another one already."""
        if self.run is None:
            self._show(run)

    def _show(self, run: Run) -> None:
        self.run = run
        self.changed.emit()
        self._networks.add(TRAINED, of_run(run))

    def pause(self) -> None:
        if self.under_way:
            self.run.control.pause()
            self.changed.emit()

    def resume(self) -> None:
        if self.under_way:
            self.run.control.resume()
            self.changed.emit()

    def run_one_epoch(self) -> None:
        if self.under_way:
            self.run.control.run_one_epoch()
            self.changed.emit()

    def run_one_batch(self) -> None:
        if self.under_way:
            self.run.control.run_batches()
            self.changed.emit()

    def set_learning_rate(self, rate: float) -> None:
        """From the next batch on. Raises UserError for what is none."""
        if self.under_way:
            self.run.control.set_learning_rate(rate)

    def stop(self) -> None:
        if self.under_way:
            self.run.control.stop()

    def _on_tick(self) -> None:
        run = self.run
        if not self._has_network and run.control.latest() is not None:
            self._has_network = True
            self._networks.add(TRAINED, of_run(run))
        if run.problem != self._problem:
            self._problem = run.problem
            if self._problem:
                self._messages.failed_on.emit("keeping the run", self._problem)
            else:
                self._messages.settled.emit("keeping the run")
        self.ticked.emit()

    def _on_ended(self, run: Run, _nothing: None) -> None:
        self._timer.stop()
        self.under_way = False
        if run.went_on and run.control.latest() is None:
            self.run = self._before  # it could not even begin
        self._before = None
        self.ticked.emit()
        self.changed.emit()
        if run.control.latest() is not None:
            self._networks.add(TRAINED, of_run(run))
        else:
            self._networks.drop(BEFORE)  # "Yours" is still that of the run before
        if run.message:
            self._messages.failed_on.emit("training", run.message)
        runs, limit = runs_folder(), runs_limit()
        if runs is not None:
            self._tasks.queue("runs", lambda: make_room(runs, limit), self._on_room_made)

    def _on_room_made(self, removed: Removed) -> None:
        if removed.runs:
            self._messages.noted.emit("room", _removed_words(removed.runs))
        elif removed.epochs:
            self._messages.noted.emit("room", _forgotten_words(removed.epochs))

    def close(self) -> None:
        """Ask the training to end; whoever waits for the tasks waits for it."""
        self._timer.stop()
        self.stop()


def _removed_words(removed: list[str]) -> str:
    if len(removed) == 1:
        return _(
            "To make room, the run “{run}” was removed. File > Runs has a star for what shall stay, and the limit."
        ).format(run=removed[0])
    return ngettext(
        "To make room, {count} old run was removed. File > Runs has a star for what shall stay, and the limit.",
        "To make room, {count} old runs were removed. File > Runs has a star for what shall stay, and the limit.",
        len(removed),
    ).format(count=whole(len(removed)))


def _forgotten_words(runs: int) -> str:
    return ngettext(
        "To make room, the epochs of {count} old run were removed: it is kept, but can be replayed no more. File > "
        "Runs has a star for what shall stay, and the limit.",
        "To make room, the epochs of {count} old runs were removed: they are kept, but can be replayed no more. File > "
        "Runs has a star for what shall stay, and the limit.",
        runs,
    ).format(count=whole(runs))
