"""CSV: a row for each image, of its label and its pixels; with or without a line of names above."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from itertools import chain, islice

import numpy as np

from engine.arrays import Bytes
from engine.digits.dataset import PIXELS
from engine.digits.readers.classes import as_labels
from engine.digits.readers.columns import MANY, Columns, columns_of, delimiter_of, fields_of, is_header, wrong_count
from engine.digits.readers.common import Part, Watch, check_count, check_memory
from engine.digits.readers.fitting import fitted
from engine.digits.readers.lines import LATIN, Lines, encoding_of, lines_of, size_of
from engine.digits.readers.pixels import rounding_note, scale_of, side_of
from engine.digits.readers.sources import Source, start_of
from engine.errors import UserError
from engine.numbers import whole
from engine.words import _, ngettext

SAMPLE = 100  # rows that are looked at first
LONGEST_LABEL = 60  # characters
_CHUNK = 1_000  # rows
_MOST_SPREAD = 1_000  # rows
_TRIES = 5
_GROUND = 0.2  # share of the pixels that have the least value, if it is the ground's
Line = tuple[int, str]
Begin = Callable[[Lines], Sequence[str]]


def _no_names(_lines: Lines) -> Sequence[str]:
    return ()


def read(source: Source, watch: Watch, begin: Begin = _no_names) -> Part:
    """A table of one label and many pixels in each row; the label may be missing.

    ``begin`` takes the lines before the table, and returns the names of its columns, if they are there.
    """
    encoding = encoding_of(start_of(source, watch))
    for tried in (encoding, LATIN):
        try:
            return _read(source, tried, watch, begin)
        except UnicodeDecodeError:
            if encoding == "utf-16" or encoding == "utf-32":
                break
    sentence = _("{file} is not a text file of numbers: save it as plain CSV.")
    raise UserError(sentence.format(file=source.name))


def _read(source: Source, encoding: str, watch: Watch, begin: Begin) -> Part:
    seen = (np.inf, -np.inf)
    for _try in range(_TRIES):
        try:
            with lines_of(source, encoding, watch) as lines:
                return _Table(source, watch, lines, encoding, seen, begin(lines)).read()
        except _Wider as wider:
            seen = wider.seen
    raise UserError(_("{file} changes while it is read.").format(file=source.name))


class _Wider(Exception):
    """Fractions further down have another range than those above."""

    def __init__(self, seen: tuple[float, float]) -> None:
        super().__init__()
        self.seen = seen


class _Table:
    """The rows of a file, read by numpy piece by piece. ``names``: of its columns, where they stand elsewhere.

    ``seen``: the least and the most of its pixels, as far as it was read before.
    """

    def __init__(
        self,
        source: Source,
        watch: Watch,
        lines: Lines,
        encoding: str,
        seen: tuple[float, float],
        names: Sequence[str],
    ) -> None:
        self._source, self._file, self._watch, self._lines = source, source.name, watch, lines
        self._encoding, self._is_rounded = encoding, False
        self._least, self._most, self._names = *seen, names
        self._labels: list[str] = []
        self._known: dict[str, str] = {}
        self._numbers: list[int] = []
        self._now: Line = (0, "")

    def read(self) -> Part:
        sample = [(self._lines.number, line) for line in islice(self._lines, SAMPLE)]
        sample = [one for one in sample if not _is_beside(one[1])]
        self._columns, rows = self._looked_at(sample)
        self._check_size(rows[0][1])
        self._whole = 2 * sum(self._is_whole(line) for _number, line in rows) > len(rows)
        images, notes = self._images(chain(rows, ((self._lines.number, line) for line in self._lines)))
        side = side_of(self._columns.pixels)
        if side is None:
            raise UserError(wrong_count(self._file, [["0"] * self._columns.count]))
        pictures = fitted(images.reshape(-1, side, side), self._file, self._watch)
        labels = None if self._columns.label is None else as_labels(self._labels)
        notes = (*self._columns.notes, *notes)
        return Part(pictures, labels, self._file, self._source.origin, self._place, notes)

    def _place(self, index: int) -> str:
        sentence = _("{file}, line {line}, column {column}")
        column = (self._columns.label or 0) + 1
        return sentence.format(file=self._file, line=whole(self._numbers[index]), column=column)

    # What the first rows tell

    def _looked_at(self, sample: list[Line]) -> tuple[Columns, list[Line]]:
        if not sample:
            raise UserError(_("{file} holds nothing but empty lines.").format(file=self._file))
        if sample[0][1].lstrip().startswith("{") or re.search(r"\s\d+:[-+.\d]", sample[0][1]):
            sentence = _("{file} is a sparse table, of places and values: save it with all values in each row.")
            raise UserError(sentence.format(file=self._file))
        delimiter = delimiter_of(sample[min(1, len(sample) - 1)][1])
        fields = [fields_of(line, delimiter) for _number, line in sample]
        names, rows = self._names, sample
        if not names and is_header(fields[0], fields[1:]):
            names, rows, fields = fields[0], sample[1:], fields[1:]
        if not rows:
            raise UserError(_("{file} holds no row of numbers under its line of names.").format(file=self._file))
        count = Counter(map(len, fields)).most_common(1)[0][0]
        if len(names) > MANY and len(names) not in (count, count - 1):
            raise UserError(self._odd_row(rows[0][0], count, len(names)))
        odd = next((place for place, row in enumerate(fields) if len(row) != count), None)
        if odd is not None:
            raise UserError(self._odd_row(rows[odd][0], len(fields[odd]), count))
        return columns_of(_pointed(fields), names, delimiter, self._file, lambda: self._spread(delimiter, count)), rows

    def _spread(self, delimiter: str, count: int) -> list[list[str]]:
        """Rows from all of the file, if it has more than were looked at."""
        step = size_of(self._source, self._watch.silent()) // (SAMPLE * max(1, self._lines.width)) + 1
        if self._lines.number < SAMPLE:
            return []
        with lines_of(self._source, self._encoding, self._watch.silent()) as lines:
            rows = [fields_of(line, delimiter) for line in islice(lines, SAMPLE // 2, None, step)][:_MOST_SPREAD]
        return _pointed([row for row in rows if len(row) == count])

    def _odd_row(self, line: int, columns: int, needed: int) -> str:
        sentence = ngettext(
            "{file}, line {line}, has {columns} column, and other lines have {needed}.",
            "{file}, line {line}, has {columns} columns, and other lines have {needed}.",
            columns,
        )
        return sentence.format(file=self._file, line=whole(line), columns=columns, needed=needed)

    def _check_size(self, line: str) -> None:
        rows = size_of(self._source, self._watch.silent()) // max(self._columns.count, len(line) - 1) + 1
        check_memory(self._file, rows * self._row_bytes)

    @property
    def _row_bytes(self) -> int:
        side = self._columns.pixels
        return 2 * (side + 8) + (0 if side == PIXELS else PIXELS)

    def _is_whole(self, line: str) -> bool:
        pixels = self._pixels(line)[1]
        return "." not in pixels and "e" not in pixels and "E" not in pixels

    # The rows

    def _pixels(self, line: str) -> tuple[str, str]:
        label, pixels = self._columns.cut(line)
        if self._columns.delimiter != "," and "," in pixels:
            pixels = pixels.replace(",", ".")
        return label, pixels

    def _cut(self, lines: Iterator[Line]) -> Iterator[str]:
        """The pixels of each line; its label and number are kept."""
        for number, line in lines:
            if _is_beside(line):
                continue
            self._now = number, line
            label, pixels = self._pixels(line)
            label = label[:LONGEST_LABEL]
            self._labels.append(self._known.setdefault(label, label) if len(self._known) < _CHUNK else label)
            self._numbers.append(number)
            yield pixels

    def _images(self, lines: Iterator[Line]) -> tuple[Bytes, tuple[str, ...]]:
        """(N, pixels) uint8, and what is to be said about them."""
        rows, chunks, notes = self._cut(lines), [], dict[str, None]()
        for first in rows:
            self._check_count()
            chunk, said = self._bytes(self._loaded(chain([first], rows)), len(self._numbers))
            chunks.append(chunk)
            notes.update(dict.fromkeys(said))
            check_count(self._file, len(self._numbers))
            check_memory(self._file, len(self._numbers) * self._row_bytes)
        return np.concatenate(chunks), (*notes, rounding_note(self._file, self._most)) if self._is_rounded else tuple(
            notes
        )

    def _loaded(self, rows: Iterator[str]) -> np.ndarray:
        """A chunk of rows, of bytes or of floats."""
        kind, mark = np.uint8 if self._whole else np.float32, self._columns.delimiter
        try:
            chunk = np.loadtxt(rows, kind, delimiter=mark, comments=None, ndmin=2, max_rows=_CHUNK)
            self._check_count()
            if chunk.shape[1] != self._columns.pixels:
                raise UserError(self._odd_row(self._now[0], chunk.shape[1], self._columns.pixels))
            return chunk
        except ValueError as error:
            self._check_count()
            found = re.search(r"column (\d+)", str(error))
            if found is None:
                sentence = _("{file}, line {line}: {error}")
                raise UserError(sentence.format(file=self._file, line=whole(self._now[0]), error=error)) from None
            raise UserError(self._unfit(*self._now, int(found[1]) - 1)) from None

    def _check_count(self) -> None:
        """Of the columns in the line that was given last: numpy stops at the first that has others."""
        number, line = self._now
        count = len(fields_of(line, self._columns.delimiter))
        if count != self._columns.count:
            raise UserError(self._odd_row(number, count, self._columns.count))

    def _bytes(self, chunk: np.ndarray, read: int) -> tuple[Bytes, tuple[str, ...]]:
        if self._whole:
            return chunk, ()
        if not np.isfinite(chunk).all():
            self._refuse(chunk, ~np.isfinite(chunk), read)
        least, most = float(chunk.min()), float(chunk.max())
        before = scale_of(self._least, self._most, chunk.dtype, "")
        self._least, self._most = min(self._least, least), max(self._most, most)
        low, factor, notes = scale_of(self._least, self._most, chunk.dtype, self._file)
        if read > len(chunk) and before[:2] != (low, factor):
            raise _Wider((self._least, self._most))
        if low and (chunk == low).mean() < _GROUND:
            self._refuse(chunk, chunk < 0, read)
        values = (chunk - low) * factor
        near = np.rint(values)
        if not ((values >= 0) & (values <= 255)).all():
            self._refuse(chunk, (values < 0) | (values > 255), read)
        if factor == 1 and bool((near != values).any()):
            self._is_rounded = True
        return near.astype(np.uint8), notes

    # What is wrong

    def _refuse(self, chunk: np.ndarray, bad: np.ndarray, read: int) -> None:
        row, column = (int(place) for place in np.argwhere(bad)[0])
        number = self._numbers[read - len(chunk) + row]
        raise UserError(self._unfit(number, self._line(number), column))

    def _line(self, number: int) -> str:
        """What stands there, read anew: floats do not tell how they were written."""
        with lines_of(self._source, self._encoding, self._watch.silent()) as lines:
            return next((line for line in lines if lines.number == number), "")

    def _unfit(self, number: int, line: str, column: int) -> str:
        fields = self._pixels(line)[1].rstrip("\r\n").split(self._columns.delimiter)
        value = fields[column].strip()[:20] if column < len(fields) else ""
        column = self._columns.kept[column] + 1
        if value:
            sentence = _(
                "{file}, line {line}, column {column}: there is “{found}”, but a pixel is a whole number 0 to 255."
            )
        else:
            sentence = _(
                "{file}, line {line}, column {column}: there is nothing, but a pixel is a whole number 0 to 255."
            )
        return sentence.format(file=self._file, line=whole(number), column=column, found=value)


def _pointed(rows: list[list[str]]) -> list[list[str]]:
    """With points for decimal commas."""
    return [[text.replace(",", ".") for text in row] for row in rows]


def _is_beside(line: str) -> bool:
    """Whether it is a comment, or says to Excel how fields are separated."""
    return line[:1] == "%" or line[:4].lower() == "sep="
