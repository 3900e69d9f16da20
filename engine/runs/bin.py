"""What was deleted, and can be brought back as long as the program runs that deleted it.

Each program has a bin of its own in the folder of runs, and a lock on it. What is in a bin that nobody holds is gone
for good at the next start; so whatever shall not outlive this program may stand there, too.
"""

from __future__ import annotations

import errno
import logging
import os
import shutil
import tempfile
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from engine.errors import UserError
from engine.locks import Lock, Taken
from engine.runs.use import LOCK, lock
from engine.words import _

DELETED = ".deleted"
TRIES = 10

log = logging.getLogger(__name__)
_bins: dict[Path, tuple[Path, Lock]] = {}  # of this program: by the folder of runs
_changing = threading.RLock()  # for _bins, and for what becomes of these folders


def delete(folder: Path) -> Path:
    """Put a run out of sight; returns where it is now, for ``restore``. Raises UserError."""
    try:
        lock(folder).release()
        with _changing:
            place = free_name(_own(folder.parent) / folder.name)
            return folder.rename(place)
    except UserError:
        raise UserError(_("This run is being trained: stop it first, and then delete it.")) from None
    except OSError as error:
        raise UserError(_("The run could not be deleted: {reason}.").format(reason=error.strerror or error)) from error


def restore(deleted: Path, folder: Path) -> Path:
    """Undo ``delete``; returns where the run is, under another name if there is one of that name by now.

    Raises UserError.
    """
    try:
        return deleted.rename(free_name(folder))
    except OSError as error:
        message = _("The run could not be brought back: {reason}.").format(reason=error.strerror or error)
        raise UserError(message) from error


def remove(deleted: Path) -> None:
    """Remove for good what stands in this program's bin; what cannot be removed is tried again at the next start."""
    shutil.rmtree(deleted, ignore_errors=True)
    with _changing:
        for runs, (place, _held) in list(_bins.items()):
            if deleted.parent == place and not any(path.name != LOCK for path in _within(place)):
                _give_up(runs)


@contextmanager
def place_for(runs: Path) -> Iterator[Path]:
    """An empty folder, on the drive of the runs, for what is only in the making. Raises OSError."""
    with _changing:
        place = Path(tempfile.mkdtemp(dir=_own(runs)))
    try:
        yield place
    finally:
        remove(place)


def empty_bin(runs: Path) -> None:
    """Remove for good what this program has deleted, and what is left of programs that are gone."""
    with _changing:
        if runs in _bins:
            _give_up(runs)
    sweep(runs)


def sweep(runs: Path) -> None:
    """Remove for good what is left of programs that are gone."""
    for place in _within(runs / DELETED):
        if place.is_dir() and not place.is_symlink():
            with suppress(Taken, OSError):  # its owner is there
                _clear(place, Lock(place / LOCK, 0))
    _remove_if_empty(runs / DELETED)


def free_name(path: Path) -> Path:
    """The path, with a number if there is something of that name."""
    number, free = 1, path
    while os.path.lexists(free):
        number += 1
        free = path.with_name(f"{path.name} ({number})")
    return free


def _own(runs: Path) -> Path:
    """This program's bin, made if need be. Raises OSError."""
    if runs in _bins and _bins[runs][0].exists():
        return _bins[runs][0]
    if runs in _bins:
        _bins.pop(runs)[1].release()
    for _try in range(TRIES):
        (runs / DELETED).mkdir(parents=True, exist_ok=True)
        with suppress(FileNotFoundError, Taken):  # another program has swept before it could be held
            place = Path(tempfile.mkdtemp(prefix=f"{os.getpid()}-", dir=runs / DELETED))
            _bins[runs] = place, Lock(place / LOCK, 0)
            return place
    raise FileNotFoundError(errno.ENOENT, os.strerror(errno.ENOENT), str(runs / DELETED))


def _give_up(runs: Path) -> None:
    _clear(*_bins.pop(runs))
    _remove_if_empty(runs / DELETED)


def _clear(place: Path, held: Lock) -> None:
    shutil.rmtree(place, ignore_errors=True)
    held.release()
    shutil.rmtree(place, ignore_errors=True)  # Windows removes no file that is open
    if place.exists():
        log.warning("%s could not be removed", place)


def _remove_if_empty(bins: Path) -> None:
    with suppress(OSError):
        bins.rmdir()


def _within(folder: Path) -> list[Path]:
    try:
        return list(folder.iterdir())
    except OSError:
        return []
