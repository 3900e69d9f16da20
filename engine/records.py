"""One way from JSON to our frozen dataclasses: network, training, run, experiment, what was said about a run, ...

A file may come from an older or a newer Inkling, or from a stranger: what it says is taken only if it is of the kind
that the field's annotation says. What the values mean is checked by the dataclass itself, which raises UserError.
"""

from __future__ import annotations

import json
import math
from collections.abc import Iterator, Mapping
from dataclasses import Field, fields, is_dataclass
from functools import cache
from types import NoneType, UnionType
from typing import Any, TypeVar, get_args, get_origin, get_type_hints

from engine import limits
from engine.errors import UserError
from engine.numbers import whole
from engine.words import _, ngettext

LATER: Mapping[str, bool] = {"later": True}
"""The metadata of a field that older files lack: there it has its default. Every other field must be there."""
OR_NAN: Mapping[str, bool] = {"or_nan": True}
"""The metadata of a number that may be unknown: it may be NaN, which all others must not."""
LONG: Mapping[str, bool] = {"long": True}
"""The metadata of a text that may be as long as a note."""
FORMER_NAMES = {"changes": "variants"}
"""What files from before version 0.2 call a field."""

_NOT = {
    int: _("“{name}” is {found}, not a whole number."),
    float: _("“{name}” is {found}, not a finite number."),
    str: _("“{name}” is {found}, not a text."),
    bool: _("“{name}” is {found}, not true or false."),
    NoneType: _("“{name}” is {found}, not null."),
}
_NOT_A_LIST = _("“{name}” is {found}, not a list.")
_NOT_A_RECORD = _("“{name}” is {found}, not a record of named values.")

Record = TypeVar("Record")


def read_json(kind: type[Record], text: str | bytes) -> Record:
    """A dataclass from the text of a JSON object, see ``read_record``. Raises UserError."""
    try:
        found = json.loads(text)
    except (ValueError, RecursionError):
        raise UserError(_("it is no JSON, or it ends too early.")) from None
    return read_record(kind, found)


def read_header(kind: type[Record], header: Mapping[str, str], form: str, key: str) -> Record:
    """A dataclass from an entry of a safetensors header, which must name the format ``form``. Raises UserError."""
    if header.get("format") != form:
        raise UserError(_("its header names no format “{form}”.").format(form=form))
    if key not in header:
        raise UserError(_("its header has no “{key}”.").format(key=key))
    return read_json(kind, header[key])


def read_record(kind: type[Record], found: object, name: str = "") -> Record:
    """A dataclass from a JSON object. Fields that it does not know are ignored: a newer Inkling may have written them.

    A field may be an int, a float (whole numbers are floats, too), a str, a bool, None, a tuple, a mapping of such, a
    choice of several, or another dataclass; nothing is made of anything else: "3", 3.0 and true are no whole numbers.
    ``name``: what the record is called in sentences. Raises UserError, naming the field that is missing or wrong.
    """
    if not isinstance(found, dict):
        raise _wrong(found, name, _NOT_A_RECORD if name else _("it is {found}, not a record of named values."))
    values = {}
    for field, key, hint in _known(kind, found):
        inner = f"{name}.{field.name}" if name else field.name
        if key in found:
            values[field.name] = _read(hint, found[key], inner, "or_nan" in field.metadata)
            _check_length(values[field.name], inner, limits.NOTE if "long" in field.metadata else limits.TEXT)
        elif "later" not in field.metadata:
            raise UserError(_("“{name}” is missing.").format(name=inner), inner)
    return kind(**values)


def _check_length(value: object, name: str, most: int) -> None:
    """A text that no person would read holds up whoever shows it."""
    if isinstance(value, str) and len(value) > most:
        sentence = ngettext(
            "“{name}” has {characters} character: at most {most} are read.",
            "“{name}” has {characters} characters: at most {most} are read.",
            len(value),
        )
        raise UserError(sentence.format(name=name, characters=whole(len(value)), most=whole(most)), name)


@cache
def _hints(kind: Any) -> dict[str, Any]:
    return get_type_hints(kind)


def _known(kind: Any, found: Mapping[str, object]) -> Iterator[tuple[Field[Any], str, Any]]:
    """Each field that is read, the name by which the record has it, and its annotation."""
    hints = _hints(kind)
    for field in fields(kind):
        former = FORMER_NAMES.get(field.name, field.name)
        if field.init:
            is_former = former in found and field.name not in found
            yield field, former if is_former else field.name, hints[field.name]


def _read(kind: Any, value: object, name: str, or_nan: bool = False) -> Any:
    """A value of the kind that an annotation says."""
    if isinstance(kind, type) and is_dataclass(kind):
        return read_record(kind, value, name)
    if isinstance(kind, UnionType):
        return _one_of(get_args(kind), value, name)
    if get_origin(kind) is tuple:
        return _tuple(get_args(kind), value, name)
    if get_origin(kind) in (dict, Mapping):
        return _mapping(get_args(kind)[1], value, name)
    return _plain(kind, value, name, or_nan)


def _plain(kind: type, value: object, name: str, or_nan: bool) -> object:
    if kind is float and type(value) is int:
        value = _as_float(value)
    finite = not isinstance(value, float) or math.isfinite(value) or (or_nan and math.isnan(value))
    if type(value) is not kind or not finite:
        raise _wrong(value, name, _NOT[kind])
    return value


def _as_float(value: int) -> float:
    """Infinite if it is beyond all floats."""
    try:
        return float(value)
    except OverflowError:
        return math.inf


def _one_of(kinds: tuple[Any, ...], value: object, name: str) -> Any:
    for kind in kinds[:-1]:
        try:
            return _read(kind, value, name)
        except UserError:
            continue
    return _read(kinds[-1], value, name)


def _tuple(kinds: tuple[Any, ...], value: object, name: str) -> tuple[Any, ...]:
    if not isinstance(value, list):
        raise _wrong(value, name, _NOT_A_LIST)
    if kinds[-1] is ...:
        return tuple(_read(kinds[0], part, name) for part in value)
    if len(value) != len(kinds):
        sentence = ngettext(
            "“{name}” is {found}, not a list of {count}.", "“{name}” is {found}, not a list of {count}.", len(kinds)
        )
        raise _wrong(value, name, sentence, count=len(kinds))
    return tuple(_read(kind, part, name) for kind, part in zip(kinds, value, strict=True))


def _mapping(kind: Any, value: object, name: str) -> dict[str, Any]:
    if not isinstance(value, dict):
        raise _wrong(value, name, _NOT_A_RECORD)
    return {key: _read(kind, part, f"{name}.{key[:30]}") for key, part in value.items()}


def _as_json(value: object) -> str:
    """What JSON has not, such as TOML's dates, as a text."""
    return json.dumps(value, default=str)[:50]


def _wrong(value: object, name: str, sentence: str, count: int = 0) -> UserError:
    """The value stands in the sentence as JSON has it, without what is in it."""
    found = "[…]" if isinstance(value, list) else "{…}" if isinstance(value, dict) else _as_json(value)
    return UserError(sentence.format(name=name, found=found, count=count), name)
