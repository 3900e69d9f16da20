"""CSV: a row for each image, its label first, then 784 pixels 0..255; with or without a line of names above."""

from __future__ import annotations

import io
import re
from collections.abc import Iterable, Iterator
from itertools import chain
from pathlib import Path
from typing import TextIO

import numpy as np

from engine import limits
from engine.digits.dataset import CLASSES, PIXELS, SIDE, Digits
from engine.digits.readers.common import Loaded, Watch, check_memory, image_bytes
from engine.errors import UserError
from engine.numbers import whole
from engine.reading import open_file
from engine.words import _, ngettext

COLUMNS = PIXELS + 1
DELIMITERS = ",;\t"
LONGEST = 100_000  # characters of a line: twenty times as long as any row of pixels
_OFTEN = 200  # lines from one report to the next


def read(path: Path, watch: Watch, scale: bool = False) -> Loaded:
    """numpy reads the numbers, and says in which column there is none; the line is the one that it was given last."""
    size = path.stat().st_size
    try:
        with _text(path, watch) as file:
            lines = _Lines(file, size, watch, path.name)
            first = _next(lines, _("{file} holds nothing but empty lines.").format(file=path.name))
            delimiter = _delimiter(first)
            _check_columns(lines, delimiter, path)
            if _is_header(first, delimiter):
                names_only = _("{file} holds no row of numbers under its line of names.").format(file=path.name)
                first = _next(lines, names_only)
            check_memory(path, 2 * image_bytes(size // max(COLUMNS, len(first) - 1) + 1))
            rows = _rows(chain([first], lines), lines, delimiter, path)
    except UnicodeDecodeError:
        sentence = _("{file} is not a text file of numbers (it is not UTF-8): save it as plain CSV.")
        raise UserError(sentence.format(file=path.name)) from None
    return Loaded(_digits(rows, path))


def _text(path: Path, watch: Watch) -> TextIO:
    return io.TextIOWrapper(open_file(path, limits.DIGITS_FILE, watch.check), encoding="utf-8-sig")


class _Lines:
    """The lines of a file that are not empty, one after the other; knows which one it gave last."""

    def __init__(self, file: TextIO, size: int, watch: Watch, name: str) -> None:
        self._file, self._size, self._watch, self._name = file, size, watch, name
        self._read = 0
        self.number, self.text = 0, ""

    def __iter__(self) -> Iterator[str]:
        return self

    def __next__(self) -> str:
        while line := self._file.readline(LONGEST):
            self.number, self._read = self.number + 1, self._read + len(line)
            if self.number % _OFTEN == 1:
                self._watch.tell(self._read / max(1, self._size))
            if len(line) == LONGEST and line[-1] != "\n":
                sentence = _("{file}, line {line}, is longer than any row of pixels.")
                raise UserError(sentence.format(file=self._name, line=whole(self.number)))
            if not line.isspace():
                self.text = line
                return line
        raise StopIteration


def _next(lines: _Lines, otherwise: str) -> str:
    """Raises UserError with the sentence ``otherwise`` if there is none."""
    line = next(lines, None)
    if line is None:
        raise UserError(otherwise)
    return line


def _delimiter(line: str) -> str:
    """A space only where there is no other: names may hold some."""
    return max(DELIMITERS, key=line.count) if any(mark in line for mark in DELIMITERS) else " "


def _is_header(line: str, delimiter: str) -> bool:
    """Whether a line holds names: most of those have a letter in them, and no row of numbers has many."""
    fields = line.split(delimiter)
    return sum(map(_is_name, fields)) > len(fields) / 2 or "label" in fields[0].lower()


def _is_name(field: str) -> bool:
    """Not "nan" or "1e5", which are numbers."""
    try:
        float(field)
    except ValueError:
        return any(map(str.isalpha, field))
    return False


def _check_columns(lines: _Lines, delimiter: str, path: Path) -> None:
    columns = lines.text.count(delimiter) + 1
    if columns != COLUMNS:
        sentence = ngettext(
            "{file}, line {line}, has {columns} column; a row needs {needed}: the label, then {pixels} pixels.",
            "{file}, line {line}, has {columns} columns; a row needs {needed}: the label, then {pixels} pixels.",
            columns,
        )
        line = whole(lines.number)
        raise UserError(sentence.format(file=path.name, line=line, columns=columns, needed=COLUMNS, pixels=PIXELS))


def _rows(given: Iterable[str], lines: _Lines, delimiter: str, path: Path) -> np.ndarray:
    """(N, 785) uint8."""
    _check_columns(lines, delimiter, path)  # of the first row: numpy compares all others with it
    try:
        return np.loadtxt(given, np.uint8, delimiter=delimiter, comments=None, ndmin=2)
    except ValueError as error:
        _check_columns(lines, delimiter, path)
        raise UserError(_sentence(lines, delimiter, str(error), path)) from None


def _sentence(lines: _Lines, delimiter: str, said: str, path: Path) -> str:
    line = whole(lines.number)
    found = re.search(r"column (\d+)", said)
    if found is None:
        return _("{file}, line {line}: {error}").format(file=path.name, line=line, error=said)
    column = int(found[1])
    value = lines.text.rstrip("\r\n").split(delimiter)[column - 1].strip()[:20]
    return _unfit(column, value).format(file=path.name, line=line, column=column, found=value)


def _unfit(column: int, value: str) -> str:
    if column == 1 and value:
        return _("{file}, line {line}, column {column}: there is “{found}”, but a label is a digit 0 to 9.")
    if column == 1:
        return _("{file}, line {line}, column {column}: there is nothing, but a label is a digit 0 to 9.")
    if value:
        return _("{file}, line {line}, column {column}: there is “{found}”, but a pixel is a whole number 0 to 255.")
    return _("{file}, line {line}, column {column}: there is nothing, but a pixel is a whole number 0 to 255.")


def _digits(rows: np.ndarray, path: Path) -> Digits:
    wrong = np.flatnonzero(rows[:, 0] >= CLASSES)
    if len(wrong):
        line = _line_of(int(wrong[0]), path)
        raise UserError(
            _("{file}, line {line}, column 1: the label is {label}, not a digit 0 to 9.").format(
                file=path.name, line=whole(line), label=rows[wrong[0], 0]
            )
        )
    images = np.ascontiguousarray(rows[:, 1:]).reshape(-1, SIDE, SIDE)
    return Digits(images, rows[:, 0].astype(np.int64), path.name, str(path))


def _line_of(row: int, path: Path) -> int:
    """The line, counted from 1, on which a row of numbers, counted from 0, stands."""
    watch = Watch(None, None)
    with _text(path, watch) as file:
        lines = _Lines(file, 0, watch, path.name)
        first = next(lines, "")
        for _row in range(row + _is_header(first, _delimiter(first))):
            next(lines, "")  # the file may have become shorter since
        return lines.number
