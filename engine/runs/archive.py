"""A whole run as one zip: what leaves the program, and what comes in from others."""

from __future__ import annotations

import io
import math
import stat
import time
import zipfile
import zlib
from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import IO

from engine import limits
from engine.errors import UserError
from engine.files import size_of, write_for_person
from engine.numbers import number, whole
from engine.reading import PIECE, check_file, check_ratio, open_file, read_file
from engine.runs.about import read_sound_about
from engine.runs.bin import place_for
from engine.runs.library import (
    ABOUT,
    HISTORY,
    RUN,
    About,
    bring_in,
    entries,
    history_csv,
    next_number,
    write_about,
    write_history,
    write_run,
)
from engine.runs.run_file import SavedRun, read_run
from engine.words import _

MOST = {RUN: limits.RUN_FILE, ABOUT: limits.RECORD_FILE, HISTORY: limits.CURVES_FILE}
"""The bytes that each file of a run may have."""
NAMES = 4096  # bytes at the end of a zip, which hold the names of three files
PACKED, LOCKED = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED), 1  # methods, and the bit of a password
FIRST_DATE = (1980, 1, 1, 0, 0, 0)  # that a zip can hold; a clock may be set back further


def pack_run(folder: Path, path: Path) -> None:
    """The run in ``folder`` as one zip, also while it is being trained. The path of its digits stays at home.

    Raises UserError if there is no whole run, or if the zip cannot be written.
    """
    saved = replace(read_run(folder / RUN), origin="")
    content = {RUN: saved.to_bytes(), HISTORY: history_csv(saved.history, saved.checkpoint.epoch)}
    try:
        with suppress(FileNotFoundError):  # what was said about it goes along, if there is anything
            content[ABOUT] = read_file(folder / ABOUT, limits.RECORD_FILE)
    except OSError as error:
        sentence = _("What you said about the run could not be read: {reason}.")
        raise UserError(sentence.format(reason=error.strerror or error)) from error
    write_for_person(Path(path), _zip(content))


def _zip(content: dict[str, bytes]) -> bytes:
    file, now = io.BytesIO(), max(time.localtime()[:6], FIRST_DATE)
    with zipfile.ZipFile(file, "w") as archive:
        for name, data in content.items():
            archive.writestr(zipfile.ZipInfo(name, now), data, zipfile.ZIP_DEFLATED)
    return file.getvalue()


def is_run(path: Path) -> bool:
    """Whether a file looks like a zip with a run in it, by its last bytes: there stand the names of what is in it."""
    try:
        with open_file(path, 2 * limits.RUN_FILE) as file:
            file.seek(max(0, path.stat().st_size - NAMES))
            last = file.read(NAMES)
    except (OSError, UserError):
        return False
    return b"PK\5\6" in last and RUN.encode() in last


def unpack_run(path: Path, runs: Path, most: float = math.inf, cancelled: Callable[[], bool] = lambda: False) -> Path:
    """Put the run in a zip into a folder of its own in ``runs``, and return that.

    Everything is checked before anything is put there. What is in the zip is never more than read: the run is written
    anew from what was understood, its history from the run, and the path of the digits, which names a file of somebody
    else's, is left out. ``most``: the bytes that all runs may have together; no other run is removed to make room.
    ``cancelled`` is asked now and then whether to give up. Raises UserError.
    """
    path, wanted = Path(path), runs.exists()

    def check() -> None:
        if cancelled():
            raise UserError(_("The run was not taken in: Inkling was closed."))

    try:
        with place_for(runs) as place:
            saved, about = _read(path, place, check)
            check()
            made = _made(saved, about, place / "whole", runs)
            _check_room(size_of(made), runs, most)
            wanted = True
            return bring_in(made, runs)
    except OSError as error:
        raise UserError(_("The run could not be saved: {reason}.").format(reason=error.strerror or error)) from error
    finally:
        if not wanted:
            with suppress(OSError):
                runs.rmdir()


def _check_room(needed: int, runs: Path, most: float) -> None:
    left = most - sum(entry.bytes for entry in entries(runs))
    if needed > left:
        sentence = _(
            "There is no room for this run: it has {needed} MB, and {free} of the {most} MB for all runs are free. "
            "Delete runs, or allow more: File > Runs has both."
        )
        free = number(max(0, left) / 1e6, 1)
        raise UserError(sentence.format(needed=number(needed / 1e6, 1), free=free, most=whole(most / 1e6)))


def _read(path: Path, place: Path, check: Callable[[], None]) -> tuple[SavedRun, About]:
    try:
        with open_file(path, 2 * limits.RUN_FILE, check) as file, zipfile.ZipFile(file) as archive:
            _check(archive.infolist(), check_file(path, 2 * limits.RUN_FILE))
            for info in archive.infolist():
                with archive.open(info) as packed, (place / info.filename).open("wb") as taken:
                    _copy(packed, taken, info.filename)
        return replace(read_run(place / RUN), origin=""), _about(place)
    except UserError as error:
        message = _("{file} is no run that Inkling can take in: {reason}").format(file=path.name, reason=error)
        raise UserError(message) from error
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, ValueError) as error:
        message = _("{file} is no zip that Inkling can open: {reason}.").format(file=path.name, reason=error)
        raise UserError(message) from error
    except OSError as error:
        message = _("{file} could not be opened: {reason}.").format(file=path.name, reason=error.strerror or error)
        raise UserError(message) from error


def _about(place: Path) -> About:
    try:
        return read_sound_about(place)
    except UserError as error:
        raise UserError(_("in its {file}, {reason}").format(file=ABOUT, reason=error)) from error


def _check(infos: list[zipfile.ZipInfo], packed: int) -> None:
    """Raises UserError for a zip, of so many bytes, that holds anything else than a run's files."""
    names = [info.filename for info in infos]
    for info in infos:
        if info.filename not in MOST:
            raise UserError(_("it holds “{file}”, which no run has.").format(file=info.filename[:100]))
        if stat.S_ISLNK(info.external_attr >> 16):
            raise UserError(_("its {file} is a link to somewhere else.").format(file=info.filename))
        if info.compress_type not in PACKED:  # others are unpacked whole before the first byte comes out
            raise UserError(_("its {file} is packed in a way that no run is.").format(file=info.filename))
        if info.flag_bits & LOCKED:
            raise UserError(_("it is locked with a password."))
        if info.file_size > MOST[info.filename]:
            raise UserError(_("its {file} is far too large.").format(file=info.filename))
        check_ratio(info.filename, min(info.compress_size, packed), info.file_size)
    if len(set(names)) < len(names):
        raise UserError(_("it holds two files of one name."))
    if RUN not in names:
        raise UserError(_("there is no {file} in it.").format(file=RUN))


def _copy(packed: IO[bytes], file: IO[bytes], name: str) -> None:
    """By what really comes out: what the zip says about its size need not be true."""
    size = 0
    while piece := packed.read(PIECE):
        size += len(piece)
        if size > MOST[name]:
            raise UserError(_("its {file} is far too large.").format(file=name))
        file.write(piece)


def _made(saved: SavedRun, about: About, made: Path, runs: Path) -> Path:
    """The run's folder, whole, out of sight of the others. Raises OSError and UserError."""
    made.mkdir()
    write_run(made, replace(saved, number=next_number(runs)))
    write_history(made, saved.history, saved.checkpoint.epoch)
    write_about(made, about)
    return made
