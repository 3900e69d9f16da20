"""The process that trains: it is handed the digits once, and then one plan after the other.

It is started with "spawn", never forked, and knows no window. It goes on until it is killed, or until the process that
started it is gone, see ``start``.
"""

from __future__ import annotations

import queue
import threading
from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from multiprocessing.connection import Connection
from typing import Any

import numpy as np

from engine.digits.dataset import Digits
from engine.errors import UserError
from engine.experiments.experiment import sets_of
from engine.experiments.factors import Plan
from engine.experiments.handed_folder import Handed
from engine.experiments.place import FAILED, FINISHED, LOADED, LOST, READY, REPORT
from engine.inspection.evaluation import Evaluation
from engine.networks.network import FeedForward
from engine.training.control import Control
from engine.training.history import EpochReport
from engine.training.trainer import Diverged, train
from engine.words import _

# What a worker is told
SETS, RUN, PAUSE, RESUME = "sets", "run", "pause", "resume"


def work(connection: Connection) -> None:
    """Take orders from ``connection``: which digits, once, and then one run after the other."""
    orders = _Orders(connection)
    try:
        connection.send((LOADED, -1))
        digits, test_digits = orders.sets()
        connection.send((READY, -1))
        while True:
            number, plan, control = orders.next()
            connection.send(carry_out(number, plan, control, (digits, test_digits), connection.send))
    except MemoryError:
        with suppress(OSError):
            connection.send((LOST, -1, NO_MEMORY))
    except OSError:
        pass  # nobody listens any more, or the digits are gone together with whoever handed them over


class _Orders:
    """What this process is told, taken by a thread of its own, so that a run under way can be held."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._sets: queue.SimpleQueue[tuple[Handed, Handed | None]] = queue.SimpleQueue()
        self._runs: queue.SimpleQueue[tuple[int, Plan, Control]] = queue.SimpleQueue()
        self._control = Control()
        self._paused = False
        threading.Thread(target=self._listen, daemon=True).start()

    def sets(self) -> tuple[Digits, Digits | None]:
        """Wait for the digits, and for those that came with them for testing."""
        handed, handed_test = self._sets.get()
        return handed.digits(), handed_test.digits() if handed_test else None

    def next(self) -> tuple[int, Plan, Control]:
        """Wait for the next run."""
        return self._runs.get()

    def _listen(self) -> None:
        with suppress(EOFError, OSError):  # the window is gone, and this process with it
            while True:
                word, *rest = self._connection.recv()
                self._obey(word, rest)

    def _obey(self, word: str, rest: list[Any]) -> None:
        if word == SETS:
            self._sets.put((rest[0], rest[1]))
        elif word == RUN:
            self._control = Control()
            if self._paused:
                self._control.pause()
            self._runs.put((*rest, self._control))
        else:
            self._paused = word == PAUSE
            (self._control.pause if self._paused else self._control.resume)()


NO_MEMORY = _("There is not enough memory for this run: use fewer units or fewer images.")


def carry_out(
    number: int,
    plan: Plan,
    control: Control,
    sets: tuple[Digits, Digits | None],
    say: Callable[[tuple[Any, ...]], None],
) -> tuple[Any, ...]:
    """Train, ``say`` each epoch, (REPORT, number, EpochReport), and return the last word about it.

    ``sets``: the digits, and those that came with them for testing.
    """
    try:
        train_set, test_set = sets_of(plan, *sets)
        after = plan.changes.after_augmentation
        for report in train(plan.spec, plan.config, train_set, test_set, control, after=after):
            say((REPORT, number, _in_its_range(plan, report, control, test_set)))
        return FINISHED, number, _flat(control), _tested(plan, control, test_set).confusion
    except UserError as error:
        return FAILED, number, str(error), _flat(control) if isinstance(error, Diverged) else None
    except MemoryError:
        return FAILED, number, NO_MEMORY, None
    except RuntimeError as error:  # what torch raises where it cannot allocate
        return FAILED, number, _why(error), None
    except (BrokenPipeError, ConnectionError):
        raise
    except Exception as error:
        return FAILED, number, _("It failed because of a mistake in Inkling: {error}").format(error=repr(error)), None


def _why(error: RuntimeError) -> str:
    if "alloc" in str(error):
        return NO_MEMORY
    return _("It failed: {problem}").format(problem=(str(error).splitlines() or [type(error).__name__])[0])


def _flat(control: Control) -> np.ndarray | None:
    network = control.latest()
    return None if network is None else network.flat.detach().numpy()


def _in_its_range(plan: Plan, report: EpochReport, control: Control, test_set: Digits) -> EpochReport:
    """The report with the accuracy in the range in which the plan is tested, if that is another."""
    if plan.test_range is None:
        return report
    return replace(report, test_accuracy=_tested(plan, control, test_set).accuracy)


def _tested(plan: Plan, control: Control, test_set: Digits) -> Evaluation:
    """What the network makes of the test images, fed as the plan says; in this one thread."""
    network = control.latest()
    assert network is not None  # there is one from epoch 0 on
    if plan.test_range is not None:
        network = FeedForward(replace(network.spec, input_range=plan.test_range), flat=network.flat)
    return Evaluation(test_set, network.log_probabilities(test_set.images))
