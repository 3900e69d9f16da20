"""How the values of what is varied are written and read: by the person, and in an experiment's file.

The person has the language of the sentences and the marks of the country, and may write English, too. A file has
English words and the point, wherever it was saved.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import numpy as np

from engine.errors import UserError
from engine.networks.network import parse_hidden
from engine.numbers import NotANumber, is_ambiguous, marks, read_number
from engine.words import _

Range = tuple[float, float]
Ranges = tuple[Range, Range | None]
"""Of the pixel values in training and, if it is another, in the test."""

COMMA, SEMICOLON = ", ", "; "
ENGLISH_RANGES = "{low} to {high}", "{low} to {high} but tested in {test_low} to {test_high}"
_GROUPED = re.compile(r"(?<![\d.])[1-9]\d{0,2}(,\d{3}(?!\d)|(\.\d{3})+,\d+$)")  # "1,000.5", "1.000,5"
_RANGE_END = r"[-+−]?[\d.,٫]+(?:[eE][-+−]?\d+)?"


class TwoWays(ValueError):
    """What stands in it may mean one thing or another."""


def _stripped(parts: Iterable[str]) -> list[str]:
    return [part.strip() for part in parts if part.strip()]


def _at_commas(text: str) -> list[str]:
    return _stripped(text.split(","))


@dataclass(frozen=True)
class Writing:
    """``words`` and ``read`` are each other's inverse, for the person; so are ``saved`` and ``opened``, for files.

    ``parts``: what a person wrote, value by value. ``separator``: what stands between two values, with its space.
    All that reads raises UserError, or ValueError or KeyError, for what it does not understand.
    """

    words: Callable[..., str]
    read: Callable[[str], object]
    saved: Callable[..., str]
    opened: Callable[[str], object]
    parts: Callable[[str], list[str]] = _at_commas
    separator: Callable[[], str] = lambda: COMMA


def choice(words: Mapping[Any, str], english: Mapping[Any, str]) -> Writing:
    """Values that have names: as the person reads them, and in English."""
    read = {text.lower(): value for names in (english, words) for value, text in names.items()}
    opened = {text.lower(): value for value, text in english.items()}
    return Writing(
        words.__getitem__, lambda text: read[text.lower()],
        english.__getitem__, lambda text: opened[text.lower()],
    )  # fmt: skip


def several_words(writing: Writing) -> Writing:
    """The same where a value may have a comma in it: semicolons stand between two."""
    return Writing(
        writing.words, writing.read, writing.saved, writing.opened,
        lambda text: _stripped(text.split(";")), lambda: SEMICOLON,
    )  # fmt: skip


# Whole numbers


def _read_count(text: str) -> int:
    """_ and ' may stand between thousands."""
    _refuse_several(text, COMMA)
    if not re.fullmatch(r"[0-9]{1,3}([_'][0-9]{3})+|[0-9]+", text):
        raise ValueError(text)
    return int(re.sub(r"[_']", "", text)[:10])


def _refuse_several(text: str, separator: str) -> None:
    """Raises UserError for numbers with spaces alone between them: "8 32" is no 832."""
    if not re.search(r"\d\s+[-−\d.]", text):
        return
    if separator == COMMA:
        sentence = _("“{text}” is more than one number: write a comma between two numbers.")
    else:
        sentence = _("“{text}” is more than one number: write a semicolon between two numbers.")
    raise UserError(sentence.format(text=text[:30]))


COUNTS = Writing(str, _read_count, str, _read_count, lambda text: _stripped(re.split("[,;]", text)))


# Numbers with a fraction


def _saved_number(value: float) -> str:
    """All digits that tell it from other numbers, without an exponent."""
    return np.format_float_positional(value, trim="-").replace("-", "−")


def _opened_number(text: str) -> float:
    value = float(text.replace("−", "-"))
    if not math.isfinite(value):
        raise ValueError(text)
    return value


def number_words(value: float) -> str:
    """The same with the country's mark; one more digit where it would look like thousands: "1,1250"."""
    words = _saved_number(value).replace(".", marks().point)
    return f"{words}0" if is_ambiguous(words) else words


def _read_one(text: str) -> float:
    _refuse_several(text, _between_numbers())
    try:
        return read_number(text)
    except NotANumber:
        if is_ambiguous(text):
            raise TwoWays(text) from None
        raise


def _between_numbers() -> str:
    return SEMICOLON if marks().point == "," else COMMA


