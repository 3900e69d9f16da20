"""Keeps a run on disk while it is trained, in a thread of its own: neither training nor window wait for the disk."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from time import monotonic

from engine.locks import Lock
from engine.runs.library import lock, new_folder, next_number, unlocked, write_history, write_run
from engine.runs.replay_file import EpochsKeeper
from engine.runs.run_file import SavedRun
from engine.words import _

EVERY = 0.8  # seconds between two writes: with the write itself, no more than one second is ever lost

log = logging.getLogger(__name__)


class RunKeeper:
    """``offer`` it each epoch's run: the newest is written at most once in EVERY seconds, and the last by ``close``.

    ``runs``: the folder of all runs, in which a new one is made; or ``folder``: that of a run which goes on. ``epochs``
    is told where to write what can be replayed. What cannot be written is tried again each time; ``problem`` is then a
    sentence about it, and None when all is well. A folder that was deleted meanwhile is made again.

    Raises UserError if ``folder`` is in use.
    """

    def __init__(self, runs: Path, folder: Path | None = None, epochs: EpochsKeeper | None = None) -> None:
        self.folder = folder
        self._problem: str | None = None  # of the run itself
        self._epochs = epochs
        self._runs = runs
        self._lock = _lock_if_possible(folder) if folder else None
        self._offered: SavedRun | None = None
        self._written: SavedRun | None = None
        self._number = 0
        self._closing = threading.Event()
        self._thread = threading.Thread(target=self._work, name="keeper", daemon=True)
        self._thread.start()

    @property
    def problem(self) -> str | None:
        return self._problem or (self._epochs.problem if self._epochs else None)

    def offer(self, saved: SavedRun) -> None:
        """Returns at once."""
        self._offered = saved

    def close(self) -> None:
        """Write what was offered last, with its history, and let others have the folder. ``problem`` says if not."""
        self._closing.set()
        self._thread.join()
        self._write()
        self._write_epochs(last=True)
        folder, saved = self.folder, self._written
        if folder is not None and saved is not None and self._problem is None:
            self._try(lambda: write_history(folder, saved.history, saved.checkpoint.epoch))
        unlocked(self._lock)

    def _work(self) -> None:
        pause = EVERY
        while not self._closing.wait(pause):
            self._write()
            began = monotonic()
            self._write_epochs()
            pause = max(0.0, EVERY - (monotonic() - began))  # the run itself does not wait for its epochs

    def _write(self) -> None:
        saved = self._offered
        if saved is not None and saved is not self._written and self._try(lambda: self._put(saved)):
            self._written = saved

    def _write_epochs(self, last: bool = False) -> None:
        if self._epochs and self.folder is not None and self._written is not None and self._problem is None:
            self._epochs.write(self.folder, last)

    def _put(self, saved: SavedRun) -> None:
        if self.folder is None:
            self.folder = new_folder(self._runs)
        elif not self.folder.exists():
            unlocked(self._lock)
            self._lock = None
            self.folder.mkdir(parents=True)
        self._lock = self._lock or lock(self.folder)
        self._number = self._number or next_number(self._runs)
        write_run(self.folder, replace(saved, number=self._number))

    def _try(self, write: Callable[[], None]) -> bool:
        try:
            write()
        except Exception as error:  # whatever it is, the thread goes on: what comes next may be kept
            if self._problem is None:
                log.warning("the run is not kept", exc_info=error)
            sentence = _("The run could not be saved ({reason}). Inkling goes on and tries again every second.")
            self._problem = sentence.format(reason=_reason(error))
            return False
        self._problem = None
        return True


def _reason(error: Exception) -> str:
    """Of what torch says, which may be long, the beginning."""
    if isinstance(error, MemoryError):
        return _("there is not enough memory")
    said = getattr(error, "strerror", None) or str(error) or type(error).__name__
    return str(said).splitlines()[0][:200]


def _lock_if_possible(folder: Path) -> Lock | None:
    """None where nothing can be written: that is a ``problem``, and no reason not to train. Raises UserError."""
    try:
        return lock(folder)
    except OSError as error:
        log.warning("the run cannot be locked: %s", error)
        return None
