"""Finds out what the units of a network answer to the images, and which are least useful, off the GUI thread."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import partial
from time import monotonic

from PySide6.QtCore import QObject, QTimer, Signal

from engine.apart import Cancelled
from engine.digits.dataset import Digits
from engine.errors import UserError
from engine.inspection.activity import Activity, activity
from engine.inspection.evaluation import evaluate
from engine.inspection.image_sets import Inspection, fill
from engine.inspection.least_useful import LeastUseful, least_useful
from engine.networks.network import FeedForward
from engine.training.weight_course import histograms
from gui.work.messages import Messages
from gui.work.tasks import Job, Tasks

EXAMINING, FINDING = "units", "least useful units"  # keys of the tasks
TICK = 100  # milliseconds


@dataclass(frozen=True, eq=False)
class Examined:
    """A network with all its units on some images: as it was judged by them, and what its units answer to them."""

    inspection: Inspection
    activity: Activity

    @property
    def network(self) -> FeedForward:
        return self.inspection.network


@dataclass(frozen=True, eq=False)
class Found:
    """The least useful units of a network. ``images``, ``name``: of the set by which they were found, one of the keys
    of the sets, and what it is called."""

    network: FeedForward
    images: str
    name: str
    least: LeastUseful


class UnitsExamining(QObject):
    changed = Signal()
    """``examined``, ``found``, or what is under way, is another."""
    progressed = Signal()
    """What is under way is further."""

    def __init__(self, tasks: Tasks, messages: Messages, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._tasks, self._messages = tasks, messages
        self.examined: Examined | None = None
        self.found: Found | None = None
        self._jobs: dict[str, Job] = {}
        self._began = 0.0
        self._asked: tuple[FeedForward, Digits] | None = None
        self._timer = QTimer(self, interval=TICK)
        self._timer.timeout.connect(self.progressed)

    # What its units answer

    def examine(self, found: Inspection, whole: FeedForward) -> None:
        """``found``: of ``whole``, or of a copy of it with units cut, which says by which images."""
        digits = found.evaluation.digits
        if self._asked is not None and self._asked[0] is whole and self._asked[1] is digits:
            return
        self._asked, self.examined = (whole, digits), None
        if self.found is not None and self.found.network is not whole:
            self.found = None
            self.cancel()
        job = self._begin(EXAMINING)
        work = lambda: _examined(found, whole, job)  # noqa: E731
        self._tasks.start(EXAMINING, work, self._on_examined, partial(self._on_failed, EXAMINING), job)
        self.changed.emit()

    def forget(self) -> None:
        """There is nothing to examine."""
        self._tasks.cancel(EXAMINING)
        self._end(EXAMINING)
        self._asked, self.examined, self.found = None, None, None
        self.cancel()
        self.changed.emit()

    def _on_examined(self, examined: Examined) -> None:
        self._end(EXAMINING)
        self.examined = examined
        self.changed.emit()

    # Which of them are least useful

    def find(self) -> None:
        """Find the least useful units by the images."""
        examined = self.examined
        if examined is None or self.is_busy(FINDING):
            return
        job, network, digits = self._begin(FINDING), examined.network, examined.activity.digits
        self._began = monotonic()
        work = lambda: least_useful(network, digits, job.report, job.cancelled)  # noqa: E731
        done = partial(self._on_found, network, examined.inspection.images, digits.name)
        self._tasks.start(FINDING, work, done, partial(self._on_failed, FINDING), job)
        self.changed.emit()

    def cancel(self) -> None:
        """Find them no longer."""
        self._tasks.cancel(FINDING)
        self._end(FINDING)
        self.changed.emit()

    def _on_found(self, network: FeedForward, images: str, name: str, least: LeastUseful) -> None:
        self._end(FINDING)
        self.found = Found(network, images, name, least)
        self.changed.emit()

    # What is under way

    def is_busy(self, key: str) -> bool:
        return key in self._jobs

    def share(self, key: str) -> float:
        """0 to 1: how much of it is done."""
        return self._jobs[key].share if key in self._jobs else 0.0

    def seconds_left(self) -> float | None:
        """Until the least useful units are found; None as long as that cannot be told."""
        gone, share = monotonic() - self._began, self.share(FINDING)
        return gone / share * (1 - share) if share > 0.02 and gone > 0.5 else None

    def _begin(self, key: str) -> Job:
        job = self._jobs[key] = Job()
        self._timer.start()
        return job

    def _end(self, key: str) -> None:
        self._jobs.pop(key, None)
        if not self._jobs:
            self._timer.stop()

    def _on_failed(self, key: str, error: UserError) -> None:
        self._end(key)
        if not isinstance(error, Cancelled):
            self._messages.failed.emit(str(error))
        self.changed.emit()


def _examined(found: Inspection, whole: FeedForward, job: Job) -> Examined:
    """In a thread."""
    evaluation = found.evaluation
    if found.network is not whole:
        evaluation = evaluate(whole, evaluation.digits)
        fill(evaluation)
        found = replace(found, network=whole, evaluation=evaluation, now=histograms(whole))
    return Examined(found, activity(whole, evaluation.digits, job.report, job.cancelled))
