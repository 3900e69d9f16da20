"""The one way to work beside the GUI thread.

``start``: of what is asked for under one key only the newest counts; what comes of an older request is dropped, be it a
result or a failure. ``queue``: one after another under each key, and none is dropped: for everything that writes.

Callbacks are called in the GUI thread, so they may be anything, a lambda too; one that is a method of a widget which is
gone by then is not called.
"""

from __future__ import annotations

import logging
import threading
from collections import deque
from collections.abc import Callable, Hashable
from functools import partial
from time import monotonic
from typing import Any

from PySide6.QtCore import QCoreApplication, QEvent, QObject, Signal
from shiboken6 import isValid

from engine.errors import UserError
from engine.words import _

STACK = 8 * 1024 * 1024
"""Bytes of each thread's stack; macOS gives 512 KiB, too little for some BLAS kernels."""
PATIENCE = 0.5
"""Seconds that the end waits for what is only read or computed, and for what was told to give up."""
LONG_PATIENCE = 10.0
"""Seconds that the end waits for what is written."""

Work = Callable[[], Any]
Done = Callable[[Any], object]
Failed = Callable[[UserError], object]

log = logging.getLogger(__name__)


class Job:
    """How far a task is, 0 to 1, and whether it is to give up: what its work and the window tell each other."""

    def __init__(self) -> None:
        self.share = 0.0
        self._given_up = threading.Event()

    def report(self, share: float) -> None:
        self.share = share

    def cancel(self) -> None:
        self._given_up.set()

    def cancelled(self) -> bool:
        return self._given_up.is_set()


class _Task:
    """One request, and what came of it."""

    def __init__(self, key: Hashable, work: Work, done: Done | None, failed: Failed | None, job: Job | None) -> None:
        self.key, self.job = key, job
        self._work, self._done, self._failed = work, done, failed
        self._result: object = None
        self._error: UserError | None = None

    def run(self) -> None:
        """In its thread."""
        try:
            self._result = self._work()
        except UserError as error:
            self._error = error
        except MemoryError:
            self._error = UserError(_("There is not enough memory for that."))
        except Exception as error:
            log.exception("a task failed")
            words = _("Something went wrong inside Inkling ({error}); the log has the details.")
            self._error = UserError(words.format(error=repr(error)))

    def deliver(self, otherwise: Failed) -> None:
        """In the GUI thread. ``otherwise``: who is told of a failure that nobody else wants to hear of."""
        if self._error is not None:
            _call(self._failed or otherwise, self._error)
        elif self._done is not None:
            _call(self._done, self._result)


