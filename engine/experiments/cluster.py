"""A Dask cluster as the place of a race: each run is a task with resources, and its reports stream back as it learns.

The digits are scattered once. A run whose worker is lost is carried out again by another, and its curve starts anew.
Dask is loaded when a cluster is asked for, and never before.
"""

from __future__ import annotations

import queue
import re
import time
import uuid
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

import numpy as np

from engine.digits.dataset import Digits
from engine.errors import UserError
from engine.experiments import cluster_worker
from engine.experiments.cluster_worker import Sets, carry_out_run, facts
from engine.experiments.factors import Plan
from engine.experiments.place import BACK, BEGUN, FAILED, REPORT, WHOLE, Place, Said
from engine.numbers import whole
from engine.training.history import EpochReport
from engine.words import _, ngettext

RESOURCE = "inkling"  # of a worker's: how many runs it carries out at once
PATIENCE = 10.0  # seconds for a scheduler to answer
GOODBYE = 0.5  # seconds for the last words to it
RECOUNT = 2.0  # seconds between two looks at which workers there are
AHEAD = 2  # runs that are handed out for each that is carried out, so that no worker waits for its next
ATTEMPTS = 4  # at a run whose workers are lost
NO_DASK = _("Runs on a cluster need dask and distributed, which are not installed here: pip install inkling[cluster]")


@dataclass(frozen=True)
class Found:
    """What a cluster has. ``places``: runs that it carries out at once. ``note``: on versions that differ; or empty."""

    workers: int
    threads: int
    places: int
    note: str = ""

    def __str__(self) -> str:
        workers = ngettext("{count} worker", "{count} workers", self.workers).format(count=whole(self.workers))
        threads = ngettext("{count} thread", "{count} threads", self.threads).format(count=whole(self.threads))
        places = ngettext("{count} run at a time", "{count} runs at a time", self.places).format(
            count=whole(self.places)
        )
        return _("{workers}, {threads}: {places}.").format(workers=workers, threads=threads, places=places)


def checked_address(address: str) -> str:
    """ "host:port" or "tcp://host:port" as Dask takes it. Raises UserError."""
    address = address.strip()
    found = re.fullmatch(r"(?:(tcp|tls|ucx)://)?((?:\[[0-9a-fA-F:.%]+\]|[^\s:/\[\]]+):(\d{1,5}))", address)
    if found is None or not 0 < int(found[3]) < 2**16:
        sentence = _("“{address}” is no address of a cluster: write one like tcp://192.168.0.10:8786.")
        raise UserError(sentence.format(address=address[:60]), "cluster")
    return f"{found[1] or 'tcp'}://{found[2]}"


def try_cluster(address: str) -> Found:
    """What is at an address. Waits for it. Raises UserError if it cannot be raced on."""
    client = _connected(checked_address(address))
    try:
        return look(client)
    finally:
        _let_go(client)


def _connected(address: str) -> Any:
    try:
        from distributed import Client
    except ImportError:
        raise UserError(NO_DASK) from None
    try:
        return Client(address, timeout=PATIENCE, set_as_default=False, name="inkling")
    except (OSError, TimeoutError, ValueError) as error:
        sentence = _("No cluster answers at {address}: does “dask scheduler” run there?")
        raise UserError(sentence.format(address=address)) from error


def _let_go(client: Any) -> None:
    with suppress(Exception):  # whatever is wrong with it, there is nothing left to be done
        client.close(timeout=GOODBYE)


def look(client: Any) -> Found:
    """Whether all of a cluster fits this program. Raises UserError, with what is to be done."""
    workers = client.scheduler_info()["workers"]
    if not workers:
        raise UserError(_("The cluster has no workers: start some with “dask worker”."))
    note = versions_note(_facts_of(client))
    found = Found(len(workers), sum(w["nthreads"] for w in workers.values()), _places(workers), note)
    if not found.places:
        sentence = _("No worker of the cluster takes runs: start them with --resources “{resource}=1”.")
        raise UserError(sentence.format(resource=RESOURCE))
    return found


def _places(workers: Mapping[str, Any]) -> int:
    """A worker can offer more than it has threads for."""
    return sum(min(one["nthreads"], int(one["resources"].get(RESOURCE, 0))) for one in workers.values())


def _facts_of(client: Any) -> dict[str, Any]:
    """By address, facts or what went wrong there."""
    there: dict[str, Any] = client.run(facts, on_error="return")
    try:
        there[_("the scheduler")] = client.run_on_scheduler(facts)
    except Exception as error:
        there[_("the scheduler")] = error
    return there


def versions_note(there: Mapping[str, Any]) -> str:
    """A sentence on what differs from here so that results may; empty if nothing does. ``there``: by address, facts or
    an error. Raises UserError where Inkling is missing, or is another version."""
    here = facts()
    for address, found in there.items():
        if not isinstance(found, dict):
            sentence = _("Inkling is not installed at {address}: install it there, as on this computer ({reason}).")
            raise UserError(sentence.format(address=address, reason=str(found).splitlines()[0][:100]))
        if found["Inkling"] != here["Inkling"]:
            sentence = _("There is Inkling {there} at {address}, and {here} on this computer: make them the same.")
            raise UserError(sentence.format(address=address, there=found["Inkling"], here=here["Inkling"]))
    other = [(a, name, f[name]) for a, f in there.items() for name in here if f.get(name) != here[name]]
    if not other:
        return ""
    address, name, version = other[0]
    sentence = _(
        "Results may differ from this computer's in their last digits: {name} is {there} at {address}, and {here} here."
    )
    return sentence.format(name=name, there=version, address=address, here=here[name])


