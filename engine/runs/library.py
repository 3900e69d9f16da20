"""The folder of one run, and the folder of them all.

In a run's folder: ``run.safetensors``, which holds everything that must agree; ``about.json``, what the person said
about it; ``history.csv``, which is made from the first and can be made again; ``replay.safetensors``, the epochs that
one can go back to, which need not be there; and a lock, which whoever trains holds. The lock belongs to the process, so
that one that was killed holds none.
"""

from __future__ import annotations

import errno
import logging
import os
import shutil
import time
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import NamedTuple

from engine import limits
from engine.errors import UserError
from engine.files import remove_orphaned_parts, remove_parts, size_of, write_own
from engine.locks import lock_of
from engine.runs.about import ABOUT as ABOUT
from engine.runs.about import About as About
from engine.runs.about import change_about as change_about
from engine.runs.about import read_about as read_about
from engine.runs.about import write_about as write_about
from engine.runs.bin import delete as delete
from engine.runs.bin import empty_bin as empty_bin
from engine.runs.bin import remove as remove
from engine.runs.bin import restore as restore
from engine.runs.bin import sweep
from engine.runs.replay_file import REPLAY, forget_epochs
from engine.runs.run_file import MOST_NUMBER, RunSummary, SavedRun, read_run, read_summary
from engine.runs.titles import title
from engine.runs.use import LOCK as LOCK
from engine.runs.use import in_use as in_use
from engine.runs.use import lock as lock
from engine.runs.use import looking
from engine.runs.use import unlocked as unlocked
from engine.training.history import History
from engine.words import _

RUN, HISTORY = "run.safetensors", "history.csv"
NEW = 3600  # seconds in which a folder may be empty because its run has only begun

log = logging.getLogger(__name__)


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
        """The name that it was given, or else what it is and reached."""
        return self.about.name or self.nameless_title

    @property
    def nameless_title(self) -> str:
        known = self.summary
        return title(known.spec, known.config, known.accuracy, known.rate_changes)


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


def bring_in(made: Path, runs: Path) -> Path:
    """Put a whole run that stands elsewhere on the drive among the others, under a name of its own. Raises OSError."""
    folder = new_folder(runs)
    if os.name == "nt":  # where not even an empty folder is replaced
        folder.rmdir()
    return made.rename(folder)


def next_number(runs: Path) -> int:
    """For the run that is trained now: above those of all others, so that no clock can put it in the wrong order."""
    highest = max((_number(folder) for folder in _folders(runs)), default=0)
    return min(highest + 1, MOST_NUMBER)


def _number(folder: Path) -> int:
    if not (folder / RUN).exists():  # one that has only begun
        return 0
    try:
        return read_summary(folder / RUN).number if (folder / RUN).exists() else 0
    except Exception as error:  # whatever is wrong with another run is no reason not to keep this one
        log.warning("no number of %s: %r", folder.name, error)
        return 0


def write_run(folder: Path, saved: SavedRun) -> None:
    """Raises OSError; then the run is as it was before."""
    data = saved.to_bytes()
    if len(data) > limits.RUN_FILE:  # it could not be read any more
        raise OSError(errno.EFBIG, os.strerror(errno.EFBIG))
    write_own(folder / RUN, data)


def write_history(folder: Path, history: History, epochs: int) -> None:
    """``history.csv``. Raises OSError."""
    write_own(folder / HISTORY, history_csv(history, epochs))


def history_csv(history: History, epochs: int) -> bytes:
    """A row for each epoch up to ``epochs``; with the accuracy on validation images, if there are any, and with the
    learning rate of its last batch, if that was changed while it trained."""
    names = ["loss", "train_accuracy", "test_accuracy", "seconds"]
    names += ["validation_accuracy"] if history.is_validated else []
    names += ["learning_rate"] if history.rate_changes else []
    lines = [",".join(["epoch", *names])]
    columns = [getattr(history, name) for name in names]
    for epoch in range(epochs + 1):
        lines.append(",".join([str(epoch), *(repr(float(column[epoch])) for column in columns)]))
    return ("\n".join(lines) + "\n").encode()


