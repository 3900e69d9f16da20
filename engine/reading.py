"""Opening files that may come from strangers: only what is a file, and only as much of it as engine.limits allows."""

from __future__ import annotations

import io
import os
import stat
from collections.abc import Callable
from pathlib import Path

from engine import limits
from engine.errors import UserError
from engine.numbers import number, whole
from engine.words import _, ngettext

PIECE = 1 << 20  # bytes: for more at once asks only a file that lies about itself, as for a zip's table of contents
_BUFFER = 1 << 18  # bytes from one question whether to give up to the next
_KINDS = {
    stat.S_IFDIR: _("{name} is a folder, and no file."),
    stat.S_IFIFO: _("{name} is a pipe between programs, and no file."),
    stat.S_IFSOCK: _("{name} is a socket, and no file."),
    stat.S_IFCHR: _("{name} is a device, and no file."),
    stat.S_IFBLK: _("{name} is a device, and no file."),
}
_FLAGS = os.O_RDONLY | getattr(os, "O_BINARY", 0) | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_NOCTTY", 0)
"""With these nothing waits for the other end of a pipe."""


def read_file(path: Path, most: int, name: str = "") -> bytes:
    """All of a file. Raises OSError, and UserError if there is something else than a file, or more than ``most`` bytes.

    ``name``: what it is called in sentences, if not by its own name.
    """
    with _Source(path, most, None, name) as source:
        return source.readall()


def open_file(path: Path, most: int, check: Callable[[], None] | None = None, piece: int = PIECE) -> io.BufferedReader:
    """A file to be read piece by piece; raises as ``read_file`` does. What it grows by later is not read.

    ``check`` is called before every piece, and may raise to give up. ``piece``: bytes that may be asked for at once.
    """
    return _Pieces(_Source(path, most, check), path.name, piece)


def check_file(path: Path, most: int) -> int:
    """The bytes of a file, for what opens files by itself; raises as ``read_file`` does."""
    return _checked(_stat(path), path.name, most)


def is_strange(path: Path) -> bool:
    """Whether there is a pipe, a device or the like: to open it may take for ever."""
    return os.path.exists(path) and not os.path.isfile(path) and not os.path.isdir(path)


class _Source(io.RawIOBase):
    _handle = -1  # until it is open

    def __init__(self, path: Path, most: int, check: Callable[[], None] | None, name: str = "") -> None:
        name = name or path.name
        _checked(_stat(path), name, most)  # first: to open a device may do something
        self._handle = os.open(path, _FLAGS)
        self._at, self._check = 0, check
        try:
            self.size = _checked(os.fstat(self._handle), name, most)
        except BaseException:
            self.close()
            raise

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]  # of what io calls it with
        if self._check is not None:
            self._check()
        os.lseek(self._handle, self._at, os.SEEK_SET)
        data = os.read(self._handle, max(0, min(len(buffer), self.size - self._at)))
        buffer[: len(data)] = data
        self._at += len(data)
        return len(data)

    def seek(self, offset: int, whence: int = os.SEEK_SET) -> int:
        base = {os.SEEK_SET: 0, os.SEEK_CUR: self._at, os.SEEK_END: self.size}[whence]
        if base + offset < 0:
            raise OSError(22, "negative seek")  # as files say it
        self._at = base + offset
        return self._at

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return True

    def close(self) -> None:
        if not self.closed and self._handle >= 0:
            os.close(self._handle)
        super().close()


class _Pieces(io.BufferedReader):
    """``name``: for the sentence about a file that asks for too much."""

    def __init__(self, source: _Source, name: str, piece: int) -> None:
        super().__init__(source, _BUFFER)
        self._called, self._piece = name, piece

    def read(self, size: int | None = -1, /) -> bytes:
        """All that is left, too, if it is not more than a piece."""
        all_ = size is None or size < 0
        data = super().read(self._piece + 1 if all_ else min(size or 0, self._piece + 1))
        if len(data) > self._piece:
            sentence = _("{file} is damaged, or made to do harm: it asks for far more than it needs.")
            raise UserError(sentence.format(file=self._called))
        return data


def _stat(path: Path) -> os.stat_result:
    try:
        return os.stat(path)
    except ValueError as error:  # a name with a zero in it
        raise UserError(_("That is no name that a file can have.")) from error


def _checked(found: os.stat_result, name: str, most: int) -> int:
    if not stat.S_ISREG(found.st_mode):
        sentence = _KINDS.get(stat.S_IFMT(found.st_mode), _("{name} is something else, and no file."))
        raise UserError(sentence.format(name=name))
    if found.st_size > most:
        sentence = _("{file} is too large: it has {size}, and at most {most} are read.")
        raise UserError(sentence.format(file=name, size=_size(found.st_size), most=_size(most)))
    return found.st_size


def check_ratio(name: str, packed: int, unpacked: int) -> None:
    """Raises UserError for what would unpack to far more than honest content does. Both in bytes."""
    if unpacked > max(limits.RATIO_FREE, packed * limits.RATIO):
        sentence = _("{file} would unpack from {packed} to {unpacked}. Nothing honest does, so it is not opened.")
        raise UserError(sentence.format(file=name, packed=_size(packed), unpacked=_size(unpacked)))


def _size(count: int) -> str:
    """Bytes in words."""
    if count >= limits.GB:
        return _("{size} GB").format(size=number(count / limits.GB, 1))
    if count >= limits.MB:
        return _("{size} MB").format(size=number(count / limits.MB, 1))
    if count >= limits.KB:
        return _("{size} kB").format(size=number(count / limits.KB, 1))
    return ngettext("{count} byte", "{count} bytes", count).format(count=whole(count))
