"""The experiment under way, between the Compare page and the engine: started, watched by a timer, ended."""

from __future__ import annotations

from PySide6.QtCore import QObject

from engine.experiments.experiment import Experiment
from engine.experiments.place import Place
from engine.experiments.race import Race
from engine.experiments.raced import Raced
from engine.experiments.run import FINISHED, Run
from engine.numbers import duration
from engine.words import _, ngettext
from gui.compare.under_way import UnderWay
from gui.model.digits_in_hand import DigitsInHand
from gui.work.messages import Messages


class RaceController(UnderWay):
    """One race at a time."""

    def __init__(self, data: DigitsInHand, messages: Messages, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._data, self._messages = data, messages
        self.race: Race | Raced | None = None

    @property
    def paused(self) -> bool:
        return self.running and self.race.paused

    def show(self, raced: Raced) -> None:
        """What was kept of an experiment, in the place of a race that has ended."""
        self.race = raced
        self.changed.emit()
        self.ended.emit()

    def start(self, experiment: Experiment, place: Place | None = None) -> None:
        """Begin, unless a race is under way or there are no digits yet.

        ``place``: where it runs; this computer without one.
        """
        data = self._data
        if self.running or data.digits is None:
            return
        self.race = Race(experiment, data.digits, data.test_digits, place=place)
        self.begin(self.race)

    def pause_or_resume(self) -> None:
        if self.running:
            (self.race.resume if self.race.paused else self.race.pause)()
            self.changed.emit()

    def _tell_end(self) -> None:
        if self.race.message:
            self._messages.failed.emit(self.race.message)


def progress_words(race: Raced, running: bool) -> str:
    """How far it is: "7 of 10 runs · 21.0 s gone · 9.5 s left"."""
    done, runs = sum(run.ended for run in race.runs), len(race.runs)
    if not running:
        return _ended_words(race)
    if not any(run.history.count for run in race.runs):
        return _starting_words(race.workers, runs) if race.is_here else _("Waiting for the cluster's first report…")
    words = [
        ngettext("Experiment: {done} of {runs} run", "Experiment: {done} of {runs} runs", runs).format(
            done=done, runs=runs
        ),
        _("{workers} at a time").format(workers=race.workers),
        _("{time} gone").format(time=duration(race.seconds)),
    ]
    left = race.seconds_left()
    if race.paused:
        words.append(_("paused"))
    elif left is not None:
        words.append(_("about {time} left").format(time=duration(left)))
    return " · ".join(words)


def _ended_words(race: Raced) -> str:
    finished, runs = sum(run.state == FINISHED for run in race.runs), len(race.runs)
    if finished == runs:
        sentence = ngettext(
            "Experiment finished: {finished} of {runs} run · {time}",
            "Experiment finished: {finished} of {runs} runs · {time}",
            runs,
        )
    else:
        sentence = ngettext(
            "Experiment ended: {finished} of {runs} run · {time}",
            "Experiment ended: {finished} of {runs} runs · {time}",
            runs,
        )
    return sentence.format(finished=finished, runs=runs, time=duration(race.seconds))


def _starting_words(workers: int, runs: int) -> str:
    if runs == 1:
        return _("Starting 1 process for 1 run…")
    return ngettext(
        "Starting {workers} process for {runs} runs…", "Starting {workers} processes for {runs} runs…", workers
    ).format(workers=workers, runs=runs)


def untried(experiment: Experiment | None) -> list[Run]:
    """What the runs of an experiment would be."""
    if experiment is None:
        return []
    pairs = [(candidate, seed) for candidate in range(len(experiment.candidates)) for seed in experiment.seeds]
    return [Run(candidate, seed, experiment.plan(candidate, seed)) for candidate, seed in pairs]
