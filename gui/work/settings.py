"""The folder where everything of one user is kept, and what is remembered there from one start to the next."""

from __future__ import annotations

import logging
import os
import threading
from collections.abc import Mapping
from pathlib import Path

from PySide6.QtCore import QLockFile, QSettings

from engine import limits
from engine.errors import UserError
from engine.files import remove_orphaned_parts, set_aside
from engine.reading import is_strange, read_file
from engine.user_folder import RUNS, user_folder
from engine.words import _

NAME, LOCK = "settings.ini", "settings.ini.lock"
PATIENCE = 300  # milliseconds to wait for whoever writes the file just now
LIMIT, USUAL_LIMIT, LARGEST_LIMIT = "runs/limit", 1000, 1_000_000  # megabytes

log = logging.getLogger(__name__)
_folder: Path | None = None
_writing = threading.Lock()
"""Among the threads of this program. Qt keeps Python's own lock while it waits for that of the file: a thread of ours
that had that one would never go on."""


def use_folder(folder: Path) -> None:
    """Keep everything in this folder instead of the user's: for tests and the self-test."""
    global _folder
    _folder = folder


def data_folder() -> Path | None:
    """The user's folder, made if need be; None where there can be none."""
    folder = _folder or user_folder()
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        log.warning("no folder for the user's data: %s", error)
        return None
    return folder


def settings() -> QSettings:
    """What is remembered, to be read. Where there can be no file for it, it lasts as long as the program."""
    folder = data_folder()
    can_be = folder is not None and not is_strange(folder / NAME)
    return QSettings(str(folder / NAME) if can_be else "", QSettings.Format.IniFormat)


def remember(values: Mapping[str, object]) -> str:
    """Write what is to be remembered, None for what is to be forgotten: the one way to do that. A sentence if it could
    not be written; empty otherwise."""
    with _writing:
        return _written(values)


def _written(values: Mapping[str, object]) -> str:
    folder = data_folder()
    if folder is not None and is_strange(folder / LOCK):
        return _unwritable()
    if _is_held():
        return _("Settings cannot be written just now: another program holds their file. They are as they were.")
    stored = settings()
    for key, value in values.items():
        if value is None:
            stored.remove(key)
        else:
            stored.setValue(key, value)
    stored.sync()
    if stored.status() == QSettings.Status.NoError:
        return ""
    log.warning("settings are not written: %s, %s", stored.fileName(), stored.status())
    return _unwritable()


def _is_held() -> bool:
    """Whether another program holds the file longer than any writing takes: Qt would wait for it for half a minute."""
    folder = data_folder()
    if folder is None or is_strange(folder / LOCK):
        return False
    lock = QLockFile(str(folder / LOCK))
    is_free = lock.tryLock(PATIENCE)
    lock.unlock()
    return not is_free and lock.error() == QLockFile.LockError.LockFailedError


def settings_problem() -> str:
    """A sentence for the start, if nothing can be remembered: at the end nobody would see it. Empty otherwise."""
    return remember({}) if settings().isWritable() else _unwritable()


def _unwritable() -> str:
    folder = data_folder()
    if folder is None:
        return _(
            "Settings cannot be written for there is no folder for that: they last until Inkling is closed. "
            "Is there room, and may you write there?"
        )
    return _(
        "Settings cannot be written in {file}: they last until Inkling is closed. "
        "Is there room, and may you write there?"
    ).format(file=folder / NAME)


def tidy_data_folder() -> None:
    """Remove what programs that were killed have left half written; what others are writing just now stays."""
    folder = data_folder()
    if folder is None:
        return
    try:
        remove_orphaned_parts(folder)
        _remove_parts_of_settings(folder)
    except OSError as error:
        log.warning("the user's folder was not put in order: %s", error)


def _remove_parts_of_settings(folder: Path) -> None:
    """Qt writes them into a file with six letters after its name, while it holds a lock."""
    if is_strange(folder / LOCK):
        return
    lock = QLockFile(str(folder / LOCK))
    with _writing:
        if lock.tryLock(0):
            for path in folder.glob(f"{NAME}.{6 * '[A-Za-z0-9]'}"):
                path.unlink(missing_ok=True)
            lock.unlock()


def set_damaged_settings_aside() -> str:
    """A sentence, if the file of settings was no such file and the program begins without it; empty otherwise."""
    folder = data_folder()
    path = folder / NAME if folder else None
    if folder is None or path is None or not os.path.lexists(path) or _parses(path):
        return ""
    try:
        aside = set_aside(path)
    except OSError as error:
        log.warning("damaged settings stay: %s", error)
        return _("The file of settings {file} is damaged and could not be set aside: delete it.").format(file=path)
    log.warning("damaged settings were set aside as %s", aside)
    words = _("The file of settings was damaged and was set aside as {file}: everything is as at the first start.")
    return words.format(file=aside.name)


def _parses(path: Path) -> bool:
    try:
        no_text = b"\0" in read_file(path, limits.SETTINGS_FILE)
    except (OSError, UserError):
        return False
    return not no_text and QSettings(str(path), QSettings.Format.IniFormat).status() == QSettings.Status.NoError


def text(key: str, default: str = "") -> str:
    """A remembered text; whatever else the file holds there counts as nothing."""
    value = settings().value(key, default)
    return value if isinstance(value, str) else default


def runs_folder() -> Path | None:
    """Where every run is kept; None where there is no such folder."""
    folder = data_folder()
    return folder / RUNS if folder else None


def runs_limit() -> int:
    """The bytes that all runs together may have: chosen in the list of runs."""
    chosen = text(LIMIT)
    is_number = chosen.isdecimal() and chosen.isascii() and len(chosen) <= len(str(LARGEST_LIMIT))
    return min(int(chosen) if is_number else USUAL_LIMIT, LARGEST_LIMIT) * 1_000_000
