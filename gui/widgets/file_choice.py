"""Asking for a file: each kind of file begins in the folder where a file of that kind was chosen last."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QWidget

from gui.work.settings import remember, text

KEY = "folders/"


def ask_open(window: QWidget, title: str, kind: str, filters: str, usual: str = "") -> Path | None:
    """The file to read, None if the person would not say. ``kind``: what is remembered for itself, such as "networks";
    ``usual``: the folder at first."""
    return _chosen(kind, QFileDialog.getOpenFileName(window, title, _folder(kind) or usual, filters)[0])


def ask_open_folder(window: QWidget, title: str, kind: str, usual: str = "") -> Path | None:
    """A folder itself."""
    return _chosen(kind, QFileDialog.getExistingDirectory(window, title, _folder(kind) or usual))


def ask_save(window: QWidget, title: str, kind: str, name: str, filters: str) -> tuple[Path | None, str]:
    """Where to write, and which of the ``filters`` was chosen. ``name``: what is proposed."""
    folder = _folder(kind)
    start = str(Path(folder) / name) if folder else name
    path, filtered = QFileDialog.getSaveFileName(window, title, start, filters)
    return _chosen(kind, path), filtered


def _chosen(kind: str, path: str) -> Path | None:
    if not path:
        return None
    folder = str(Path(path).parent)
    if folder != text(KEY + kind):
        remember({KEY + kind: folder})
    return Path(path)


def _folder(kind: str) -> str:
    """Empty where there is none, or not any more."""
    folder = text(KEY + kind)
    try:
        return folder if folder and Path(folder).is_dir() else ""
    except (OSError, ValueError):  # what is in the file may be anything
        return ""
