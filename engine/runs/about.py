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
from engine.numbers import whole
from engine.reading import read_file
from engine.records import LONG, read_json
from engine.words import _, ngettext

ABOUT = "about.json"
NOT_SAVED = _("What you said about the run was not saved: {reason}.")
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
        if len(self.name) > limits.NAME:
            sentence = ngettext(
                "A name of {characters} character is too long: use at most {most}.",
                "A name of {characters} characters is too long: use at most {most}.",
                len(self.name),
            )
            raise UserError(sentence.format(characters=whole(len(self.name)), most=whole(limits.NAME)))
        if len(self.note) > limits.NOTE:
            sentence = ngettext(
                "A note of {characters} character is too long: use at most {most}.",
                "A note of {characters} characters is too long: use at most {most}.",
                len(self.note),
            )
            raise UserError(sentence.format(characters=whole(len(self.note)), most=whole(limits.NOTE)))


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
        raise UserError(NOT_SAVED.format(reason=error.strerror or error)) from error


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
                sentence = _(
                    "What you said about the run was not saved: another window of Inkling is writing there. Try again."
                )
                raise UserError(sentence) from None
            return _changed(folder, change)  # there is no later: what was said counts more than the order of two
    except OSError as error:
        raise UserError(NOT_SAVED.format(reason=error.strerror or error)) from error


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
