"""Whether a run is in use: whoever trains it holds a lock in its folder, which a program that was killed does not."""

from __future__ import annotations

import threading
from pathlib import Path

from engine.errors import UserError
from engine.locks import Lock, Taken, is_held
from engine.words import _

LOCK = ".lock"
PATIENCE = 0.5  # seconds to wait for a lock that somebody may only be trying

looking = threading.Lock()
"""For whoever only looks: two threads that look whether a run is in use would each find that it is."""


def lock(folder: Path, patience: float = PATIENCE) -> Lock:
    """Hold the run until the lock is released, or this process ends. Raises UserError if another one has it, and
    OSError where there can be no lock, or no such folder any more."""
    try:
        return Lock(folder / LOCK, patience)
    except Taken:
        raise UserError(_("This run is in use: it is being trained, maybe in another window of Inkling.")) from None


def in_use(folder: Path) -> bool:
    """Whether it is being trained. Makes nothing."""
    try:
        with looking:
            return is_held(folder / LOCK)
    except OSError:  # where nothing can be written, nothing is trained
        return False


def unlocked(held: Lock | None) -> None:
    """Release a lock, if there is one."""
    if held is not None:
        held.release()
