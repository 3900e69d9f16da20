"""An experiment under way: its runs, at the place where they are carried out, and how others steer and watch it."""

from __future__ import annotations

import logging
import threading
import time
from contextlib import suppress
from typing import Any

from engine.digits.dataset import Digits
from engine.digits.identity import mark_of
from engine.errors import UserError
from engine.experiments.experiment import Experiment
from engine.experiments.local import ThisComputer
from engine.experiments.place import BACK, BEGUN, REPORT, WHOLE, Place, Said
from engine.experiments.place import FINISHED as HAS_FINISHED
from engine.experiments.raced import Raced
from engine.experiments.run import CANCELLED, FAILED, FINISHED, RUNNING, WAITING, Run
from engine.training.history import History
from engine.words import _

LOOK = 0.04  # seconds between two looks at what was asked for
log = logging.getLogger(__name__)


class Race(Raced):
    """Runs an experiment, with networks for the classes of the digits. Every method may be called from any thread, and
    none waits, but ``close`` and ``wait``.

    ``runs``: all of them, in the order in which they begin. The results are the same, bit for bit, however many run at
    once, and wherever: a run knows nothing of the others, and each has one torch thread. ``place``: where that is; this
    computer without one, and there ``workers`` says how many may run at once.

    Raises UserError if the experiment asks for more classes than there are.
    """

    def __init__(
        self, experiment: Experiment, digits: Digits, test_digits: Digits | None = None, workers: int | None = None,
        place: Place | None = None,
    ) -> None:  # fmt: skip
        experiment = experiment.fitting(digits)
        runs = [Run(c, seed, experiment.plan(c, seed)) for c, seed in experiment.order(len(digits))]
        super().__init__(experiment, runs, digits.name, len(digits), test_digits is not None)
        self.digits, self.test_digits = self._sets = digits, test_digits
        self.place = place or ThisComputer(workers)
        self.is_here = self.place.is_here
        self._waiting = list(range(len(self.runs)))
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
    def workers(self) -> int:
        return max(1, min(self.place.workers, len(self.runs)))

    @property
    def paused(self) -> bool:
        return self._paused and not self.over

    @property
    def over(self) -> bool:
        return self._thread.ident is not None and not self._thread.is_alive()

    # In the race's own thread

    def _manage(self) -> None:
        try:
            try:
                self.mark = mark_of(self._sets[0])
                self.place.open(*self._sets, len(self.runs))
                self.note = self.place.note
                self._race()
            finally:
                self._close()
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

    def _race(self) -> None:
        last = time.perf_counter()
        while not self._cancelled.is_set() and not all(run.ended for run in self.runs):
            self._tell_paused()
            self._dispatch()
            self._take_all(self.place.heard(LOOK))
            now = time.perf_counter()
            self.seconds += 0 if self._paused else now - last
            last = now

    def _tell_paused(self) -> None:
        if self._paused != self._told_paused:
            self._told_paused = self._paused
            self.place.hold(self._told_paused)

    def _dispatch(self) -> None:
        while self._waiting and not self._paused and self.place.room() > 0:
            number = self._waiting.pop(0)
            self.place.begin(number, self.runs[number].plan)
            self._set(number, RUNNING)

    def _set(self, number: int, state: str) -> None:
        self.runs[number].state = state
        self.version += 1

    def _take_all(self, said: list[Said]) -> None:
        for word, number, *rest in said:
            self._take(word, number, rest)

    def _take(self, word: str, number: int, rest: list[Any]) -> None:
        run = self.runs[number]
        if word == REPORT:
            run.history.append(rest[0])
            self.version += 1
        elif word in (BEGUN, WHOLE):
            history = History(run.plan.config.epochs)
            for report in rest[0] if word == WHOLE else ():
                history.append(report)
            run.history = history  # at once: others look on
            self.version += 1
        elif word == BACK:
            self._waiting.insert(0, number)
            self._set(number, WAITING)
        elif word == HAS_FINISHED:
            run.flat, run.confusion = rest
            self._set(number, FINISHED)
        else:
            run.reason, run.flat = rest
            self._set(number, FAILED)

    def _close(self) -> None:
        with suppress(UserError):
            self._take_all(self.place.close())

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
