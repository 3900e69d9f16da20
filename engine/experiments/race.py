"""An experiment under way: its runs, in as many processes as there are cores, and how others steer and watch it."""

from __future__ import annotations

import logging
import threading
import time
from contextlib import suppress
from multiprocessing.connection import wait
from pathlib import Path
from typing import Any

from engine.apart import end_helper
from engine.digits.dataset import Digits
from engine.digits.identity import mark_of
from engine.errors import UserError
from engine.experiments import worker
from engine.experiments.experiment import Experiment
from engine.experiments.handed_folder import hand_over, handed_folder
from engine.experiments.processes import MOST_WORKERS, Member
from engine.experiments.run import CANCELLED, FAILED, FINISHED, RUNNING, WAITING, Run
from engine.machine import cores
from engine.words import _

LOOK = 0.04  # seconds between two looks at what was asked for
SILENT_DEATHS = 3  # of processes that never said a word, before all is given up
log = logging.getLogger(__name__)


class Race:
    """Runs an experiment, with networks for the classes of the digits. Every method may be called from any thread, and
    none waits, but ``close`` and ``wait``.

    ``runs``: all of them, in the order in which they begin. ``version`` grows with every change. The results are the
    same, bit for bit, however many run at once: a run knows nothing of the others, and each has one torch thread.

    Raises UserError if the experiment asks for more classes than there are.
    """

    def __init__(
        self, experiment: Experiment, digits: Digits, test_digits: Digits | None = None, workers: int | None = None
    ) -> None:
        self.experiment = experiment = experiment.fitting(digits)
        self.runs = [Run(c, seed, experiment.plan(c, seed)) for c, seed in experiment.order(len(digits))]
        self.costs = [run.plan.cost(len(digits)) for run in self.runs]
        self.digits, self.test_digits = digits, test_digits
        self.workers = max(1, min(workers or cores(), MOST_WORKERS, len(self.runs)))
        self.version = 0
        self.message = ""
        self.mark = ""  # of the digits, see engine.digits.identity.mark_of; known before a run has ended
        self.seconds = 0.0  # since the beginning, without pauses
        self._waiting = list(range(len(self.runs)))
        self._crew: list[Member] = []
        self._silent_deaths = 0
        self._paused, self._cancelled = False, threading.Event()
        self._told_paused = False
        self._thread = threading.Thread(target=self._manage, name="race", daemon=True)

    # From any thread

    def start(self) -> None:
        self._thread.start()

    def pause(self) -> None:
        self._paused = True

    def resume(self) -> None:
        self._paused = False

    def cancel(self) -> None:
        """End all runs that have not finished; what is finished is kept."""
        self._cancelled.set()

    def close(self, timeout: float = 0.7) -> None:
        """Cancel, and wait until no process is left, for ``timeout`` seconds at most."""
        self.cancel()
        if self._thread.is_alive():
            self._thread.join(timeout)

    def wait(self) -> None:
        """Until all runs have ended: the one method that waits without end, for scripts."""
        self._thread.join()

    @property
    def paused(self) -> bool:
        return self._paused and not self.over

    @property
    def over(self) -> bool:
        """Whether every run has ended, and every process."""
        return self._thread.ident is not None and not self._thread.is_alive()

    def share(self) -> float:
        """How much of the work is done: 0 to 1."""
        return sum(c * run.share for c, run in zip(self.costs, self.runs, strict=True)) / sum(self.costs)

    def pace(self) -> float | None:
        """Seconds of one core for a unit of cost, by what has been done so far; None while that is too little."""
        spent = sum(run.seconds for run in self.runs)
        done = sum(cost * run.done for cost, run in zip(self.costs, self.runs, strict=True))
        return spent / done if spent >= 1 and done else None

    def seconds_left(self) -> float | None:
        """An estimate; None while too little is done to tell."""
        pace = self.pace()
        if pace is None:
            return None
        left = [cost * (1 - r.share) * pace for cost, r in zip(self.costs, self.runs, strict=True) if not r.ended]
        return max(sum(left) / self.workers, max(left, default=0.0))

    # In the race's own thread

    def _manage(self) -> None:
        try:
            with handed_folder() as folder:
                try:
                    self._hand_over(folder)
                    self._race()
                finally:
                    self._end_crew()
        except UserError as error:
            self._give_up(str(error))
        except OSError as error:
            log.exception("an experiment failed")
            self._give_up(_("The runs could not be started: {reason}.").format(reason=error.strerror or error))
        except Exception as error:
            log.exception("an experiment failed")
            self._give_up(_("The experiment failed because of a mistake in Inkling: {error}").format(error=repr(error)))
        finally:
            self._end_runs(CANCELLED)
            self.version += 1

    def _hand_over(self, folder: Path) -> None:
        self.mark = mark_of(self.digits)
        self._handed = hand_over(self.digits, folder, "digits")
        test = self.test_digits
        self._handed_test = None if test is None else hand_over(test, folder, "test")

    def _race(self) -> None:
        last = time.perf_counter()
        while not self._cancelled.is_set() and not all(run.ended for run in self.runs):
            self._man()
            self._tell_paused()
            self._dispatch()
            self._listen()
            now = time.perf_counter()
            self.seconds += 0 if self._paused else now - last
            last = now

    def _man(self) -> None:
        """As many processes as there is work for."""
        busy = sum(member.run is not None for member in self._crew)
        while len(self._crew) < min(self.workers, busy + len(self._waiting)) and not self._cancelled.is_set():
            self._crew.append(Member(self._handed, self._handed_test))
            if self._told_paused:
                self._crew[-1].tell(worker.PAUSE)

    def _tell_paused(self) -> None:
        if self._paused != self._told_paused:
            self._told_paused = self._paused
            for member in self._crew:
                member.tell(worker.PAUSE if self._paused else worker.RESUME)

    def _dispatch(self) -> None:
        for member in self._crew:
            if member.run is None and self._waiting and not self._paused:
                member.run = self._waiting.pop(0)
                member.tell(worker.RUN, member.run, self.runs[member.run].plan)
                self._set(member.run, RUNNING)

    def _set(self, number: int, state: str) -> None:
        self.runs[number].state = state
        self.version += 1

    def _listen(self) -> None:
        by_pipe = {member.pipe: member for member in self._crew}
        by_sentinel = {member.process.sentinel: member for member in self._crew}
        ready = wait([*by_pipe, *by_sentinel], LOOK)
        for member in [by_pipe[pipe] for pipe in ready if pipe in by_pipe]:
            self._hear(member)
        for member in [by_sentinel[sentinel] for sentinel in ready if sentinel in by_sentinel]:
            self._mourn(member)

    def _hear(self, member: Member) -> None:
        for word, number, *rest in member.heard():
            if word == worker.LOST:
                raise UserError(rest[0])
            if word != worker.READY:
                self._take(member, word, self.runs[number], rest)

    def _take(self, member: Member, word: str, run: Run, rest: list[Any]) -> None:
        if word == worker.REPORT:
            run.history.append(rest[0])
        elif word == worker.FINISHED:
            run.flat, run.confusion = rest
            run.state, member.run = FINISHED, None
        else:
            run.reason, run.flat = rest
            run.state, member.run = FAILED, None
        self.version += 1

    def _mourn(self, member: Member) -> None:
        """A process has died, by the system's hand."""
        self._hear(member)
        member.bury()
        self._crew.remove(member)
        code = member.process.exitcode
        self._silent_deaths += not member.spoke
        if self._silent_deaths >= SILENT_DEATHS:
            raise UserError(_("The processes that train do not start (exit code {code}).").format(code=code))
        if member.run is None:
            return
        if not member.spoke:
            self._waiting.insert(0, member.run)
            self._set(member.run, WAITING)
            return
        reason = _("Its process was ended by the system (exit code {code}): probably there was not enough memory.")
        self.runs[member.run].reason = reason.format(code=code)
        self._set(member.run, FAILED)

    def _end_crew(self) -> None:
        for member in self._crew:
            member.kill()
        for member in self._crew:
            with suppress(UserError):
                self._hear(member)  # a run that finished at the last moment is kept
            member.bury()
        self._crew = []
        end_helper()

    def _give_up(self, sentence: str) -> None:
        self.message = sentence
        for run in self.runs:
            if not run.ended:
                run.reason = sentence
        self._end_runs(FAILED)

    def _end_runs(self, state: str) -> None:
        self._waiting = []
        for run in self.runs:
            if not run.ended:
                run.state = state
