"""The folder of one run, and the folder of them all.

In a run's folder: ``run.safetensors``, which holds everything that must agree; ``about.json``, what the person said
about it; ``history.csv``, which is made from the first and can be made again; and a lock, which whoever trains holds.
The lock belongs to the process, so that one that was killed holds none.
"""

from __future__ import annotations

import json
import logging
import shutil
import threading
import time
from contextlib import suppress
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path

from filelock import FileLock, Timeout

from engine.errors import UserError
from engine.files import remove_parts, size_of, write_atomically, write_for_person
from engine.records import read_json
from engine.runs.run_file import RunSummary, SavedRun, read_run, read_summary
from engine.training.history import History

RUN, ABOUT, HISTORY, LOCK = "run.safetensors", "about.json", "history.csv", ".lock"
DELETED = ".deleted"
NEW = 3600  # seconds in which a folder may be empty because its run has only begun
PATIENCE = 0.5  # seconds to wait for a lock that somebody may only be trying

log = logging.getLogger(__name__)
_looking = threading.Lock()  # two threads that look whether a run is in use would each find that it is


@dataclass(frozen=True)
class About:
    """What the person said about a run. ``left``: it is unfinished, and shall not be offered any more."""

    name: str = ""
    note: str = ""
    starred: bool = False
    left: bool = False


@dataclass(frozen=True)
class Entry:
    """A run as the list shows it. ``bytes``: of all its files. ``in_use``: it is being trained, here or elsewhere."""

    folder: Path
    about: About
    summary: RunSummary
    bytes: int
    in_use: bool

    @property
    def title(self) -> str:
        return self.about.name or self.folder.name


# One run


def new_folder(runs: Path, now: datetime | None = None) -> Path:
    """An empty folder for a new run, named by date and time, and by a number if there is one of that name already.

    Raises OSError.
    """
    runs.mkdir(parents=True, exist_ok=True)
    stem = f"{now or datetime.now():%Y-%m-%d %H.%M.%S}"
    number = 1
    while True:
        folder = runs / (stem if number == 1 else f"{stem} ({number})")
        try:
            folder.mkdir()
        except FileExistsError:
            number += 1
        else:
            return folder


def lock(folder: Path, patience: float = PATIENCE) -> FileLock:
    """Hold the run until the lock is released, or this process ends. Raises UserError if another one has it."""
    held = FileLock(folder / LOCK, timeout=patience, thread_local=False)
    try:
        held.acquire()
    except Timeout:
        raise UserError("This run is in use: it is being trained, maybe in another window of Inkling.") from None
    return held


def write_run(folder: Path, saved: SavedRun) -> None:
    """Raises OSError; then the run is as it was before."""
    write_atomically(folder / RUN, saved.to_bytes())


def write_history(folder: Path, history: History, epochs: int) -> None:
    """``history.csv``. Raises OSError."""
    write_atomically(folder / HISTORY, history_csv(history, epochs))


def history_csv(history: History, epochs: int) -> bytes:
    """A row for each epoch up to ``epochs``."""
    lines = ["epoch,loss,train_accuracy,test_accuracy,seconds"]
    columns = (history.loss, history.train_accuracy, history.test_accuracy, history.seconds)
    for epoch in range(epochs + 1):
        lines.append(",".join([str(epoch), *(repr(float(column[epoch])) for column in columns)]))
    return ("\n".join(lines) + "\n").encode()


def read_about(folder: Path) -> About:
    """What the person said; nothing where that cannot be read."""
    try:
        return read_json(About, (folder / ABOUT).read_bytes())
    except FileNotFoundError:
        pass
    except (OSError, UserError) as error:
        log.warning("what was said about %s cannot be read: %s", folder.name, error)
    return About()


def write_about(folder: Path, about: About) -> None:
    """Raises UserError."""
    write_for_person(folder / ABOUT, json.dumps(asdict(about)).encode(), "What you said about the run was not saved")


# All of them


