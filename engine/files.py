"""Where the resources are; and files that are whole or as they were, whatever happens while one is written."""

from __future__ import annotations

import contextlib
import os
from pathlib import Path

from engine.errors import UserError

RESOURCES = Path(__file__).resolve().parent.parent / "resources"
PART = ".part"  # ends the names of files that are being written


def write_atomically(path: Path, data: bytes) -> None:
    """Put ``data`` into ``path``: written beside it, flushed to the disk, and put in its place, which is flushed too.

    Raises OSError; then the file is as it was, and nothing is left beside it.
    """
    temporary = path.with_name(f".{path.name}.{os.getpid()}{PART}")
    try:
        with open(temporary, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        os.replace(temporary, path)
    except BaseException:
        with contextlib.suppress(OSError):  # the folder itself may be gone
            temporary.unlink(missing_ok=True)
        raise
    _flush_folder(path.parent)


def write_for_person(path: Path, data: bytes, otherwise: str = "") -> None:
    """The same for a file that a person has asked for. Raises UserError, with what the system said after ``otherwise``:
    that the file could not be written."""
    try:
        write_atomically(path, data)
    except OSError as error:
        raise UserError(f"{otherwise or f'{path} could not be written'}: {error.strerror or error}.") from error


def _flush_folder(folder: Path) -> None:
    """As far as the system can: Windows cannot, nor can some network drives, and the file is whole by then."""
    if os.name == "posix":
        with contextlib.suppress(OSError):
            handle = os.open(folder, os.O_RDONLY)
            try:
                os.fsync(handle)
            finally:
                os.close(handle)


def remove_parts(folder: Path) -> None:
    """Remove what a program that was killed has left half written. Raises OSError."""
    for path in folder.glob(f".*{PART}"):
        path.unlink(missing_ok=True)


def size_of(folder: Path) -> int:
    """Bytes in all files below a folder; what vanishes meanwhile does not count."""
    total = 0
    for root, _, names in os.walk(folder):
        for name in names:
            with contextlib.suppress(OSError):
                total += os.lstat(os.path.join(root, name)).st_size
    return total
