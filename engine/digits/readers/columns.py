"""Which column of a table is the label, and which are pixels: by their names, or by what is in the first rows."""

from __future__ import annotations

import csv
import math
import re
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace

from engine.digits.dataset import MOST_CLASSES, PIXELS
from engine.digits.readers.pixels import side_of
from engine.errors import UserError
from engine.numbers import whole
from engine.words import _, ngettext

DELIMITERS = ";\t|,"
LABELS = {"label", "labels", "class", "classes", "target", "y", "digit", "category", "character", "letter"}
INDICES = {"", "index", "id", "imageid", "image_id", "image", "filename", "file", "idx", "row", "no", "row.names",
           "rownames", "unnamed: 0", "#"}  # fmt: skip
PICTURE_NAME = re.compile(r"(?i)\.(png|jpe?g|bmp|gif|tiff?|webp)\b")
MANY = 60  # columns of a table that may hold pixels
SHOWN = 8  # names in a sentence
_SURE, _RUNNING = 0.7, 20  # share of the best score; rows that an index needs to be one for certain
_PLAIN, _BETWEEN = 0.9, 1.5  # bits of information that labels have at one end of a row, and in the middle
_ZEROS = {"0", "0.0", "0.00", "0.000000", "0.000000000000000000e+00", "0e0"}
_LOOKED_AT = 40  # rows, where every column is
Rows = Sequence[Sequence[str]]


@dataclass(frozen=True)
class Columns:
    """``count``: of a row. ``label``: which is the label, if one is. ``left``: which are neither label nor pixels.
    ``order``: the columns of the pixels, if they stand in another order than they are numbered."""

    delimiter: str
    count: int
    label: int | None
    left: tuple[int, ...] = ()
    names: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    order: tuple[int, ...] = ()
    kept: tuple[int, ...] = field(init=False)

    def __post_init__(self) -> None:
        kept = tuple(place for place in range(self.count) if place != self.label and place not in self.left)
        object.__setattr__(self, "kept", self.order or kept)

    @property
    def pixels(self) -> int:
        return len(self.kept)

    def cut(self, line: str) -> tuple[str, str]:
        """A line as its label and its pixels, these with the delimiter between them."""
        if '"' not in line and self.delimiter != " " and not self.left and not self.order:
            if self.label == 0:
                label, _mark, pixels = line.partition(self.delimiter)
                return label, pixels
            if self.label == self.count - 1:
                pixels, _mark, label = line.rpartition(self.delimiter)
                return label, pixels
            if self.label is None:
                return "", line
        fields = fields_of(line, self.delimiter)
        if len(fields) != self.count:
            return "", line
        pixels = self.delimiter.join(fields[place].replace(",", ".") for place in self.kept)
        return ("" if self.label is None else fields[self.label]), pixels


def fields_of(line: str, delimiter: str) -> list[str]:
    """The fields of a line, without quotes around them."""
    if '"' in line:
        try:
            return next(csv.reader([line], delimiter=delimiter, skipinitialspace=delimiter == " "), [])
        except csv.Error:
            return line.replace('"', "").split(delimiter)
    return line.split() if delimiter == " " else line.rstrip("\r\n").split(delimiter)


def delimiter_of(line: str) -> str:
    """A mark that occurs often goes before one that may be in numbers; a space, only where there is no other."""
    many = next((mark for mark in DELIMITERS if line.count(mark) >= MANY), None)
    if many is not None:
        return many
    return max(DELIMITERS, key=line.count) if any(mark in line for mark in DELIMITERS) else " "


def is_header(fields: Sequence[str], below: Rows) -> bool:
    """Whether a line holds names: most have a letter in them, or all are different, which pixels never are."""
    if sum(map(_is_name, fields)) > len(fields) / 2 or "label" in fields[0].lower():
        return True
    return bool(below) and len(fields) >= MANY and len(set(fields)) == len(fields) and "" not in fields[1:]


def _is_name(text: str) -> bool:
    """Not "nan" or "1e5", which are numbers."""
    try:
        float(text)
    except ValueError:
        return any(map(str.isalpha, text))
    return False


