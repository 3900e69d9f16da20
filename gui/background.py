"""Work that would make the window wait, done in a thread of its own."""

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
