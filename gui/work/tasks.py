"""Work that would make the window wait, done in threads of its own."""

from __future__ import annotations

import logging
from collections.abc import Callable

from PySide6.QtCore import QObject, QThread, Signal

from engine.errors import UserError

STACK = 8 * 1024 * 1024  # bytes; macOS gives a thread 512 KiB, too little for some BLAS kernels
log = logging.getLogger(__name__)


class Task(QThread):
    """Calls ``work()`` in a thread and hands its result to ``done``, or a sentence for the person to ``failed``.

    Connect the signals to methods of QObjects of the GUI thread only: a lambda would run in the worker's thread.
    """

    done = Signal(object)
    failed = Signal(str)

    def __init__(self, work: Callable[[], object], parent: QObject) -> None:
        super().__init__(parent)
        self._work = work
        self.setStackSize(STACK)

    def run(self) -> None:
        try:
            result = self._work()
        except UserError as error:
            self.failed.emit(str(error))
        except MemoryError:
            self.failed.emit("There is not enough memory for that.")
        except Exception as error:
            log.exception("a task failed")
            self.failed.emit(f"Something went wrong inside Inkling ({error!r}); the log has the details.")
        else:
            self.done.emit(result)


class Background(QObject):
    """Starts tasks, and knows those under way."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._tasks: set[Task] = set()
        self._ended = False

    @property
    def busy(self) -> bool:
        """Whether a task is under way."""
        return bool(self._tasks)

    def start_task(self, work, done, failed) -> None:
        """Do ``work()`` in a thread; then ``done(result)`` or ``failed(sentence)`` is called in this one.

        Both must be methods of QObjects: a lambda would be called in the worker's thread.
        """
        if self._ended:  # nobody would wait for its end
            return
        task = Task(work, self)
        task.done.connect(done)
        task.failed.connect(failed)
        task.finished.connect(self._on_task_finished)
        self._tasks.add(task)
        task.start()

    def _on_task_finished(self) -> None:
        task = self.sender()
        self._tasks.discard(task)
        task.deleteLater()

    def refuse_tasks(self) -> None:
        """From now on none is started."""
        self._ended = True

    def wait_for_tasks(self) -> None:
        for task in list(self._tasks):
            task.wait()
