"""A whole run as one zip: what leaves the program, and what comes in from others."""

from __future__ import annotations

import io
import stat
import time
import zipfile
import zlib
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import IO

from engine.errors import UserError
from engine.files import write_for_person
from engine.runs.bin import place_for
from engine.runs.library import (
    ABOUT,
    HISTORY,
    RUN,
    About,
    bring_in,
    history_csv,
    next_number,
    read_about,
    write_about,
    write_history,
    write_run,
)
from engine.runs.run_file import SavedRun, read_run

MOST = {RUN: 1_000_000_000, ABOUT: 10_000_000, HISTORY: 100_000_000}
"""The bytes that each file of a run may have: more than 100,000 epochs of the largest network with Adam take."""
PIECE = 1 << 20  # bytes
FIRST_DATE = (1980, 1, 1, 0, 0, 0)  # that a zip can hold; a clock may be set back further


def pack_run(folder: Path, path: Path) -> None:
    """The run in ``folder`` as one zip, also while it is being trained. The path of its digits stays at home.

    Raises UserError if there is no whole run, or if the zip cannot be written.
    """
    saved = replace(read_run(folder / RUN), origin="")
    content = {RUN: saved.to_bytes(), HISTORY: history_csv(saved.history, saved.checkpoint.epoch)}
    try:
        with suppress(FileNotFoundError):  # what was said about it goes along, if there is anything
            content[ABOUT] = (folder / ABOUT).read_bytes()
    except OSError as error:
        raise UserError(f"What you said about the run could not be read: {error.strerror or error}.") from error
    write_for_person(Path(path), _zip(content))


def _zip(content: dict[str, bytes]) -> bytes:
    file, now = io.BytesIO(), max(time.localtime()[:6], FIRST_DATE)
    with zipfile.ZipFile(file, "w") as archive:
        for name, data in content.items():
            archive.writestr(zipfile.ZipInfo(name, now), data, zipfile.ZIP_DEFLATED)
    return file.getvalue()


def unpack_run(path: Path, runs: Path) -> Path:
    """Put the run in a zip into a folder of its own in ``runs``, and return that.

    Everything is checked before anything is put there. What is in the zip is never more than read: the run is written
    anew from what was understood, its history from the run, and the path of the digits, which names a file of somebody
    else's, is left out. Raises UserError.
    """
    path, wanted = Path(path), runs.exists()
    try:
        with place_for(runs) as place:
            saved, about = _read(path, place)
            wanted = True
            return _put(saved, about, place / "whole", runs)
    except OSError as error:
        raise UserError(f"The run could not be saved: {error.strerror or error}.") from error
    finally:
        if not wanted:
            with suppress(OSError):
                runs.rmdir()


def _read(path: Path, place: Path) -> tuple[SavedRun, About]:
    try:
        _take_out(path, place)
        return replace(read_run(place / RUN), origin=""), read_about(place)
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, ValueError) as error:
        raise UserError(f"{path.name} is no zip that Inkling can open: {error}.") from error
    except OSError as error:
        raise UserError(f"{path.name} could not be opened: {error.strerror or error}.") from error


def _take_out(path: Path, place: Path) -> None:
    with zipfile.ZipFile(path) as archive:
        _check(path.name, archive.infolist())
        for info in archive.infolist():
            with archive.open(info) as packed, (place / info.filename).open("wb") as file:
                _copy(packed, file, info.filename)


def _check(name: str, infos: list[zipfile.ZipInfo]) -> None:
    """Raises UserError for a zip that holds anything else than a run's files."""
    names = [info.filename for info in infos]
    for info in infos:
        if info.filename not in MOST:
            raise UserError(f"{name} is not a run: it holds “{info.filename[:100]}”, which no run has.")
        if stat.S_ISLNK(info.external_attr >> 16):
            raise UserError(f"{name} is not a run: its {info.filename} is a link to somewhere else.")
        if info.file_size > MOST[info.filename]:
            raise UserError(f"{name} is not a run: its {info.filename} is far too large.")
    if len(set(names)) < len(names):
        raise UserError(f"{name} is not a run: it holds two files of one name.")
    if RUN not in names:
        raise UserError(f"{name} is not a run: there is no {RUN} in it.")


def _copy(packed: IO[bytes], file: IO[bytes], name: str) -> None:
    """By what really comes out: what the zip says about its size need not be true."""
    size = 0
    while piece := packed.read(PIECE):
        size += len(piece)
        if size > MOST[name]:
            raise UserError(f"{name} is far too large.")
        file.write(piece)


def _put(saved: SavedRun, about: About, made: Path, runs: Path) -> Path:
    """Written out of sight, and then put among the others as a whole. Raises OSError and UserError."""
    made.mkdir()
    write_run(made, replace(saved, number=next_number(runs)))
    write_history(made, saved.history, saved.checkpoint.epoch)
    write_about(made, about)
    return bring_in(made, runs)
