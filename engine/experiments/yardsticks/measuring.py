"""Several yardsticks under way: each in a process of its own, as many at once as there are cores."""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Sequence
from dataclasses import dataclass
from multiprocessing.connection import Connection, wait
from pathlib import Path

from engine.apart import Apart
from engine.digits.changes import Changes
from engine.digits.dataset import Digits
from engine.digits.identity import mark_of
from engine.errors import UserError
from engine.experiments.handed_folder import Handed, hand_over, handed_folder
from engine.experiments.states import CANCELLED, FAILED, FINISHED, RUNNING, WAITING
from engine.experiments.yardsticks.estimate import image_counts, seconds
from engine.experiments.yardsticks.fitting import classes_of
from engine.experiments.yardsticks.recipes import Recipe
from engine.experiments.yardsticks.result import Result, measure
from engine.machine import cores
from engine.words import _

LOOK = 0.04  # seconds between two looks at what was asked for
MOST_WORKERS = 8
MOST_SEEDS = 20
AS_THEY_ARE = Changes()
log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Images:
    """What a yardstick is fitted to and tested with: as a run of a network with the same four, image for image."""

    digits: Digits
    test_digits: Digits | None = None
    test_fraction: float = 0.1
    changes: Changes = AS_THEY_ARE

    def sets(self, seed: int) -> tuple[Digits, Digits]:
        return self.changes.sets(self.digits, self.test_digits, self.test_fraction, seed)

    def counts(self) -> tuple[int, int]:
        """How many are trained on and tested with, about: changes may leave out some."""
        own = None if self.test_digits is None else len(self.test_digits)
        return image_counts(len(self.digits), own, self.test_fraction, self.changes)


class Measurement:
    """One yardstick with one seed. Written by the thread of the Measuring alone; ``state`` is set last.

    ``state``: as of a run of an experiment. ``result``: once it is finished. ``reason``: why it failed. ``estimate``:
    seconds that it will take. ``seconds``: that it has taken so far.
    """

    def __init__(self, recipe: Recipe, seed: int, estimate: float) -> None:
        self.recipe, self.seed, self.estimate = recipe, seed, estimate
        self.state = WAITING
        self.reason = ""
        self.result: Result | None = None
        self._begun = self._ended = 0.0

    @property
    def ended(self) -> bool:
        return self.state in (FINISHED, FAILED, CANCELLED)

    @property
    def seconds(self) -> float:
        return (self._ended or time.perf_counter()) - self._begun if self._begun else 0.0

    def begin(self) -> None:
        self._begun = time.perf_counter()
        self.state = RUNNING

    def end(self, state: str, reason: str = "", result: Result | None = None) -> None:
        self._ended = time.perf_counter()
        self.reason, self.result = reason, result
        self.state = state


