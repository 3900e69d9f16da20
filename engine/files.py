"""Where the resources are; and files that are whole or as they were, whatever happens while one is written."""

from __future__ import annotations

import contextlib
import errno
import os
import re
import secrets
import stat
import time
from pathlib import Path

import psutil

from engine.errors import UserError
from engine.words import _

RESOURCES = Path(__file__).resolve().parent.parent / "resources"
PART = ".part"  # ends the names of files that are being written
DAMAGED = ".damaged"  # in the names of files that were set aside
NAMED = 40  # characters of a file's name that its part's name begins with: longer ones might be too long
PAUSES = (0.02, 0.08, 0.4) if os.name == "nt" else ()  # seconds between the tries to replace a file
OWNED = re.compile(r"\.(\d+)(?:-[0-9a-f]+)?\.part$")


def write_atomically(path: Path, data: bytes) -> None:
    """Put ``data`` into ``path``: written beside it, flushed to the disk, and put in its place, which is flushed too.

    A link stays a link, to a file that is replaced; and the file keeps who may read and write it.

    Raises OSError, also in the place of a device or a pipe; then the file is as it was, and nothing is left beside it.
    """
    place = Path(os.path.realpath(path)) if path.is_symlink() else path
    if os.path.lexists(place) and not place.is_file():
        raise FileExistsError(errno.EEXIST, _("there is something of that name, and it is no file"))
    write_own(place, data)


def write_own(path: Path, data: bytes) -> None:
    """The same in a folder that may have come from a stranger: in the place of a link comes a file."""
    part = path.with_name(f".{path.name[:NAMED]}.{os.getpid()}-{secrets.token_hex(6)}{PART}")
    former = _file_at(path)
    try:
        with open(part, "xb", opener=_for_me_alone if former else None) as file:
            if former:
                _give_rights(part, former)
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        _put_in_place(part, path)
    except BaseException:
        with contextlib.suppress(OSError):  # the folder itself may be gone
            part.unlink(missing_ok=True)
        raise
    _flush_folder(path.parent)


def _put_in_place(part: Path, path: Path) -> None:
    """Windows refuses that for as long as another program has the file open."""
    for pause in PAUSES:
        try:
            os.replace(part, path)
        except PermissionError:
            time.sleep(pause)
        else:
            return
    os.replace(part, path)


def _for_me_alone(path: str, flags: int) -> int:
    """Until it has the rights of the file in whose place it comes."""
    return os.open(path, flags, 0o600)


def _file_at(path: Path) -> os.stat_result | None:
    """What the system says of a file; None if there is none, or something else than a file."""
    try:
        found = os.lstat(path)
    except FileNotFoundError:
        return None
    return found if stat.S_ISREG(found.st_mode) else None


def _give_rights(part: Path, former: os.stat_result) -> None:
    """As far as the drive has rights, and the system lets them be given."""
    ours = os.stat(part)
    if (former.st_uid, former.st_gid) != (ours.st_uid, ours.st_gid):
        with contextlib.suppress(OSError):
            os.chown(part, former.st_uid, former.st_gid)
    with contextlib.suppress(OSError):
        os.chmod(part, stat.S_IMODE(former.st_mode))


def write_for_person(path: Path, data: bytes, otherwise: str = "") -> None:
    """The same for a file that a person has asked for. Raises UserError, with what the system said after ``otherwise``:
    that the file could not be written."""
    try:
        write_atomically(path, data)
    except OSError as error:
        reason = error.strerror or error
        if otherwise:
            raise UserError(f"{otherwise}: {reason}.") from error
        raise UserError(_("{path} could not be written: {reason}.").format(path=path, reason=reason)) from error


def _flush_folder(folder: Path) -> None:
    """As far as the system can: Windows cannot, nor can some network drives, and the file is whole by then."""
    if os.name == "posix":
        with contextlib.suppress(OSError):
            handle = os.open(folder, os.O_RDONLY)
            try:
                os.fsync(handle)
            finally:
                os.close(handle)


def remove_parts(folder: Path, name: str = "") -> None:
    """Remove what is half written in a folder, of the file of that name or of any, where nobody writes that any more.

    Raises OSError.
    """
    for path in folder.glob(f".{name}*{PART}"):
        path.unlink(missing_ok=True)


def remove_orphaned_parts(folder: Path) -> None:
    """Remove what programs that are gone have left half written; others may be writing there. Raises OSError."""
    for path in folder.glob(f".*{PART}"):
        owner = OWNED.search(path.name)
        if owner is not None and not _runs(int(owner[1])):
            path.unlink(missing_ok=True)


def _runs(process: int) -> bool:
    try:
        return psutil.pid_exists(process)
    except OverflowError:  # no process can have that number
        return False


def set_aside(path: Path) -> Path:
    """Rename a damaged file, never over another that was set aside before; returns what it is called now.

    Raises OSError.
    """
    return path.rename(free_path(path.with_name(f"{path.stem}{DAMAGED}{path.suffix}")))


def free_path(path: Path) -> Path:
    """The path, with a number before its ending if there is something of that name."""
    number, free = 1, path
    while os.path.lexists(free):
        number += 1
        free = path.with_name(f"{path.stem}-{number}{path.suffix}")
    return free


def size_of(folder: Path) -> int:
    """Bytes in all files below a folder; what vanishes meanwhile does not count."""
    total = 0
    for root, _folders, names in os.walk(folder):
        for name in names:
            with contextlib.suppress(OSError):
                total += os.lstat(os.path.join(root, name)).st_size
    return total
