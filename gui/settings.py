"""The folder where everything of one user is kept, and what is remembered there from one start to the next."""

from __future__ import annotations

import logging
from pathlib import Path

from PySide6.QtCore import QSettings, QStandardPaths

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
    return QSettings(str(folder / "settings.ini") if folder else "", QSettings.Format.IniFormat)


def text(key: str, default: str = "") -> str:
    """A remembered text; whatever else the file holds there counts as nothing."""
    value = settings().value(key, default)
    return value if isinstance(value, str) else default