def entries(runs: Path) -> list[Entry]:
    """The runs that can be read, the newest first."""
    found = [entry for folder in _folders(runs) if (entry := entry_of(folder)) is not None]
    return sorted(found, key=lambda entry: entry.folder.name, reverse=True)


def entry_of(folder: Path) -> Entry | None:
    try:
        summary = read_summary(folder / RUN)
    except UserError as error:
        log.warning("no run in %s: %s", folder.name, error)
        return None
    return Entry(folder, read_about(folder), summary, size_of(folder), in_use(folder))


def _folders(runs: Path) -> list[Path]:
    try:
        return [path for path in runs.iterdir() if path.is_dir() and not path.is_symlink() and path.name != DELETED]
    except FileNotFoundError:
        return []
    except OSError as error:
        log.warning("the runs cannot be listed: %s", error)
        return []


def in_use(folder: Path) -> bool:
    """Whether it is being trained."""
    try:
        with _looking:
            lock(folder, 0).release()
    except UserError:
        return True
    except OSError:  # where nothing can be written, nothing is trained
        return False
    return False


def tidy(runs: Path) -> None:
    """Put in order what programs that were killed have left: half-written files, folders without a run, curves that
    are older than their run. What cannot be put in order stays as it is."""
    for folder in _folders(runs):
        with _looking:
            try:
                new = time.time() - folder.stat().st_mtime < NEW  # asked first: the lock is a file in it
                held = lock(folder, 0)
            except (UserError, OSError):
                continue
            try:
                _tidy(folder, new)
            except (UserError, OSError) as error:
                log.warning("%s was not put in order: %s", folder.name, error)
            finally:
                held.release()


def _tidy(folder: Path, new: bool) -> None:
    remove_parts(folder)
    run, history = folder / RUN, folder / HISTORY
    if not run.exists():
        empty = not any(path.name != LOCK for path in folder.iterdir())
        if empty and not new:
            shutil.rmtree(folder)
    elif not history.exists() or history.stat().st_mtime_ns < run.stat().st_mtime_ns:
        saved = read_run(run)
        write_history(folder, saved.history, saved.checkpoint.epoch)


def delete(folder: Path) -> Path:
    """Put a run out of sight; returns where it is now, for ``restore``. Raises UserError."""
    if in_use(folder):
        raise UserError("This run is being trained: stop it first, and then delete it.")
    bin_ = folder.parent / DELETED
    try:
        bin_.mkdir(exist_ok=True)
        place = bin_ / folder.name
        number = 1
        while place.exists():
            number += 1
            place = bin_ / f"{folder.name} ({number})"
        return folder.rename(place)
    except OSError as error:
        raise UserError(f"The run could not be deleted: {error.strerror or error}.") from error


def restore(deleted: Path, folder: Path) -> None:
    """Undo ``delete``. Raises UserError."""
    try:
        deleted.rename(folder)
    except OSError as error:
        raise UserError(f"The run could not be brought back: {error.strerror or error}.") from error


def empty_bin(runs: Path) -> None:
    """Remove for good what was deleted."""
    shutil.rmtree(runs / DELETED, ignore_errors=True)


def make_room(runs: Path, most: int) -> list[str]:
    """Remove the oldest runs without a star until all together have at most ``most`` bytes; returns their titles.

    The newest one always stays, and so does what is being trained. Raises UserError.
    """
    found = entries(runs)
    total, removed = sum(entry.bytes for entry in found), []
    for entry in reversed(found[1:]):
        if total <= most:
            break
        if not entry.about.starred and not entry.in_use:
            try:
                shutil.rmtree(entry.folder)
            except OSError as error:
                raise UserError(
                    f"The old run {entry.title} could not be removed: {error.strerror or error}."
                ) from error
            total -= entry.bytes
            removed.append(entry.title)
    return removed


def unlocked(held: FileLock | None) -> None:
    """Release a lock, whatever has become of its folder."""
    if held is not None:
        with suppress(OSError):
            held.release()
