"""The lines of files of text, in any of the usual encodings, gzipped or not."""

from __future__ import annotations

import io
from collections.abc import Iterator
from contextlib import contextmanager

from engine.digits.readers.common import Watch
from engine.digits.readers.sources import GZIP, Source, opened
from engine.errors import UserError
from engine.numbers import whole
from engine.words import _

LONGEST = 100_000  # characters of a line: twenty times as long as any row of pixels
UNICODE, LATIN = "utf-8-sig", "latin-1"
_OFTEN = 100  # lines from one report to the next
_PACKED = 6  # how often its own size a packed file of numbers has, about


class Lines:
    """The lines of a file that are not empty, one after the other; knows which one it gave last."""

    def __init__(self, file: io.TextIOBase, size: int, watch: Watch, name: str) -> None:
        self._file, self._size, self._watch, self._name = file, size, watch, name
        self._read = 0
        self.number, self.text = 0, ""

    @property
    def width(self) -> int:
        """Characters of a line, on the average of those that were given."""
        return self._read // max(1, self.number)

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


@contextmanager
def lines_of(source: Source, encoding: str, watch: Watch) -> Iterator[Lines]:
    """From the first line on."""
    with opened(source, watch) as file:
        text = io.TextIOWrapper(file, encoding=encoding)
        yield Lines(text, size_of(source, watch), watch, source.name)


def size_of(source: Source, watch: Watch) -> int:
    """How many characters it has, about."""
    with source.open(watch) as file:
        return source.size * (_PACKED if file.peek(2)[:2] == GZIP else 1)


def encoding_of(start: bytes) -> str:
    """By the first bytes: UTF-8 unless they say something else."""
    if start[:4] in (b"\xff\xfe\0\0", b"\0\0\xfe\xff"):
        return "utf-32"
    return "utf-16" if start[:2] in (b"\xff\xfe", b"\xfe\xff") else UNICODE
