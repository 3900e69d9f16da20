"""Locks between threads and between programs: the system takes them away from a program that was killed.

Nothing but the file of the lock is made: a lock in a folder that is gone does not bring it back.
"""

from __future__ import annotations

import errno
import logging
import os
import threading
from contextlib import suppress
from pathlib import Path
from time import monotonic
from types import TracebackType

from filelock import SoftFileLock, Timeout, lock_descriptor

from engine.words import _

WITHOUT = {errno.ENOLCK, errno.EOPNOTSUPP, errno.ENOTSUP, errno.EINVAL, errno.ENOSYS}
"""What drives say that know no locks, as some network drives do."""
BETWEEN = 0.01  # seconds between two tries
HURRY = 0.3  # seconds for which a lock is waited for at the end of the program
ending = threading.Event()
"""The program ends: nobody waits long for a lock any more, for its holder may be a program that was stopped."""
NO_LINK = getattr(os, "O_NOFOLLOW", 0)  # a folder may have come from a stranger
MARK = ".mark"  # ends the name of the file that stands for a lock on such a drive

log = logging.getLogger(__name__)
_notices: dict[str, bool] = {}  # by the folder without locks: whether it was told


class Taken(Exception):
    """Somebody else has the lock."""


class Lock:
    """The lock on a file, which is made if need be; held from the beginning until ``release``.

    It belongs to nobody in particular: any thread may release it, and the one that has it cannot get it twice. Where
    the drive has no locks, a mark is left beside the file for as long; that of a killed program counts as nothing.

    Raises Taken after ``patience`` seconds, and OSError, also if there is no folder for the file.
    """

    def __init__(self, path: Path, patience: float) -> None:
        self._handle: int | None = None
        self._mark: SoftFileLock | None = None
        end, pause = monotonic() + patience, threading.Event()
        while not self._try(path):
            now = monotonic()
            if now >= end:
                raise Taken(path.name)
            if ending.is_set():
                end = min(end, now + HURRY)
            pause.wait(BETWEEN)

    def _try(self, path: Path) -> bool:
        handle = os.open(path, os.O_RDWR | os.O_CREAT | NO_LINK, 0o666)
        try:
            got = lock_descriptor(handle, blocking=False) and _is_still(path, handle)
        except OSError as error:
            os.close(handle)
            if error.errno not in WITHOUT:
                raise
            self._mark = _marked(path)
            return self._mark is not None
        except BaseException:
            os.close(handle)
            raise
        if got:
            self._handle = handle
        else:
            os.close(handle)
        return got

    def release(self) -> None:
        """Whatever has become of its folder."""
        handle, self._handle = self._handle, None
        if handle is not None:
            os.close(handle)  # which unlocks
        mark, self._mark = self._mark, None
        if mark is not None:
            with suppress(OSError):
                mark.release()

    def __enter__(self) -> Lock:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.release()


def is_held(path: Path) -> bool:
    """Whether somebody has the lock on a file. Makes nothing. Raises OSError."""
    try:
        handle = os.open(path, os.O_RDWR | NO_LINK)
    except FileNotFoundError:
        return False
    try:
        return not lock_descriptor(handle, blocking=False)
    except OSError as error:
        if error.errno not in WITHOUT:
            raise
        return _is_marked(path)
    finally:
        os.close(handle)


def lock_of(path: Path) -> Path:
    """Where the lock is that orders the changes of a file."""
    return path.with_name(f".{path.name}.lock")


def notice() -> str:
    """A sentence for the person, once, if there is a drive without locks; empty otherwise."""
    new = [folder for folder, told in _notices.items() if not told]
    _notices.update(dict.fromkeys(new, True))
    if not new:
        return ""
    return _(
        "The drive of {folder} has no locks, so Inkling marks what it uses with files. All is saved; only do not work "
        "there from two computers at the same time."
    ).format(folder=new[0])


def _is_still(path: Path, handle: int) -> bool:
    """Whether the file that was opened is still the one of that name: its folder may have been put away meanwhile."""
    try:
        return os.path.samestat(os.stat(path), os.fstat(handle))
    except FileNotFoundError:
        return False


def _marked(path: Path) -> SoftFileLock | None:
    if str(path.parent) not in _notices:
        _notices[str(path.parent)] = False
        log.warning("the drive of %s has no locks: files stand for them", path.parent)
    mark = SoftFileLock(f"{path}{MARK}", timeout=0, thread_local=False)
    try:
        mark.acquire()
    except Timeout:
        return None
    return mark


def _is_marked(path: Path) -> bool:
    if not os.path.exists(f"{path}{MARK}"):
        return False
    mark = _marked(path)
    if mark is not None:
        mark.release()
    return mark is None
