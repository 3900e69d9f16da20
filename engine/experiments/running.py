"""An experiment under way: its runs, in as many processes as there are cores, and how others steer and watch it."""

from __future__ import annotations

import logging
import multiprocessing
import os
import tempfile
import threading
import time
from contextlib import suppress
from multiprocessing.connection import wait
from pathlib import Path

import numpy as np
import torch

from engine.digits import Digits
from engine.errors import UserError
from engine.experiments import worker
from engine.experiments.experiment import Experiment
from engine.experiments.factors import Plan
from engine.history import History
from engine.network import FeedForward
from engine.provenance import mark_of

WAITING, RUNNING, FINISHED, FAILED, CANCELLED = "waiting", "running", "finished", "failed", "cancelled"
LOOK = 0.04  # seconds between two looks at what was asked for
GRACE = 0.15  # seconds that a worker has to end by itself
MOST_WORKERS = 8  # each holds the digits and torch, some 400 MB
SILENT_DEATHS = 3  # of workers that never said a word, before all is given up
log = logging.getLogger(__name__)


class Run:
    """One training of an experiment. Written by the race's thread only; ``state`` is set after what it tells of.

    ``network()``: as it was when the run ended, once it has. ``confusion``: (10, 10) test images, by true digit and
    guess, of a finished run.
    """

    def __init__(self, candidate: int, seed: int, plan: Plan) -> None:
        self.candidate, self.seed, self.plan = candidate, seed, plan
        self.history = History(plan.config.epochs)
        self.state = WAITING
        self.reason = ""  # why it failed
        self.confusion: np.ndarray | None = None
        self.flat: np.ndarray | None = None

    @property
    def ended(self) -> bool:
        return self.state in (FINISHED, FAILED, CANCELLED)

    @property
    def seconds(self) -> float:
        """What it has taken so far, without pauses."""
        return float(self.history.seconds[: self.history.count].sum())

    @property
    def share(self) -> float:
        """How much of it is done: 0 to 1."""
        return 1.0 if self.ended else max(0, self.history.count - 1) / self.plan.config.epochs

    def network(self) -> FeedForward | None:
        return None if self.flat is None else FeedForward(self.plan.spec, flat=torch.from_numpy(self.flat.copy()))