def columns_of(
    rows: Rows, names: Sequence[str], delimiter: str, file: str, spread: Callable[[], Rows] = tuple
) -> Columns:
    """``rows``: the first of them, all of one length. ``names``: of the columns, if the file has some. ``spread``:
    gives rows from all of the file, for a sorted one may have a single class in the first.
    """
    count, ends = len(rows[0]), not any(row[-1].strip() for row in rows) and len(rows[0]) > MANY
    if names and len(names) == count - 1:
        names = [*names, ""] if ends else ["", *names]  # a mark ends each row, or as R writes it: the index has no name
    if names and len(names) == count:
        found = _by_names(rows, [_plain(name) for name in names], file)
        if found is not None:
            label, left, notes = found
            return _in_order(Columns(delimiter, count, label, left, tuple(names), notes), file)
    inner: Rows = [row[:-1] for row in rows] if ends else rows
    label, left, notes = _by_content(inner, file, names, spread if not ends else tuple)
    columns = Columns(delimiter, count, label, (*left, count - 1) if ends else left, tuple(names), notes)
    return _in_order(columns, file)


def _in_order(columns: Columns, file: str) -> Columns:
    """With the pixels as they are numbered: programs that sort names as texts put pixel10 before pixel2."""
    if len(columns.names) != columns.count:
        return columns
    names = [_plain(columns.names[place]) for place in columns.kept]
    numbers = [tuple(int(number[:9]) for number in re.findall(r"[0-9]+", name)) for name in names]
    if len({re.sub(r"[0-9]+", "#", name) for name in names}) != 1 or len(set(numbers)) != len(names):
        return columns
    ordered = sorted(zip(numbers, columns.kept, strict=True))
    order = tuple(place for _number, place in ordered)
    counts = [number for number, _place in ordered] == [(ordered[0][0][0] + step,) for step in range(len(names))]
    if order == columns.kept or not (counts or names == sorted(names)):
        return columns
    note = _("The pixels in {file} were put in the order of the numbers in their names.").format(file=file)
    return replace(columns, order=order, notes=(*columns.notes, note))


def _plain(name: str) -> str:
    return name.strip().strip("\"'#").strip().lower()


Found = tuple[int | None, tuple[int, ...], tuple[str, ...]]

# By names


def _by_names(rows: Rows, names: list[str], file: str) -> Found | None:
    """None if the names do not tell."""
    labels = [place for place, name in enumerate(names) if name in LABELS or "label" in name]
    left = [
        place
        for place, name in enumerate(names)
        if (name in INDICES or name.startswith("unnamed")) and place not in labels
    ]
    odd = [place for place, name in enumerate(names)
           if place not in labels and place not in left and not re.search(r"\d", name)]  # fmt: skip
    pixels = len(names) - len(labels) - len(left) - len(odd)
    if len(odd) > len(names) / 2 or (pixels and side_of(pixels) is None and not labels):
        return None
    if len(labels) > 1:
        raise UserError(_unclear(file, [names[place] for place in labels]))
    if not labels and len(odd) == 1 and side_of(pixels) is not None and _score([row[odd[0]] for row in rows]) > 0:
        note = _("The column “{column}” of {file} is taken for the labels.").format(column=names[odd[0]], file=file)
        return odd[0], tuple(left), (note,)
    if side_of(pixels) is None:
        if side_of(pixels + len(left) + len(odd)) is not None:
            return labels[0] if labels else None, (), ()
        raise UserError(wrong_count(file, rows, names))
    return labels[0] if labels else None, (*left, *odd), _left_out(file, [names[place] for place in (*left, *odd)])


def _left_out(file: str, names: list[str]) -> tuple[str, ...]:
    named = [name for name in names if name and not name.startswith("unnamed")]
    if not named:
        return ()
    sentence = ngettext("Not used from {file}: the column {columns}.", "Not used from {file}: the columns {columns}.",
                        len(named))  # fmt: skip
    return (sentence.format(file=file, columns=_listed(named)),)


def _listed(names: Sequence[str]) -> str:
    return ", ".join(f"“{name[:30]}”" for name in names[:SHOWN]) + ("…" if len(names) > SHOWN else "")


def _unclear(file: str, names: Sequence[str]) -> str:
    sentence = _("{file} has several columns that may be the label: {columns}. Keep only one of them.")
    return sentence.format(file=file, columns=_listed(names))


def wrong_count(file: str, rows: Rows, names: Sequence[str] = ()) -> str:
    if any(PICTURE_NAME.search(text) for text in rows[0][:MANY]):
        sentence = _("{file} is a list of pictures, not of pixels: open the folder that holds it and the pictures.")
        return sentence.format(file=file)
    words = ngettext(
        "{file} has {columns} column in a row; a row needs {needed}: the label, then {pixels} pixels.",
        "{file} has {columns} columns in a row; a row needs {needed}: the label, then {pixels} pixels.",
        len(rows[0]),
    ).format(file=file, columns=whole(len(rows[0])), needed=PIXELS + 1, pixels=PIXELS)
    if names:
        return _("{sentence} Its columns are {columns}.").format(sentence=words, columns=_listed(names))
    return words


