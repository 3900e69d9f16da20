"""The words of the field, each said in a few sentences: from a text file in the language of the program."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from engine.errors import UserError
from engine.files import RESOURCES
from engine.records import LATER, read_record
from engine.words import _, language

FOLDER = RESOURCES / "lessons"
FIGURES = "relu", "softmax", "penalties", "histogram", "matrix", "curves", "diagram", "momentum", "bars"
"""Small pictures that the window draws for a word."""


@dataclass(frozen=True)
class Word:
    """``also``: other forms, by which it is found, too. ``formula``: in plain text. ``see``: names of other words."""

    name: str
    says: str
    also: tuple[str, ...] = field(default=(), metadata=LATER)
    formula: str = field(default="", metadata=LATER)
    figure: str = field(default="", metadata=LATER)
    see: tuple[str, ...] = field(default=(), metadata=LATER)

    def __post_init__(self) -> None:
        if self.figure and self.figure not in FIGURES:
            raise UserError(_("There is no figure “{figure}”.").format(figure=self.figure), "figure")
        if not self.formula and not self.figure:
            raise UserError(_("“{name}” has neither a formula nor a figure.").format(name=self.name), "formula")


@dataclass(frozen=True)
class Glossary:
    words: tuple[Word, ...]

    def word(self, name: str) -> Word | None:
        """By its name or another form, in any case."""
        return self._forms.get(name.casefold())

    def in_text(self, text: str) -> Iterator[tuple[int, int, Word]]:
        """The words that occur in a text: from where, to where, and which; the longest where two begin alike."""
        for found in self._pattern.finditer(text):
            yield found.start(), found.end(), self._forms[found[0].casefold()]

    @property
    def _forms(self) -> dict[str, Word]:
        return _forms(self.words)

    @property
    def _pattern(self) -> re.Pattern[str]:
        return _pattern(self.words)


@cache
def _forms(words: tuple[Word, ...]) -> dict[str, Word]:
    return {form.casefold(): word for word in words for form in (word.name, *word.also)}


@cache
def _pattern(words: tuple[Word, ...]) -> re.Pattern[str]:
    forms = sorted(_forms(words), key=len, reverse=True)
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, forms))})(?!\w)", re.IGNORECASE)


@cache
def glossary() -> Glossary:
    """In the language of the program, or in English."""
    found = next(path for path in _paths(language()) if path.is_file())
    return Glossary(_read(found))


def _paths(code: str) -> Sequence[Path]:
    return [FOLDER / f"words.{name}.toml" for name in dict.fromkeys((code, code.partition("_")[0], "en"))]


def _read(path: Path) -> tuple[Word, ...]:
    """A file that ships: what is wrong with it is a bug."""
    found = tomllib.loads(path.read_text("utf-8"))
    return tuple(sorted((read_record(Word, entry) for entry in found["word"]), key=lambda word: word.name.casefold()))
