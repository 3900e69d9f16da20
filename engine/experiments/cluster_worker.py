"""What a worker of a Dask cluster does for Inkling: a run is a task, which tells of its epochs and heeds being held.

Dask itself can neither hold a task nor stop one: a future that is cancelled lets it run to its end. So a thread here
looks, for all tasks of the process, whether they are still wanted; and being held is said to every worker at once.
"""

from __future__ import annotations

import gc
import platform
import sys
import threading
import time
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cache
from typing import Any

import numpy as np
import torch

from engine.digits.dataset import Digits
from engine.experiments.factors import Plan
from engine.experiments.place import BEGUN, REPORT, Said
from engine.experiments.worker import carry_out
from engine.machine import keep_freed_memory
from engine.training.control import Control
from engine.training.history import EpochReport
from engine.version import VERSION

LOOK = 0.2  # seconds between two looks at whether tasks are still wanted
TELL = 0.1  # seconds between two messages of a run: its epochs may take milliseconds
UNWANTED = "cancelled", "resumed", "released", "forgotten"  # states of a task whose run goes on for nobody


@dataclass(frozen=True, eq=False)
class Sets:
    """The digits of a race, and those that came with them for testing."""

    digits: Digits
    test_digits: Digits | None


class Unwanted(Exception):
    """Nobody waits for this run any more: there is no result."""


def facts() -> dict[str, str]:
    """What must be the same at both ends for the same results."""
    return {
        "Inkling": VERSION, "torch": torch.__version__, "NumPy": np.__version__,
        "Python": platform.python_version(), "system": f"{sys.platform} {platform.machine()}",
    }  # fmt: skip


# Runs under way in this process


@dataclass
class _Here:
    """``held``: the races whose runs hold, also those that have yet to begin. ``tasks``: by key, each one's race."""

    held: set[str] = field(default_factory=set)
    tasks: dict[str, tuple[str, Control]] = field(default_factory=dict)
    lock: threading.Lock = field(default_factory=threading.Lock)


_here = _Here()


def hold(race: str, paused: bool) -> None:
    """Hold the runs of a race after the batch under way, or let them go on."""
    with _here.lock:
        (_here.held.add if paused else _here.held.discard)(race)
        for of, control in _here.tasks.values():
            if of == race:
                (control.pause if paused else control.resume)()


@contextmanager
def _watched(worker: Any, key: str, race: str) -> Iterator[Control]:
    """A handle that is stopped once the task is not wanted any more, as when its client is gone."""
    control = Control()
    with _here.lock:
        if race in _here.held:
            control.pause()
        _here.tasks[key] = race, control
        if len(_here.tasks) == 1:
            threading.Thread(target=_watch, args=(worker,), name="inkling-watch", daemon=True).start()
    try:
        yield control
    finally:
        with _here.lock:
            del _here.tasks[key]


def _watch(worker: Any) -> None:
    """Until there is no task. Another of these may be about to end: both do no harm."""
    while True:
        with _here.lock:
            if not _here.tasks:
                return
            for key, (_race, control) in _here.tasks.items():
                task = worker.state.tasks.get(key)
                if task is None or task.state in UNWANTED:
                    control.stop()
        time.sleep(LOOK)


# The task


def carry_out_run(race: str, number: int, plan: Plan, sets: Sets) -> tuple[str, Said, list[EpochReport]]:
    """The task: what this attempt is called, the last word about the run, and all its reports.

    What is told on the way goes to the topic ``race``: (word, number, attempt, reports without the losses of their
    batches). Raises Unwanted.
    """
    from distributed import get_worker

    _settle()
    worker = get_worker()
    attempt, reports = uuid.uuid4().hex, list[EpochReport]()
    teller = _Teller(worker, race, number, attempt)
    with _watched(worker, worker.get_current_task(), race) as control:
        teller.tell(BEGUN)

        def say(said: Said) -> None:
            reports.append(said[2])
            teller.take(said[2])

        last = carry_out(number, plan, control, (sets.digits, sets.test_digits), say)
    if control.stopped:
        raise Unwanted
    return attempt, last, reports


@cache
def _settle() -> None:
    """Once for a process: what else takes a quarter of a short run's time. Dask's nanny sets
    ``MALLOC_TRIM_THRESHOLD_``, so that each run asks the system for the same 120 MB anew, page by page; and among what
    the libraries have made there is no garbage, but to look through it takes a tenth of a second."""
    keep_freed_memory()
    gc.freeze()


class _Teller:
    """Sends what is new now and then, so that a cluster of quick runs is not busy with words."""

    def __init__(self, worker: Any, race: str, number: int, attempt: str) -> None:
        self._worker, self._race, self._head = worker, race, (number, attempt)
        self._kept: list[tuple[float, ...]] = []
        self._told = -TELL

    def take(self, report: EpochReport) -> None:
        self._kept.append(
            (report.epoch, report.loss, report.train_accuracy, report.test_accuracy, report.seconds)
        )  # fmt: skip
        if time.monotonic() - self._told >= TELL:
            self.tell(REPORT)
            self._told = time.monotonic()

    def tell(self, word: str) -> None:
        self._worker.log_event(self._race, [word, *self._head, self._kept])
        self._kept = []