# By content


def _by_content(rows: Rows, file: str, names: Sequence[str], spread: Callable[[], Rows]) -> Found:
    count = len(rows[0])
    if side_of(count) is not None:
        return None, (), ()
    is_index = _is_running([row[0] for row in rows])
    if side_of(count - 1) is not None:
        if len(rows) >= _RUNNING and (is_index or _are_all_different([row[0] for row in rows])):
            return None, (0,), (_("Not used from {file}: its first column, which counts the rows.").format(file=file),)
        return *_label(rows, 0, file, spread), _told(names)
    if side_of(count - 2) is not None and (is_index or len(rows) < 3):
        label, _none = _label(rows, 1, file, spread)
        return label, (0,), _told(names)
    raise UserError(wrong_count(file, rows, names))


def _told(names: Sequence[str]) -> tuple[str, ...]:
    return ()


def _label(rows: Rows, first: int, file: str, spread: Callable[[], Rows]) -> tuple[int, tuple[int, ...]]:
    """The label's column at or behind ``first``: the first or the last, if its values are like labels; else another
    that clearly is one."""
    last = len(rows[0]) - 1
    ends = {place: _score([row[place] for row in rows]) for place in (first, last)}
    likely = max(ends, key=lambda place: ends[place])
    if ends[likely] > 0 and (ends[likely] >= _PLAIN or len(rows) < _RUNNING):
        return (first if ends[first] >= _SURE * ends[last] else last), ()
    if more := spread():
        return _label(more, first, file, tuple)
    some = rows[:: max(1, len(rows) // _LOOKED_AT)]
    scores = {place: _score([row[place] for row in some]) for place in range(first, len(rows[0]))}
    best = max(scores.values())
    if ends[likely] > 0 and ends[likely] >= _SURE * best:
        return likely, ()
    alike = [place for place in scores if scores[place] >= _SURE * best]
    if len(rows) >= _RUNNING and best > _BETWEEN and len(alike) == 1:
        return alike[0], ()
    return _of_one_class(rows, first, last, ends, file), ()


def _of_one_class(rows: Rows, first: int, last: int, ends: dict[int, float], file: str) -> int:
    """Where at best all labels are one: pixels at the edge are that, too, but mostly 0."""
    zeros = {place: all(row[place].strip().strip("\"'") in _ZEROS for row in rows) for place in (first, last)}
    if ends[last] == 0 and not zeros[last]:
        return last if ends[first] < 0 or zeros[first] else first
    if ends[last] == 0 and ends[first] < 0 and len(rows) >= _RUNNING:
        sentence = _(
            "{file} has no names for its columns, and neither the first nor the last looks like labels: write a line "
            "of names above, with “label” where the labels are."
        )
        raise UserError(sentence.format(file=file))
    return last if ends[first] < 0 <= ends[last] else first


def _score(values: Sequence[str]) -> float:
    """How much like labels they are: the information in them, in bits; 0 if all are one; -1 if they are none."""
    plain = [value.strip().strip("\"'") for value in values]
    texts = [value for value in plain if value and not _is_number(value)]
    labels = [str(int(float(value))) for value in plain if _is_number(value) and _is_label(float(value))]
    fit = texts if len(texts) > len(labels) else labels
    if len(fit) < 0.9 * len(plain) or len(set(fit)) > MOST_CLASSES:
        return -1.0
    shares = [number / len(fit) for number in Counter(fit).values()]
    bits = -sum(share * math.log2(share) for share in shares)
    return bits + (10.0 if fit is texts else 0.0)


def _is_number(text: str) -> bool:
    try:
        return math.isfinite(float(text))
    except ValueError:
        return False


def _is_label(value: float) -> bool:
    return value.is_integer() and 0 <= value < MOST_CLASSES


def _are_all_different(values: Sequence[str]) -> bool:
    """Whether they are the numbers of rows in any order: whole, each once, and too high for labels."""
    plain = [value.strip().strip('"') for value in values]
    return all(map(str.isdecimal, plain)) and len(set(plain)) == len(plain) and _score(plain) < 0


def _is_running(values: Sequence[str]) -> bool:
    """Whether they count: 0, 1, 2 or 1, 2, 3, ..."""
    if len(values) < 3 or not all(value.strip().strip('"').isdecimal() for value in values):
        return False
    numbers = [int(value.strip().strip('"')[:18]) for value in values]
    return numbers == list(range(numbers[0], numbers[0] + len(numbers)))
