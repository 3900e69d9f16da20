"""A lesson from its file: TOML with the ending .inkling-lesson. It holds words and names, and nothing that is run."""

from __future__ import annotations

import difflib
import tomllib
from collections.abc import Collection, Iterator
from dataclasses import fields
from pathlib import Path
from typing import Any, TypeVar

from engine import limits
from engine.errors import UserError
from engine.files import RESOURCES
from engine.lesson.lines import entry_lines, line_of
from engine.lesson.steps import Doing, Lesson, Needs, Question, Sign, Step
from engine.reading import read_file
from engine.records import read_record
from engine.words import _

ENDING = ".inkling-lesson"
VERSION = 1
SHIPPED = RESOURCES / "lessons" / f"lesson.en{ENDING}"
AROUND = "inkling_lesson", "step"
HEAD = {*AROUND, *(field.name for field in fields(Lesson) if field.name != "steps")}
PARTS: dict[str, type[Any]] = {"needs": Needs, "question": Question, "done": Sign, "show": Doing}
"""Of a step; of the last two there may be several."""
Part = TypeVar("Part")


def read_lesson(path: Path) -> Lesson:
    """The lesson in a file. Raises UserError, with the line where it can be told."""
    try:
        data = read_file(path, limits.LESSON_FILE)
    except OSError as error:
        sentence = _("{name} could not be read: {reason}.")
        raise UserError(sentence.format(name=path.name, reason=error.strerror or error)) from error
    return lesson_of(data, path.name)


def lesson_of(data: bytes, name: str) -> Lesson:
    """The same from the bytes of a file of that name."""
    try:
        text = data.decode("utf-8-sig").replace("\r\n", "\n")
        found = tomllib.loads(text)
    except UnicodeDecodeError as error:
        line = data[: error.start].count(b"\n") + 1
        raise UserError(_("{name}, line {line}: this is no UTF-8 text.").format(name=name, line=line)) from error
    except (ValueError, RecursionError) as error:  # tells the line itself
        raise UserError(_("{name} is no TOML: {reason}.").format(name=name, reason=error)) from error
    try:
        return _lesson(found)
    except UserError as error:
        line = line_of(error.field or "", entry_lines(text))
        raise UserError(_("{name}, line {line}: {problem}").format(name=name, line=line, problem=error)) from error


def _lesson(found: dict[str, Any]) -> Lesson:
    version = found.get("inkling_lesson")
    if version != VERSION or type(version) is not int:
        sentence = _("“inkling_lesson = {version}” has to stand in it: this Inkling reads lessons of that form.")
        raise UserError(sentence.format(version=VERSION), "inkling_lesson")
    _check_known(found, HEAD, "")
    steps = found.get("step")
    if not isinstance(steps, list) or not all(isinstance(step, dict) for step in steps):
        raise UserError(_("There is no step: each begins with [[step]]."), "step")
    read = tuple(_step(step, f"step {number}") for number, step in enumerate(steps, start=1))
    _check_different(read)
    return Lesson(steps=read, **_texts({key: value for key, value in found.items() if key in HEAD - {*AROUND}}))


def _texts(found: dict[str, Any]) -> dict[str, str]:
    """What stands above the steps: texts, all of them."""
    for name in ("title", "language"):
        if name not in found:
            raise UserError(_("“{name}” is missing.").format(name=name), name)
    for name, value in found.items():
        if not isinstance(value, str):
            raise UserError(_("“{name}” is no text.").format(name=name), name)
    return found


def _step(found: dict[str, Any], name: str) -> Step:
    for place, kind, part in _parts(found, name):
        _placed(kind, part, place)
    return _placed(Step, found, name)


def _parts(found: dict[str, Any], name: str) -> Iterator[tuple[str, type[Any], dict[str, Any]]]:
    """Where each part of a step stands, and what it has to be."""
    for entry, kind in PARTS.items():
        parts = found.get(entry)
        for part in parts if isinstance(parts, list) else [parts]:
            if isinstance(part, dict):
                yield f"{name}.{entry}", kind, part


def _placed(kind: type[Part], found: dict[str, Any], name: str) -> Part:
    """What is wrong with it has its place."""
    try:
        _check_known(found, {field.name for field in fields(kind)}, name)  # type: ignore[arg-type]  # a dataclass
        return read_record(kind, found, name)
    except UserError as error:
        inside = error.field or ""
        raise UserError(str(error), inside if inside.startswith(name) else f"{name}.{inside}") from error


def _check_known(found: dict[str, Any], known: Collection[str], name: str) -> None:
    for entry in found:
        if entry in known:
            continue
        place = f"{name}.{entry}" if name else entry
        near = difflib.get_close_matches(entry, known, 1)
        if near:
            sentence = _("There is no entry “{entry}”. Is “{near}” meant?").format(entry=entry[:40], near=near[0])
        else:
            known_words = ", ".join(sorted(known))
            sentence = _("There is no entry “{entry}”. There are: {known}.").format(entry=entry[:40], known=known_words)
        raise UserError(sentence, place)


def _check_different(steps: tuple[Step, ...]) -> None:
    seen: set[str] = set()
    for number, step in enumerate(steps, start=1):
        if step.name in seen:
            sentence = _("Two steps are called “{name}”: answers are kept by that name.")
            raise UserError(sentence.format(name=step.name[:40]), f"step {number}.name")
        seen.add(step.name)