# All of them


def entries(runs: Path) -> list[Entry]:
    """The runs that can be read, the one that was trained last first."""
    found = [entry for folder in _folders(runs) if (entry := entry_of(folder)) is not None]
    return sorted(found, key=lambda entry: (entry.summary.number, entry.folder.name), reverse=True)


def entry_of(folder: Path) -> Entry | None:
    """None if it cannot be read, for whatever reason: the others are listed, and nothing happens to it."""
    try:
        summary = read_summary(folder / RUN)
        return Entry(folder, read_about(folder), summary, size_of(folder), in_use(folder))
    except UserError as error:
        log.warning("no run in %s: %s", folder.name, error)
    except Exception:
        log.warning("%s could not be read", folder.name, exc_info=True)
    return None


def _folders(runs: Path) -> list[Path]:
    """Not those that begin with a dot: they are no runs."""
    try:
        return [path for path in runs.iterdir() if path.name[0] != "." and _is_folder(path)]
    except FileNotFoundError:
        return []
    except OSError as error:
        log.warning("the runs cannot be listed: %s", error)
        return []


def _is_folder(path: Path) -> bool:
    """A link is none."""
    try:
        return path.is_dir() and not path.is_symlink()
    except OSError as error:  # which is no reason not to list the others
        log.warning("%s cannot be looked at: %s", path.name, error)
        return False


def tidy(runs: Path) -> None:
    """Put in order what programs that were killed have left: half-written files, folders without a run, curves that
    are older than their run, and what was deleted. What cannot be put in order stays as it is."""
    sweep(runs)
    for folder in _folders(runs):
        with looking:
            try:
                new = time.time() - folder.stat().st_mtime < NEW  # asked first: the lock is a file in it
                held = lock(folder, 0)
            except (UserError, OSError):
                continue
            try:
                _tidy(folder, new)
            except Exception as error:  # one that cannot be read keeps no other from being put in order
                log.warning("%s was not put in order: %r", folder.name, error)
            finally:
                held.release()


def _tidy(folder: Path, new: bool) -> None:
    for name in (RUN, HISTORY, REPLAY):
        remove_parts(folder, name)
    remove_orphaned_parts(folder)  # somebody may just write a note
    run, history = folder / RUN, folder / HISTORY
    if not run.exists():
        empty = all(path.name in (LOCK, lock_of(folder / ABOUT).name) for path in folder.iterdir())
        if empty and not new:
            shutil.rmtree(folder)
    elif not history.exists() or history.stat().st_mtime_ns < run.stat().st_mtime_ns:
        saved = read_run(run)
        write_history(folder, saved.history, saved.checkpoint.epoch)


class Removed(NamedTuple):
    """To make room. ``epochs``: of how many runs those that one could go back to; ``runs``: titles of whole ones."""

    epochs: int
    runs: list[str]


def make_room(runs: Path, most: int) -> Removed:
    """Remove the epochs to go back to of the oldest runs without a star, and then such runs themselves, until all
    together have at most ``most`` bytes.

    The one that was trained last always stays as it is, and so does what is being trained. Each run is put out of sight
    as a whole before its files are removed, so that none is ever half there. Raises UserError.
    """
    found = entries(runs)
    too_much, removed = sum(entry.bytes for entry in found) - most, []
    old = [entry for entry in reversed(found[1:]) if not entry.about.starred]
    freed: dict[Path, int] = {}
    for entry in old:
        if too_much > sum(freed.values()) and (size := forget_epochs(entry.folder)):
            freed[entry.folder] = size
    too_much -= sum(freed.values())
    for entry in old:
        if too_much <= 0:
            break
        if not in_use(entry.folder):
            try:
                remove(delete(entry.folder))
            except UserError as error:
                sentence = _("The old run {run} could not be removed to make room. {reason}")
                raise UserError(sentence.format(run=entry.title, reason=error)) from error
            too_much -= entry.bytes - freed.pop(entry.folder, 0)
            removed.append(entry.title)
    return Removed(len(freed), removed)
