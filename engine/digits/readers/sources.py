"""Where files of digits are: on disk or in a zip, gzipped or not. Readers take either, and need not know which."""

from __future__ import annotations

import gzip
import io
import os
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import IO

from engine import limits
from engine.digits.readers.common import Cancelled, Watch, check_count
from engine.errors import UserError
from engine.reading import check_ratio, open_file, read_file
from engine.words import _

GZIP = b"\x1f\x8b"
LOCKED = 1  # the bit of a password
DEEPEST = 4  # folders in folders
JUNK = {"__macosx", "thumbs.db", "desktop.ini"}  # and whatever begins with a point
PACKINGS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
DAMAGED_ZIP = (
    zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, UnicodeDecodeError, ValueError,
)  # fmt: skip
"""What zipfile raises for archives that are no more."""
_BUFFER = 1 << 18  # bytes from one question whether to give up to the next
_OFTEN = 500  # names from one question whether to give up to the next


@dataclass(frozen=True)
class Source:
    """``inside``: the folders below what was opened, and its own name. ``origin``: where what was opened is."""

    inside: tuple[str, ...]
    origin: str

    @property
    def name(self) -> str:
        return self.inside[-1]

    @property
    def folders(self) -> tuple[str, ...]:
        return self.inside[:-1]

    @property
    def where(self) -> str:
        """The name for sentences about one of many."""
        return "/".join(self.inside[-2:])

    @property
    def size(self) -> int:
        """Bytes, packed if it is."""
        raise NotImplementedError

    def open(self, watch: Watch) -> io.BufferedReader:
        """The bytes as they are, piece by piece. Raises UserError and OSError."""
        raise NotImplementedError

    def read(self, most: int, watch: Watch) -> bytes:
        """All of it. Raises UserError if that is more than ``most`` bytes."""
        raise NotImplementedError


@dataclass(frozen=True)
class DiskFile(Source):
    path: Path

    @property
    def size(self) -> int:
        return self.path.stat().st_size

    def open(self, watch: Watch) -> io.BufferedReader:
        return open_file(self.path, limits.DIGITS_FILE, watch.check)

    def read(self, most: int, watch: Watch) -> bytes:
        watch.check()
        return read_file(self.path, most, self.where)


@dataclass(frozen=True)
class ZipMember(Source):
    archive: zipfile.ZipFile
    info: zipfile.ZipInfo
    whole: int  # bytes of the archive

    @property
    def size(self) -> int:
        return self.info.file_size

    def open(self, watch: Watch) -> io.BufferedReader:
        if self.info.compress_type not in PACKINGS:
            sentence = _("{file} is compressed in a way that Inkling does not know: unpack it, and open what is in it.")
            raise UserError(sentence.format(file=self.where))
        if self.info.flag_bits & LOCKED:
            raise UserError(_("{file} is locked with a password: unlock it, and try again.").format(file=self.where))
        check_ratio(self.where, min(self.info.compress_size, self.whole), self.info.file_size)
        return io.BufferedReader(_Bounded(self.archive.open(self.info), self.where, self.size, watch), _BUFFER)

    def read(self, most: int, watch: Watch) -> bytes:
        watch.check()
        if self.size > most:
            sentence = _("{file} is too large to be read from an archive: unpack it first.")
            raise UserError(sentence.format(file=self.where))
        with unpacking(self.where), self.open(watch) as file:
            return file.read(most)


class _Bounded(io.RawIOBase):
    """What is unpacked, to ``most`` bytes; whether to give up is asked at each piece."""

    def __init__(self, stream: IO[bytes], name: str, most: int, watch: Watch) -> None:
        self._stream, self._name, self._left, self._watch = stream, name, most, watch

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]  # of what io calls it with
        self._watch.check()
        data = self._stream.read(min(len(buffer), _BUFFER))
        self._left -= len(data)
        if self._left < 0:
            sentence = _("{file} unpacks to far more than it says, or than honest files do, so it is not opened.")
            raise UserError(sentence.format(file=self._name))
        buffer[: len(data)] = data
        return len(data)

    def close(self) -> None:
        if not self.closed:
            self._stream.close()
        super().close()


@contextmanager
def unpacking(name: str) -> Iterator[None]:
    """Raises UserError for what is cut off or damaged."""
    try:
        yield
    except EOFError:
        raise UserError(_("{file} is cut off: it ends before its header says.").format(file=name)) from None
    except (zlib.error, gzip.BadGzipFile, zipfile.BadZipFile) as error:
        raise UserError(_("{file} is damaged: {error}.").format(file=name, error=error)) from None


@contextmanager
def opened(source: Source, watch: Watch) -> Iterator[io.BufferedReader]:
    """What is in a file, gzipped or not. Raises UserError for one that is cut off or damaged."""
    with unpacking(source.where if len(source.inside) > 1 else source.name), source.open(watch) as file:
        if file.peek(2)[:2] != GZIP:
            yield file
            return
        most = max(limits.RATIO_FREE, source.size * limits.RATIO)
        with gzip.GzipFile(fileobj=file) as plain:
            yield io.BufferedReader(_Bounded(plain, source.name, most, watch), _BUFFER)  # type: ignore[arg-type]