def cores() -> int:
    """The cores that this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return max(1, len(os.sched_getaffinity(0)))
    return os.cpu_count() or 1


class _Worker:
    """A process, this end of its pipe, and the number of the run that it has, if any."""

    def __init__(self, handed, handed_test) -> None:
        context = multiprocessing.get_context("spawn")
        self.pipe, theirs = context.Pipe()
        self.run: int | None = None
        self.spoke = False
        self.process = context.Process(
            target=worker.work, args=(theirs, handed, handed_test), daemon=True, name="inkling-run"
        )
        self.process.start()
        theirs.close()  # else its end would not be seen

    def tell(self, *words) -> None:
        with suppress(OSError):  # it is gone: its sentinel tells
            self.pipe.send(words)


class Race:
    """Runs an experiment. Every method may be called from any thread, and none waits, but ``close``.

    ``runs``: all of them, in the order in which they begin. ``version`` grows with every change. The results are the
    same, bit for bit, however many run at once: a run knows nothing of the others, and each has one torch thread.
    """

    def __init__(
        self, experiment: Experiment, digits: Digits, test_digits: Digits | None = None, workers: int | None = None
    ) -> None:
        self.experiment = experiment
        self.runs = [Run(c, seed, experiment.plan(c, seed)) for c, seed in experiment.order(len(digits))]
        self.costs = [run.plan.cost(len(digits)) for run in self.runs]
        self.digits, self.test_digits = digits, test_digits
        self.workers = max(1, min(workers or cores(), MOST_WORKERS, len(self.runs)))
        self.version = 0
        self.message = ""
        self.mark = ""  # of the digits, see engine.provenance.mark_of; known before a run has ended
        self.seconds = 0.0  # since the beginning, without pauses
        self._waiting = list(range(len(self.runs)))
        self._crew: list[_Worker] = []
        self._silent_deaths = 0
        self._paused, self._cancelled = False, threading.Event()
        self._told_paused = False
        self._unwanted: set[int] = set()
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

    def cancel_run(self, number: int) -> None:
        """End one run, the others go on."""
        self._unwanted.add(number)

    def close(self, timeout: float = 1.0) -> None:
        """Cancel, and wait until no process is left."""
        self.cancel()
        if self._thread.is_alive():
            self._thread.join(timeout)

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

    def seconds_left(self) -> float | None:
        """An estimate, by what has been done so far; None while there is too little to tell."""
        spent = sum(run.seconds for run in self.runs)
        done = sum(
            cost * max(0, run.history.count - 1) / run.plan.config.epochs
            for cost, run in zip(self.costs, self.runs, strict=True)
        )
        if spent < 1 or not done:
            return None
        left = [c * (1 - r.share) * spent / done for c, r in zip(self.costs, self.runs, strict=True) if not r.ended]
        return max(sum(left) / self.workers, max(left, default=0.0))

    # In the race's own thread

    def _manage(self) -> None:
        try:
            with tempfile.TemporaryDirectory(prefix="inkling-compare-", ignore_cleanup_errors=True) as folder:
                try:
                    self._hand_over(Path(folder))
                    self._race()
                finally:
                    self._end_workers()
        except UserError as error:
            self._give_up(str(error))
        except OSError as error:
            log.exception("an experiment failed")
            self._give_up(f"The runs could not be started: {error.strerror or error}.")
        except Exception as error:
            log.exception("an experiment failed")
            self._give_up(f"The experiment failed because of a mistake in Inkling: {error!r}")
        finally:
            self._end_runs(CANCELLED)
            self.version += 1

    def _hand_over(self, folder: Path) -> None:
        self.mark = mark_of(self.digits)
        self._handed = worker.hand_over(self.digits, folder, "digits")
        test = self.test_digits
        self._handed_test = None if test is None else worker.hand_over(test, folder, "test")

    def _race(self) -> None:
        last = time.perf_counter()
        while not self._cancelled.is_set() and not all(run.ended for run in self.runs):
            self._man()
            self._tell_paused()
            self._drop_unwanted()
            self._dispatch()
            self._listen()
            now = time.perf_counter()
            self.seconds += 0 if self._paused else now - last
            last = now

    def _man(self) -> None:
        """As many workers as there is work for."""
        busy = sum(crew.run is not None for crew in self._crew)
        while len(self._crew) < min(self.workers, busy + len(self._waiting)) and not self._cancelled.is_set():
            self._crew.append(_Worker(self._handed, self._handed_test))
            if self._told_paused:
                self._crew[-1].tell(worker.PAUSE)

    def _tell_paused(self) -> None:
        if self._paused != self._told_paused:
            self._told_paused = self._paused
            for crew in self._crew:
                crew.tell(worker.PAUSE if self._paused else worker.RESUME)

    def _drop_unwanted(self) -> None:
        for number in list(self._unwanted):
            self._unwanted.discard(number)
            if number in self._waiting:
                self._waiting.remove(number)
                self._set(number, CANCELLED)
            for crew in self._crew:
                if crew.run == number:
                    crew.tell(worker.STOP)

    def _dispatch(self) -> None:
        for crew in self._crew:
            if crew.run is None and self._waiting and not self._paused:
                crew.run = self._waiting.pop(0)
                crew.tell(worker.RUN, crew.run, self.runs[crew.run].plan)
                self._set(crew.run, RUNNING)

    def _set(self, number: int, state: str) -> None:
        self.runs[number].state = state
        self.version += 1

    def _listen(self) -> None:
        by_pipe = {crew.pipe: crew for crew in self._crew}
        by_sentinel = {crew.process.sentinel: crew for crew in self._crew}
        ready = wait([*by_pipe, *by_sentinel], LOOK)
        for pipe in ready:
            if pipe in by_pipe:
                self._hear(by_pipe[pipe])
        for crew in [by_sentinel[sentinel] for sentinel in ready if sentinel in by_sentinel]:
            self._bury(crew)

    def _hear(self, crew: _Worker) -> None:
        """Take all that a worker has to say."""
        with suppress(EOFError, OSError):
            while crew.pipe.poll():
                word, number, *rest = crew.pipe.recv()
                crew.spoke = True
                if word == worker.LOST:
                    raise UserError(rest[0])
                if word != worker.READY:
                    self._take(crew, word, self.runs[number], rest)

    def _take(self, crew: _Worker, word: str, run: Run, rest: list) -> None:
        self.version += 1
        if word == worker.REPORT:
            run.history.append(rest[0])
            return
        if word == worker.FINISHED:
            run.flat, run.confusion = rest
            run.state = FINISHED
        elif word == worker.FAILED:
            run.reason, run.flat = rest
            run.state = FAILED
        else:
            (run.flat,) = rest
            run.state = CANCELLED
        crew.run = None

    def _bury(self, crew: _Worker) -> None:
        """A worker has died, by the system's hand."""
        self._hear(crew)
        crew.process.join()
        self._crew.remove(crew)
        crew.pipe.close()
        code = crew.process.exitcode
        self._silent_deaths += not crew.spoke
        if self._silent_deaths >= SILENT_DEATHS:
            raise UserError(f"The processes that train do not start (exit code {code}).")
        if crew.run is None:
            return
        if not crew.spoke:
            self._waiting.insert(0, crew.run)
            self._set(crew.run, WAITING)
            return
        self.runs[crew.run].reason = f"Its process was ended (exit code {code}): probably there is not enough memory."
        self._set(crew.run, FAILED)

    def _end_workers(self) -> None:
        """Ask them, give them a moment, and only then end them: they have nothing to lose."""
        for crew in self._crew:
            crew.tell(worker.CLOSE)
        end = time.monotonic() + GRACE
        while any(crew.process.is_alive() for crew in self._crew) and time.monotonic() < end:
            wait([crew.process.sentinel for crew in self._crew if crew.process.is_alive()], 0.02)
            for crew in self._crew:
                self._hear_out(crew)
        for crew in self._crew:
            self._hear_out(crew)
            if crew.process.is_alive():
                crew.process.terminate()
        for crew in self._crew:
            crew.process.join(GRACE)
            if crew.process.is_alive():
                crew.process.kill()
                crew.process.join()
            crew.pipe.close()
            crew.process.close()
        self._crew = []

    def _hear_out(self, crew: _Worker) -> None:
        """Also the last words: a run that finished at the last moment is kept."""
        with suppress(UserError):
            self._hear(crew)

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
