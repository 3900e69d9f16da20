"""The experiment under way, between the Compare page and the engine: started, watched by a timer, ended."""

from __future__ import annotations

from PySide6.QtCore import QObject, QTimer, Signal

from engine.experiments.experiment import Experiment
from engine.experiments.running import FINISHED, Race, Run
from engine.history import History
from engine.insight import WeightCourse
from engine.network import FeedForward
from engine.provenance import TrainedOn
from engine.training import Progress
from gui.session import Session
from gui.training_thread import TrainingRun
from gui.words import duration

LOOK = 80  # milliseconds between two looks at the runs


class Racer(QObject):
    """One race at a time. ``changed`` comes when there is something new to see, also when it has ended."""

    changed = Signal()
    ended = Signal()

    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self.race: Race | None = None
        self._seen = -1
        self._timer = QTimer(self, interval=LOOK)
        self._timer.timeout.connect(self._on_timeout)
        session.closing.connect(self.close)

    @property
    def running(self) -> bool:
        return self._timer.isActive()

    @property
    def paused(self) -> bool:
        return self.running and self.race.paused

    def start(self, experiment: Experiment) -> None:
        """Begin, unless a race is under way or there are no digits yet. The processes start in a thread."""
        session = self._session
        if self.running or session.digits is None:
            return
        self.race, self._seen = Race(experiment, session.digits, session.test_digits), -1
        self.race.start()
        self._timer.start()
        self.changed.emit()

    def pause_or_resume(self) -> None:
        if self.running:
            (self.race.resume if self.race.paused else self.race.pause)()
            self.changed.emit()

    def cancel(self) -> None:
        if self.running:
            self.race.cancel()

    def close(self) -> None:
        """End every process and wait for that: under a second."""
        self._timer.stop()
        if self.race is not None:
            self.race.close()

    def _on_timeout(self) -> None:
        race = self.race
        over, version = race.over, race.version  # asked before looking, so that nothing after it is missed
        if over:
            self._timer.stop()
        if version != self._seen or over:
            self._seen = version
            self.changed.emit()
        if over:
            self.ended.emit()
            if race.message:
                self._session.failed.emit(race.message)


def progress_words(race: Race, running: bool) -> str:
    """How far it is: "7 of 10 runs · 21.0 s gone · 9.5 s left"."""
    done, all_ = sum(run.ended for run in race.runs), len(race.runs)
    if not running:
        finished = sum(run.state == FINISHED for run in race.runs)
        head = "Experiment finished" if finished == all_ else "Experiment ended"
        return f"{head}: {finished} of {all_} runs · {duration(race.seconds)}"
    if not any(run.history.count for run in race.runs):
        return f"Starting {race.workers} {'process' if race.workers == 1 else 'processes'} for {all_} runs…"
    words = [f"Experiment: {done} of {all_} runs", f"{race.workers} at a time", f"{duration(race.seconds)} gone"]
    left = race.seconds_left()
    if race.paused:
        words.append("paused")
    elif left is not None:
        words.append(f"about {duration(left)} left")
    return " · ".join(words)


class OpenedRun(TrainingRun):
    """A run that has ended elsewhere, for the pages that show a TrainingRun: its thread is never started."""

    def isFinished(self) -> bool:
        return True

    @classmethod
    def of(cls, run: Run, race: Race, network: FeedForward, session: Session) -> OpenedRun:
        """``network``: what the run has ended with."""
        plan, own = run.plan, race.test_digits is not None
        made = cls(
            plan.spec, plan.config, race.digits, plan.test_fraction, None, session, race.test_digits, plan.variants
        )
        fraction = 0.0 if own else plan.test_fraction
        made.trained_on = TrainedOn(race.digits.name, fraction, run.seed, plan.variants, race.mark, own)
        made.history = run.history
        made.control.publish(network, _progress_of(run.history))
        made.weight_course = WeightCourse()
        made.weight_course.add(0, FeedForward(plan.spec, plan.config.seed))
        if run.history.count > 1:
            made.weight_course.add(run.history.count - 1, network)
        made.outcome = {"finished": "completed", "failed": "diverged"}.get(run.state, "stopped")
        return made


def _progress_of(history: History) -> Progress:
    losses = history.batch_losses[-1]
    return Progress(history.count - 1, losses, max(1, len(losses)), float(history.seconds[: history.count].sum()))