class Measuring:
    """Measures ``recipes``, each with every seed. Any method may be called from any thread, and none waits, but
    ``close`` and ``wait``.

    ``runs``: all of them, in the order in which they begin: seed by seed, within one the longest first. ``version``
    grows with every change. ``mark``: of the digits, once it has begun. Raises UserError for seeds that are none.
    """

    def __init__(
        self, recipes: Sequence[Recipe], images: Images, seeds: Sequence[int] = (0,), workers: int | None = None
    ) -> None:
        if not 1 <= len(set(seeds)) == len(seeds) <= MOST_SEEDS or not all(0 <= seed < 2**32 for seed in seeds):
            raise UserError(_("Use 1 to {most} different seeds.").format(most=MOST_SEEDS), "seeds")
        if not recipes or len(set(recipes)) < len(recipes):
            raise UserError(_("Choose at least one yardstick, and none twice."), "recipes")
        self.images = images
        counts = images.counts()
        longest_first = sorted(recipes, key=lambda recipe: -seconds(recipe, *counts))
        self.runs = [Measurement(one, seed, seconds(one, *counts)) for seed in seeds for one in longest_first]
        self.workers = max(1, min(workers or cores(), MOST_WORKERS, len(self.runs)))
        self.version = 0
        self.mark = ""
        self._cancelled = threading.Event()
        self._busy: dict[Connection, tuple[Apart, Measurement]] = {}
        self._thread = threading.Thread(target=self._manage, name="yardsticks", daemon=True)

    # From any thread

    def start(self) -> None:
        self._thread.start()

    def cancel(self) -> None:
        """End all that have not finished, at once; what is finished is kept."""
        self._cancelled.set()

    def close(self, timeout: float = 0.7) -> None:
        """Cancel, and wait until no process is left, for ``timeout`` seconds at most."""
        self.cancel()
        if self._thread.is_alive():
            self._thread.join(timeout)

    def wait(self, timeout: float | None = None) -> None:
        """Until all have ended, for scripts."""
        self._thread.join(timeout)

    @property
    def over(self) -> bool:
        """Whether every one has ended, and every process."""
        return self._thread.ident is not None and not self._thread.is_alive()

    def estimate(self) -> float:
        """Seconds that all of it will take, told beforehand."""
        return self._shared([run.estimate for run in self.runs])

    def seconds_left(self) -> float:
        """The same for what is left, by how long those took that have ended."""
        done = [run for run in self.runs if run.state == FINISHED]
        pace = sum(run.seconds for run in done) / sum(run.estimate for run in done) if done else 1.0
        return self._shared([max(0.0, run.estimate * pace - run.seconds) for run in self.runs if not run.ended])

    def share(self) -> float:
        """How much is done: 0 to 1."""
        done = sum(run.estimate if run.ended else min(run.seconds, 0.95 * run.estimate) for run in self.runs)
        return done / sum(run.estimate for run in self.runs)

    def _shared(self, times: list[float]) -> float:
        return max(sum(times) / self.workers, max(times, default=0.0))

    # In its own thread

    def _manage(self) -> None:
        try:
            with handed_folder() as folder:
                try:
                    self._measure(*self._hand_over(folder))
                finally:
                    self._end_processes()
        except UserError as error:
            self._end_all(FAILED, str(error))
        except OSError as error:
            log.exception("yardsticks failed")
            sentence = _("The yardsticks could not be started: {reason}.")
            self._end_all(FAILED, sentence.format(reason=error.strerror or error))
        except Exception as error:
            log.exception("yardsticks failed")
            self._end_all(FAILED, _("It failed because of a mistake in Inkling: {error}").format(error=repr(error)))
        finally:
            self._end_all(CANCELLED)

    def _hand_over(self, folder: Path) -> tuple[Handed, Handed | None]:
        self.mark = mark_of(self.images.digits)
        test = self.images.test_digits
        handed_test = None if test is None else hand_over(test, folder, "test")
        return hand_over(self.images.digits, folder, "digits"), handed_test

    def _measure(self, handed: Handed, handed_test: Handed | None) -> None:
        while not self._cancelled.is_set() and not all(run.ended for run in self.runs):
            waiting = [run for run in self.runs if run.state == WAITING]
            for run in waiting[: self.workers - len(self._busy)]:
                process = Apart(
                    measure_handed, run.recipe, run.seed, handed, handed_test, self.images.test_fraction,
                    self.images.changes,
                )  # fmt: skip
                self._busy[process.pipe] = process, run
                run.begin()
                self.version += 1
            ready = wait([*self._busy], LOOK)
            for pipe in [pipe for pipe in self._busy if pipe in ready]:
                self._take(*self._busy.pop(pipe))

    def _take(self, process: Apart, run: Measurement) -> None:
        try:
            run.end(FINISHED, result=process.answer())
        except UserError as error:
            run.end(FAILED, str(error))
        finally:
            process.end()
            self.version += 1

    def _end_processes(self) -> None:
        for process, _run in self._busy.values():
            process.end()
        self._busy = {}

    def _end_all(self, state: str, reason: str = "") -> None:
        for run in self.runs:
            if not run.ended:
                run.end(state, reason)
        self.version += 1


def measure_handed(
    recipe: Recipe, seed: int, handed: Handed, handed_test: Handed | None, test_fraction: float, changes: Changes
) -> Result:
    """In the process."""
    digits = handed.digits()
    test_digits = None if handed_test is None else handed_test.digits()
    images = Images(digits, test_digits, test_fraction, changes)
    return measure(recipe, *images.sets(seed), seed, classes_of(digits))
