"""One running Inkling among several of a user: each has a log of its own, and a place for the trace of a crash."""

from __future__ import annotations

import faulthandler
import logging
import os
from contextlib import suppress
from logging.handlers import RotatingFileHandler
from pathlib import Path

from filelock import FileLock, Timeout

from engine.errors import UserError
from engine.reading import is_strange, read_file
from engine.version import VERSION

MOST = 20  # at the same time; more have no log
LOG_BYTES = 500_000

log = logging.getLogger("inkling")


class Instance:
    """``number``: 0 for the only one, or the first; None where nothing can be written. ``log_path``: its log, or None.

    ``crash``: what the one that had this number before has left when it crashed; empty if it ended well.
    """

    def __init__(self, folder: Path | None) -> None:
        self.number: int | None = None
        self.log_path: Path | None = None
        self.crash = ""
        self._lock: FileLock | None = None
        self._trace = None
        if folder is not None:
            with suppress(OSError):
                self._claim(folder)
        self._start_log()
        if self._lock is not None:
            self._catch_crashes(folder)

    def _claim(self, folder: Path) -> None:
        for number in range(MOST):
            held = FileLock(folder / f".instance-{number}.lock", timeout=0, thread_local=False)
            with suppress(Timeout):
                held.acquire()
                self.number, self._lock = number, held
                self.log_path = folder / f"inkling{_suffix(number)}.log"
                return

    def _start_log(self) -> None:
        handler: logging.Handler = logging.StreamHandler()
        if self.log_path and is_strange(self.log_path):
            self.log_path = None
        if self.log_path:
            try:
                handler = RotatingFileHandler(self.log_path, maxBytes=LOG_BYTES, backupCount=1, encoding="utf-8")
            except OSError:
                self.log_path = None
        logging.basicConfig(
            level=logging.INFO, handlers=[handler], format="%(asctime)s %(levelname)s %(name)s: %(message)s", force=True
        )
        log.info("Inkling %s starts", VERSION)

    def _catch_crashes(self, folder: Path) -> None:
        """Where the process itself dies, Python can still write where it was: into a file that is open already."""
        path = folder / f"crash{_suffix(self.number)}.txt"
        with suppress(OSError, UserError):
            if os.path.lexists(path):
                self.crash = read_file(path, LOG_BYTES).decode("utf-8", errors="replace").strip()
            self._trace = path.open("w", encoding="utf-8")
            faulthandler.enable(self._trace)
        if self.crash:
            log.critical("Inkling crashed when it ran before:\n%s", self.crash)

    def close(self) -> None:
        """It ended well."""
        faulthandler.disable()
        if self._trace is not None:
            self._trace.close()
            with suppress(OSError):
                Path(self._trace.name).unlink()
        if self._lock is not None:
            self._lock.release()


def _suffix(number: int) -> str:
    return f"-{number + 1}" if number else ""
