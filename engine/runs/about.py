"""What a person said about a run: ``about.json`` in its folder, changed by one thread of one program at a time."""

from __future__ import annotations

import json
import logging
from collections.abc import Callable
from dataclasses import asdict, dataclass
from pathlib import Path

from engine.errors import UserError
from engine.files import set_aside, write_own
from engine.locks import Lock, Taken, lock_of
from engine.records import read_json

ABOUT = "about.json"
NOT_SAVED = "What you said about the run was not saved"
PATIENCE = 20.0  # seconds to wait for whoever changes it just now

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class About:
    """What the person said about a run. ``left``: it is unfinished, and shall not be offered any more."""

    name: str = ""
    note: str = ""
    starred: bool = False
    left: bool = False


def read_about(folder: Path) -> About:
    """What the person said; nothing where that cannot be read."""
    try:
        return _read(folder)
    except (OSError, UserError) as error:
        log.warning("what was said about %s cannot be read: %s", folder.name, error)
        return About()


def _read(folder: Path) -> About:
    try:
        content = (folder / ABOUT).read_bytes()
    except FileNotFoundError:
        return About()
    return read_json(About, content)


def write_about(folder: Path, about: About) -> None:
    """Raises UserError."""
    try:
        write_own(folder / ABOUT, json.dumps(asdict(about)).encode())
    except OSError as error:
        raise UserError(f"{NOT_SAVED}: {error.strerror or error}.") from error


def change_about(folder: Path, change: Callable[[About], About]) -> About:
    """Write what ``change`` makes of what is on disk, and return it; whoever else changes it waits, or is waited for.

    A damaged file is set aside; one that only cannot be read stays as it is. Raises UserError.
    """
    try:
        with Lock(lock_of(folder / ABOUT), PATIENCE):
            about = change(_sound(folder))
            write_about(folder, about)
    except Taken:
        raise UserError(f"{NOT_SAVED}: another window of Inkling is writing there. Try again.") from None
    except OSError as error:
        raise UserError(f"{NOT_SAVED}: {error.strerror or error}.") from error
    return about


def _sound(folder: Path) -> About:
    """Raises OSError."""
    try:
        return _read(folder)
    except UserError as error:
        log.warning("what was said about %s was set aside as %s: %s", folder.name, set_aside(folder / ABOUT), error)
        return About()