def _number_parts(text: str) -> list[str]:
    """Between semicolons a comma is a decimal mark; without them, one with a space beside it separates."""
    if ";" in text:
        return _stripped(text.split(";"))
    chunks = re.split(" ?, | ,|,$", " ".join(text.split()))
    return [part for chunk in _stripped(chunks) for part in _at_bare_commas(chunk)]


def _at_bare_commas(text: str) -> list[str]:
    """Commas without a space separate numbers with points, and what would be no number with a decimal comma.

    Raises TwoWays where they may be either.
    """
    _refuse_several(text, _between_numbers())
    pieces = text.split(",")
    if "." in text:
        if _GROUPED.search(text):
            raise TwoWays(text)
        return _stripped(pieces)
    if not any(_may_be_one(f"{before},{after}") for before, after in pairwise(pieces)):
        return _stripped(pieces)
    if len(pieces) > 2:
        raise TwoWays(text)
    return [text]


def _may_be_one(text: str) -> bool:
    try:
        read_number(text)
    except NotANumber:
        return is_ambiguous(text)
    return True


NUMBERS = Writing(number_words, _read_one, _saved_number, _opened_number, _number_parts, _between_numbers)


# Hidden layers, and a class or none


def _listed(units: tuple[int, ...]) -> str:
    return ", ".join(map(str, units))


LAYERS = several_words(
    Writing(
        lambda units: _listed(units) or _("none"),
        lambda text: () if text in (_("none"), "none") else parse_hidden(text),
        lambda units: _listed(units) or "none",
        lambda text: () if text == "none" else parse_hidden(text),
    )
)


def class_or_none(names: Sequence[str]) -> Writing:
    """The place of a class in ``names``, or None. A person writes its name; a file has the place."""
    is_taken = bool({"none", _("none")} & set(names))
    writing = Writing(
        lambda label: _no_class(is_taken) if label is None else names[label],
        lambda text: None if text == _no_class(is_taken) or (text == "none" and not is_taken) else _place(text, names),
        lambda label: "none" if label is None else str(label),
        lambda text: None if text == "none" else _opened_place(text),
    )
    return several_words(writing) if any("," in name for name in names) else writing


def _no_class(is_taken: bool) -> str:
    """``is_taken``: whether a class is called "none"."""
    return "–" if is_taken else _("none")


def _place(text: str, names: Sequence[str]) -> int:
    """In whatever case it is written, where that is clear."""
    if text in names:
        return names.index(text)
    folded = [name.casefold() for name in names]
    if folded.count(text.casefold()) != 1:
        raise ValueError(text)
    return folded.index(text.casefold())


def _opened_place(text: str) -> int:
    if not re.fullmatch("[0-9]{1,2}", text):
        raise ValueError(text)
    return int(text)


# Value ranges


def _range_sentences() -> tuple[str, str]:
    """Of training alone, and with that of the test."""
    return _("{low} to {high}"), _("{low} to {high} but tested in {test_low} to {test_high}")


def _range_words(value: Ranges, sentences: tuple[str, str], number: Callable[[float], str]) -> str:
    (low, high), test = value
    if test is None:
        return sentences[0].format(low=number(low), high=number(high))
    test_low, test_high = test
    return sentences[1].format(
        low=number(low), high=number(high), test_low=number(test_low), test_high=number(test_high)
    )


def _read_range(text: str, sentences: Iterable[str], number: Callable[[str], float]) -> Ranges:
    for sentence in sentences:
        found = re.fullmatch(_pattern(sentence), " ".join(text.split()))
        if found is not None:
            ends = {name: number(end) for name, end in found.groupdict().items()}
            test = (ends["test_low"], ends["test_high"]) if "test_low" in ends else None
            return (ends["low"], ends["high"]), test
    raise ValueError(text)


def _pattern(sentence: str) -> str:
    """A regular expression for the sentence, with a group for each number in it."""
    pieces = re.split(r"\{(\w+)\}", sentence)
    return "".join(
        f"(?P<{piece}>{_RANGE_END})" if place % 2 else f" ?{re.escape(piece.strip())} ?"
        for place, piece in enumerate(pieces)
    )


RANGES = several_words(
    Writing(
        lambda value: _range_words(value, _range_sentences(), number_words),
        lambda text: _read_range(text, (*_range_sentences(), *ENGLISH_RANGES), _read_one),
        lambda value: _range_words(value, ENGLISH_RANGES, _saved_number),
        lambda text: _read_range(text, ENGLISH_RANGES, _opened_number),
    )
)