class Tasks(QObject):
    failed = Signal(str)
    """A sentence for the person: of a task whose failure nobody else wants to hear of."""
    _ended = Signal(object)
    _queued_ended = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._newest: dict[Hashable, _Task] = {}  # what is wanted under each key
        self._running: dict[Hashable, _Task] = {}  # what is under way for it: the newest, or one that it waits for
        self._threads: dict[_Task, threading.Thread] = {}
        self._queues: dict[Hashable, _Queue] = {}
        self._closed = False
        self._ended.connect(self._on_ended)
        self._queued_ended.connect(self._on_queued_ended)

    @property
    def busy(self) -> bool:
        """Whether anything is under way, or waits."""
        return bool(self._threads or self._newest) or any(queue.busy for queue in self._queues.values())

    def is_busy(self, key: Hashable) -> bool:
        """Whether something is wanted under this key."""
        return key in self._newest or (key in self._queues and self._queues[key].busy)

    def start(
        self, key: Hashable, work: Work, done: Done | None = None, failed: Failed | None = None, job: Job | None = None
    ) -> None:
        """Do ``work()`` in a thread, then ``done(result)`` or ``failed(error)``, unless something newer is wanted.

        Something older that is under way is waited for, so that two of a kind never compute side by side; if it has a
        ``job``, it is told to give up instead, and this one begins at once.
        """
        if self._closed:
            return
        task = self._newest[key] = _Task(key, work, done, failed, job)
        older = self._running.get(key)
        if older is not None and older.job is not None:
            older.job.cancel()
            older = None
        if older is None:
            self._begin(task)

    def cancel(self, key: Hashable) -> None:
        """Nothing is wanted under this key any more."""
        task = self._newest.pop(key, None)
        if task is not None and task.job is not None:
            task.job.cancel()

    def queue(
        self, key: Hashable, work: Work, done: Done | None = None, failed: Failed | None = None, job: Job | None = None
    ) -> None:
        """Do ``work()`` in a thread after all that was queued under this key before.

        With a ``job`` it is nothing that has to be written: the end tells it to give up, and does not wait for it long.
        """
        if not self._closed:
            queue = self._queues.setdefault(key, _Queue(self._tell_queued))
            queue.put(_Task(key, work, done, failed, job))

    def finish(self, key: Hashable, patience: float = LONG_PATIENCE) -> None:
        """Wait for all that is queued under a key, and deliver it: at the end, when no event loop will."""
        queue = self._queues.get(key)
        if queue is not None and (thread := queue.thread) is not None:
            _wait([thread], patience)
        QCoreApplication.sendPostedEvents(self, QEvent.Type.MetaCall.value)

    def close(self) -> bool:
        """Begin nothing more, and wait for what is under way; whether all of it has ended."""
        self._closed = True
        for task in self._threads:
            if task.job is not None:
                task.job.cancel()
        self._newest.clear()
        writers = [thread for queue in self._queues.values() if (thread := queue.left_to_write()) is not None]
        others = [thread for queue in self._queues.values() if (thread := queue.thread) not in (None, *writers)]
        left = _wait(writers, LONG_PATIENCE) + _wait([*others, *self._threads.values()], PATIENCE)
        self._threads.clear()
        self._queues.clear()
        if left:
            log.warning("left behind: %s", ", ".join(thread.name for thread in left))
        return not left

    def _begin(self, task: _Task) -> None:
        self._running[task.key] = task
        self._threads[task] = _thread(task.key, partial(self._run, task))

    def _run(self, task: _Task) -> None:
        """In a thread."""
        task.run()
        if not self._closed:
            self._ended.emit(task)

    def _on_ended(self, task: _Task) -> None:
        if self._closed:
            return
        del self._threads[task]
        if self._running.get(task.key) is not task:
            return  # it was told to give up
        del self._running[task.key]
        newest = self._newest.get(task.key)
        if newest is task:
            del self._newest[task.key]
            task.deliver(self._tell)
        elif newest is not None:
            self._begin(newest)

    def _tell_queued(self, task: _Task) -> None:
        """In a thread."""
        if not self._closed:
            self._queued_ended.emit(task)

    def _on_queued_ended(self, task: _Task) -> None:
        if not self._closed:
            self._queues[task.key].delivered += 1
            task.deliver(self._tell)

    def _tell(self, error: UserError) -> None:
        self.failed.emit(str(error))


class _Queue:
    """Tasks that are done one after another, in a thread that is there while there are any.

    The next one does not wait for the GUI thread, so that a queue also empties itself while that waits for its end.
    """

    def __init__(self, ended: Callable[[_Task], None]) -> None:
        self._ended = ended
        self._lock = threading.Lock()
        self._waiting: deque[_Task] = deque()
        self._current: _Task | None = None
        self._count = 0
        self.delivered = 0
        self.thread: threading.Thread | None = None

    @property
    def busy(self) -> bool:
        return self.delivered < self._count

    def put(self, task: _Task) -> None:
        with self._lock:
            self._waiting.append(task)
            self._count += 1
            if self.thread is None:
                self.thread = _thread(task.key, self._work_off)

    def left_to_write(self) -> threading.Thread | None:
        """The thread, if there is anything in it or before it that must not be lost; the rest is told to give up."""
        with self._lock:
            tasks = [task for task in (self._current, *self._waiting) if task is not None]
            for task in tasks:
                if task.job is not None:
                    task.job.cancel()
            return self.thread if any(task.job is None for task in tasks) else None

    def _work_off(self) -> None:
        while (task := self._next()) is not None:
            task.run()
            self._ended(task)

    def _next(self) -> _Task | None:
        with self._lock:
            self._current = self._waiting.popleft() if self._waiting else None
            if self._current is None:
                self.thread = None
            return self._current


def _thread(key: Hashable, work: Callable[[], None]) -> threading.Thread:
    """A thread under way. As a daemon, for one that never comes back must not keep the program from ending."""
    threading.stack_size(STACK)
    thread = threading.Thread(target=work, name=f"inkling {key}", daemon=True)
    thread.start()
    return thread


def _wait(threads: list[threading.Thread], patience: float) -> list[threading.Thread]:
    """Those that have not ended in time."""
    end = monotonic() + patience
    for thread in threads:
        thread.join(max(0.0, end - monotonic()))
    return [thread for thread in threads if thread.is_alive()]


def _call(callback: Callable[[Any], object], value: object) -> None:
    owner = getattr(callback.func if isinstance(callback, partial) else callback, "__self__", None)
    if not isinstance(owner, QObject) or isValid(owner):
        callback(value)
