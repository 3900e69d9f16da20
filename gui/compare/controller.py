"""The experiment under way, between the Compare page and the engine: started, watched by a timer, ended."""

from __future__ import annotations

from PySide6.QtCore import QObject, QTimer, Signal

from engine.experiments.experiment import Experiment
from engine.experiments.race import Race
from engine.experiments.run import FINISHED, Run
from gui.look.words import duration
from gui.model.digits_in_hand import DigitsInHand
from gui.work.messages import Messages

LOOK = 80  # milliseconds between two looks at the runs
LAST_LOOK = 10  # the same where all that is awaited is the end


class RaceController(QObject):
    """One race at a time. ``changed`` comes when there is something new to see, also when it has ended."""

    changed = Signal()
    ended = Signal()

    def __init__(self, data: DigitsInHand, messages: Messages, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._data, self._messages = data, messages
        self.race: Race | None = None
        self._seen = -1
        self._timer = QTimer(self)
        self._timer.timeout.connect(self._on_timeout)

    @property
    def running(self) -> bool:
        return self._timer.isActive()

    @property
    def paused(self) -> bool:
        return self.running and self.race.paused

    def start(self, experiment: Experiment) -> None:
        """Begin, unless a race is under way or there are no digits yet. The processes start in a thread."""
        data = self._data
        if self.running or data.digits is None:
            return
        self.race, self._seen = Race(experiment, data.digits, data.test_digits), -1
        self.race.start()
        self._timer.start(LOOK)
        self.changed.emit()

    def pause_or_resume(self) -> None:
        if self.running:
            (self.race.resume if self.race.paused else self.race.pause)()
            self.changed.emit()

    def cancel(self) -> None:
        if self.running:
            self.race.cancel()
            self._timer.start(LAST_LOOK)

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
                self._messages.failed.emit(race.message)


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


def untried(experiment: Experiment | None) -> list[Run]:
    """What the runs of an experiment would be."""
    if experiment is None:
        return []
    pairs = [(candidate, seed) for candidate in range(len(experiment.candidates)) for seed in experiment.seeds]
    return [Run(candidate, seed, experiment.plan(candidate, seed)) for candidate, seed in pairs]