def start_of(source: Source, watch: Watch, count: int = 512) -> bytes:
    """The first bytes of what is in it."""
    with opened(source, watch) as file:
        return file.read(count)


# Many files


class _Asking(list[zipfile.ZipInfo]):
    """A list that asks, while it grows, whether to give up."""

    def __init__(self, watch: Watch) -> None:
        super().__init__()
        self._watch = watch

    def append(self, info: zipfile.ZipInfo) -> None:
        if len(self) % _OFTEN == 0:
            self._watch.check()
        super().append(info)


class _Archive(zipfile.ZipFile):
    """Of tens of thousands of files, which zipfile takes seconds to list."""

    def __init__(self, file: IO[bytes], watch: Watch) -> None:
        self._watch = watch
        super().__init__(file)

    @property
    def filelist(self) -> list[zipfile.ZipInfo]:  # which zipfile itself fills
        return self._files

    @filelist.setter
    def filelist(self, _empty: list[zipfile.ZipInfo]) -> None:
        self._files = _Asking(self._watch)


@contextmanager
def archive_at(path: Path, watch: Watch) -> Iterator[zipfile.ZipFile]:
    """Raises UserError for a zip that is damaged, also while what is in it is read."""
    try:
        file = open_file(path, limits.DIGITS_FILE, watch.check, limits.ARCHIVE_TABLE)
        with file, _Archive(file, watch) as archive:
            yield archive
    except DAMAGED_ZIP as error:
        damaged = _("{file} is damaged: {error}.") if str(error) else _("{file} is damaged: it ends too early.")
        raise UserError(damaged.format(file=path.name, error=error)) from None


def is_junk(name: str) -> bool:
    """Whether a system leaves such files beside others, for itself."""
    return name.startswith(".") or name.lower() in JUNK


def in_folder(path: Path, watch: Watch, deepest: int = DEEPEST) -> list[Source]:
    """All files in a folder and in those below it, sorted. Raises UserError if there are more than any set has."""
    found: list[Source] = []
    _collect(path, (), str(path), watch, found, deepest)
    return found


def _collect(path: Path, inside: tuple[str, ...], origin: str, watch: Watch, found: list[Source], deepest: int) -> None:
    entries: list[tuple[str, bool]] = []
    with os.scandir(path) as scanned:
        for entry in scanned:
            if len(entries) % _OFTEN == 0:
                watch.check()
            if not is_junk(entry.name):
                entries.append((entry.name, _is_folder(entry)))
                check_count(path.name, len(found) + len(entries))
    for name, is_folder in sorted(entries):
        if not is_folder:
            found.append(DiskFile((*inside, name), origin, path / name))
        elif len(inside) + 1 < deepest:
            _collect(path / name, (*inside, name), origin, watch, found, deepest)


def in_zip(archive: zipfile.ZipFile, path: Path, watch: Watch) -> list[Source]:
    """All files in an archive, sorted."""
    watch.check()
    infos = archive.infolist()
    check_count(path.name, len(infos))
    whole, found = path.stat().st_size, []
    for info in infos:
        parts = tuple(part for part in PurePosixPath(info.filename).parts if part not in ("/", "..", "."))
        if parts and info.filename[-1:] != "/" and not any(map(is_junk, parts)):
            found.append(ZipMember(parts, str(path), archive, info, whole))
    return sorted(found, key=lambda source: source.inside)


def _is_folder(entry: os.DirEntry[str]) -> bool:
    try:
        return entry.is_dir()
    except OSError:  # links in a circle, say: nothing that anybody could read
        return False


def _of_a_neighbour(path: Path, watch: Watch) -> list[Source]:
    """Some of the files in a folder that nobody has asked for: it may be another's, or hold far too many."""
    try:
        return in_folder(path, watch, 1)[:_OFTEN]
    except Cancelled:
        raise
    except (OSError, UserError):
        return []


def beside(path: Path, watch: Watch) -> list[Source]:
    """The files in the folder of a file, itself among them; also those in folders beside its own, if that is named
    after it, as Kaggle unpacks each file into one of its own."""
    folder = path.absolute().parent
    found = [DiskFile((source.name,), str(folder / source.name), folder / source.name) for source in
             in_folder(folder, watch, 1)]  # fmt: skip
    if not folder.name.lower().startswith(path.name.split(".")[0].lower()):
        return list(found)
    with os.scandir(folder.parent) as scanned:
        others = sorted(entry.name for entry in scanned if _is_folder(entry) and not is_junk(entry.name))[:_OFTEN]
    for other in others:
        watch.check()
        if other != folder.name:
            inner = _of_a_neighbour(folder.parent / other, watch)
            found += [DiskFile((other, one.name), str(folder.parent / other / one.name), folder.parent / other /
                               one.name) for one in inner]  # fmt: skip
    return list(found)
