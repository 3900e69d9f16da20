"""The yardsticks that were measured on this machine, in a file of the user's folder: figures alone, no classifier."""

from __future__ import annotations

import json
import logging
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass
from pathlib import Path

from engine import limits
from engine.errors import UserError
from engine.experiments.yardsticks.keeping import recipe_from
from engine.experiments.yardsticks.recipes import word_of
from engine.experiments.yardsticks.record import Record
from engine.files import set_aside, write_own
from engine.locks import Lock, Taken, lock_of
from engine.reading import read_file
from engine.records import read_json
from engine.runs.provenance import TrainedOn
from engine.words import _

NAME = "yardsticks.json"
MOST = 500  # records: the oldest make room
PATIENCE = 5.0  # seconds to wait for another window that writes there
log = logging.getLogger(__name__)


@dataclass(frozen=True)
class _Written:
    kind: str
    recipe: Mapping[str, bool | int | float | str]
    fitted_to: TrainedOn
    test_mark: str
    are_digits: bool
    train_images: int
    test_images: int
    right: int
    fit_seconds: float
    image_seconds: float
    size: int
    settled: bool


@dataclass(frozen=True)
class _File:
    yardsticks: tuple[_Written, ...]


def read_records(folder: Path) -> list[Record]:
    """The oldest first; none where there is no such file, or one that cannot be read."""
    try:
        return _read(folder / NAME)
    except (OSError, UserError) as error:
        log.warning("yardsticks cannot be read: %s", error)
        return []


def change_records(folder: Path, change: Callable[[list[Record]], list[Record]]) -> list[Record]:
    """Write what ``change`` makes of those on disk, and return it. A damaged file is set aside. Raises UserError."""
    path = folder / NAME
    try:
        with Lock(lock_of(path), PATIENCE):
            records = change(_sound(path))[-MOST:]
            write_own(path, as_text(records).encode())
    except Taken:
        raise UserError(_("The yardsticks were not kept: another window of Inkling is writing there.")) from None
    except OSError as error:
        reason = error.strerror or error
        raise UserError(_("The yardsticks could not be kept: {reason}.").format(reason=reason)) from error
    return records


def replaced(records: list[Record], new: list[Record]) -> list[Record]:
    """With ``new`` at the end, in the place of those of the same recipe, images and seed."""
    keys = {_key(record) for record in new}
    return [record for record in records if _key(record) not in keys] + new


def as_text(records: list[Record]) -> str:
    """JSON."""
    return json.dumps({"yardsticks": [{"kind": word_of(one.recipe), **asdict(one)} for one in records]})


def _key(record: Record) -> object:
    return record.recipe, record.conditions, record.seed


def _read(path: Path) -> list[Record]:
    try:
        content = read_file(path, limits.RECORD_FILE)
    except FileNotFoundError:
        return []
    return [_record(written) for written in read_json(_File, content).yardsticks]


def _record(written: _Written) -> Record:
    values = {name: getattr(written, name) for name in _Written.__dataclass_fields__ if name != "kind"}
    return Record(**{**values, "recipe": recipe_from(written.kind, written.recipe)})


def _sound(path: Path) -> list[Record]:
    """Raises OSError."""
    try:
        return _read(path)
    except UserError as error:
        log.warning("yardsticks were set aside as %s: %s", set_aside(path), error)
        return []
