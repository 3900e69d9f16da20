"""What a person said about a run: ``about.json`` in its folder, changed by one thread of one program at a time."""

from __future__ import annotations

import json
import logging
from collections.abc import Callable
from dataclasses import asdict, dataclass, field
from pathlib import Path

from engine import limits
from engine.errors import UserError
from engine.files import set_aside, write_own
from engine.locks import Lock, Taken, ending, lock_of
from engine.reading import read_file
from engine.records import LONG, read_json

ABOUT = "about.json"
NOT_SAVED = "What you said about the run was not saved"
PATIENCE = 20.0  # seconds to wait for whoever changes it just now

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class About:
    """What the person said about a run. ``left``: it is unfinished, and shall not be offered any more.

    Raises UserError for a name or a note that is too long.
    """

    name: str = ""
    note: str = field(default="", metadata=LONG)
    starred: bool = False
    left: bool = False

    def __post_init__(self) -> None:
        for what, text, most in (("name", self.name, limits.NAME), ("note", self.note, limits.NOTE)):
            if len(text) > most:
                raise UserError(f"A {what} of {len(text):,} characters is too long: use at most {most:,}.")


def read_about(folder: Path) -> About:
    """What the person said; nothing where that cannot be read."""
    try:
        return read_sound_about(folder)
    except (OSError, UserError) as error:
        log.warning("what was said about %s cannot be read: %s", folder.name, error)
        return About()


def read_sound_about(folder: Path) -> About:
    """The same. Raises OSError and UserError where that cannot be read."""
    try:
        content = read_file(folder / ABOUT, limits.RECORD_FILE)
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
        try:
            with Lock(lock_of(folder / ABOUT), PATIENCE):
                return _changed(folder, change)
        except Taken:
            if not ending.is_set():
                raise UserError(f"{NOT_SAVED}: another window of Inkling is writing there. Try again.") from None
            return _changed(folder, change)  # there is no later: what was said counts more than the order of two
    except OSError as error:
        raise UserError(f"{NOT_SAVED}: {error.strerror or error}.") from error


def _changed(folder: Path, change: Callable[[About], About]) -> About:
    about = change(_sound(folder))
    write_about(folder, about)
    return about


def _sound(folder: Path) -> About:
    """Raises OSError."""
    try:
        return read_sound_about(folder)
    except UserError as error:
        log.warning("what was said about %s was set aside as %s: %s", folder.name, set_aside(folder / ABOUT), error)
        return About()
