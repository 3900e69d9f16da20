"""The folder where everything of one user is kept, and what is remembered there from one start to the next."""

from __future__ import annotations

import logging
import os
from pathlib import Path

from PySide6.QtCore import QSettings, QStandardPaths

NAME = "settings.ini"
LIMIT, USUAL_LIMIT = "runs/limit", 1000  # megabytes

log = logging.getLogger(__name__)
_folder: Path | None = None


def use_folder(folder: Path) -> None:
    """Keep everything in this folder instead of the user's: for tests and the self-test."""
    global _folder
    _folder = folder


def data_folder() -> Path | None:
    """The user's folder, made if need be; None where there can be none."""
    location = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.GenericDataLocation)
    folder = _folder or Path(location) / "Inkling"
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        log.warning("no folder for the user's data: %s", error)
        return None
    return folder


def settings() -> QSettings:
    """What is remembered. Where there is no folder, it lasts as long as the program."""
    folder = data_folder()
    return QSettings(str(folder / NAME) if folder else "", QSettings.Format.IniFormat)


def set_damaged_settings_aside() -> str:
    """A sentence, if the file of settings was no such file and the program begins without it; empty otherwise."""
    folder = data_folder()
    path = folder / NAME if folder else None
    if path is None or not path.exists() or _parses(path):
        return ""
    aside = path.with_suffix(".damaged.ini")
    try:
        os.replace(path, aside)
    except OSError as error:
        log.warning("damaged settings stay: %s", error)
        return f"The file of settings {path} is damaged and could not be set aside: delete it."
    log.warning("damaged settings were set aside as %s", aside)
    return f"The file of settings was damaged and was set aside as {aside.name}: everything is as at the first start."


def _parses(path: Path) -> bool:
    try:
        no_text = b"\0" in path.read_bytes()
    except OSError:
        return False
    return not no_text and QSettings(str(path), QSettings.Format.IniFormat).status() == QSettings.Status.NoError


def text(key: str, default: str = "") -> str:
    """A remembered text; whatever else the file holds there counts as nothing."""
    value = settings().value(key, default)
    return value if isinstance(value, str) else default


def runs_folder() -> Path | None:
    """Where every run is kept; None where there is no such folder."""
    folder = data_folder()
    return folder / "runs" if folder else None


def runs_limit() -> int:
    """The bytes that all runs together may have: chosen in the list of runs."""
    chosen = text(LIMIT)
    return (int(chosen) if chosen.isdecimal() and chosen.isascii() else USUAL_LIMIT) * 1_000_000