@dataclass
class _Task:
    """A run that is handed out. ``attempt``: whose reports count; ``told``: how many there were."""

    future: Any
    attempt: str = ""


class Cluster(Place):
    """``address``: of the scheduler. Raises UserError for what is none."""

    is_here = False

    def __init__(self, address: str) -> None:
        self.address = checked_address(address)
        self._race = f"inkling-{uuid.uuid4().hex}"
        self._client: Any = None
        self._sets = Sets(Digits(np.empty((0, 28, 28), np.uint8), np.empty(0, np.int64), ""), None)
        self._scattered: Any = None
        self._tasks: dict[int, _Task] = {}
        self._attempts: dict[int, int] = {}
        self._heard: queue.SimpleQueue[tuple[str, Any]] = queue.SimpleQueue()
        self._paused, self._counted = False, 0.0

    def open(self, digits: Digits, test_digits: Digits | None, runs: int) -> None:
        self._sets = Sets(digits, test_digits)
        self._client = _connected(self.address)
        found = look(self._client)
        self.workers, self.note = found.places, found.note
        self._client.subscribe_topic(self._race, self._on_event)
        self._scatter()

    def _scatter(self) -> None:
        self._scattered = self._client.scatter(self._sets, broadcast=True, hash=False)

    # In Dask's thread

    def _on_event(self, event: tuple[float, list[Any]]) -> None:
        self._heard.put(("told", event[1]))

    def _on_done(self, number: int, future: Any) -> None:
        self._heard.put(("done", (number, future)))

    # In the race's

    def room(self) -> int:
        return AHEAD * self.workers - len(self._tasks)

    def begin(self, number: int, plan: Plan) -> None:
        if self._scattered.status != "finished":  # whoever held the digits is lost
            self._scatter()
        attempt = self._attempts[number] = self._attempts.get(number, 0) + 1
        future = self._client.submit(
            carry_out_run, self._race, number, plan, self._scattered,
            key=f"{self._race}-{number}-{attempt}", pure=False, resources={RESOURCE: 1},
        )  # fmt: skip
        self._tasks[number] = _Task(future)
        future.add_done_callback(lambda done: self._on_done(number, done))

    def hold(self, paused: bool) -> None:
        self._paused = paused
        self._client.run(cluster_worker.hold, self._race, paused, on_error="ignore")

    def heard(self, patience: float) -> list[Said]:
        self._check()
        said = self._understood(self._next(patience))
        while not self._heard.empty():
            said += self._understood(self._next(0))
        return said

    def _next(self, patience: float) -> tuple[str, Any]:
        try:
            return self._heard.get(timeout=patience)
        except queue.Empty:
            return "", None

    def _check(self) -> None:
        """Raises UserError if the scheduler is gone. Workers may come and go."""
        if self._client.status != "running":
            raise UserError(_("The connection to the cluster at {address} is lost.").format(address=self.address))
        if time.monotonic() - self._counted > RECOUNT:
            try:
                self.workers = _places(self._client.scheduler_info()["workers"])
            except Exception as error:
                sentence = _("The connection to the cluster at {address} is lost.")
                raise UserError(sentence.format(address=self.address)) from error
            self._counted = time.monotonic()

    def _understood(self, heard: tuple[str, Any]) -> list[Said]:
        word, what = heard
        if word == "told":
            return self._told(*what)
        return self._done(*what) if word == "done" else []

    def _told(self, word: str, number: int, attempt: str, rows: list[list[float]]) -> list[Said]:
        task = self._tasks.get(number)
        if task is None:
            return []
        said: list[Said] = []
        if word == BEGUN:
            task.attempt = attempt
            said.append((BEGUN, number))
            if self._paused:  # its worker may be new
                self.hold(True)
        if task.attempt == attempt:
            said += [(REPORT, number, _report(*row)) for row in rows]
        return said

    def _done(self, number: int, future: Any) -> list[Said]:
        task = self._tasks.get(number)
        if task is None or task.future is not future:
            return []
        del self._tasks[number]
        try:
            _attempt, (word, _number, *rest), reports = future.result(timeout=PATIENCE)
        except Exception as error:
            return self._lost(number, error)
        return [(WHOLE, number, reports), (word, number, *rest)]

    def _lost(self, number: int, error: Exception) -> list[Said]:
        if type(error).__name__ == "KilledWorker" or self._attempts[number] >= ATTEMPTS:
            reason = _("Its worker ended again and again: probably there was not enough memory there.")
            return [(FAILED, number, reason, None)]
        if type(error).__name__ in ("FutureCancelledError", "CancelledError", "Unwanted", "TimeoutError"):
            return [(BACK, number)]
        return [(FAILED, number, _("It failed on the cluster: {problem}").format(problem=repr(error)[:300]), None)]

    def close(self) -> list[Said]:
        if self._client is None:
            return []
        said: list[Said] = []
        with suppress(Exception):  # whatever is wrong with the cluster, what there is of it is let go
            said = self.heard(0)
            self._client.cancel([task.future for task in self._tasks.values()], force=True)
            if self._paused:
                self.hold(False)
        self._tasks = {}
        _let_go(self._client)
        return said


def _report(epoch: float, loss: float, train: float, test: float, seconds: float) -> EpochReport:
    """On the way its batches are left out; they come with the whole run."""
    return EpochReport(int(epoch), loss, np.empty(0, np.float32), train, test, seconds)
