"""A list beside pictures that says what each shows: a table of names and labels."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import PurePosixPath

from engine.digits.readers.columns import INDICES, LABELS, MANY, delimiter_of, fields_of
from engine.digits.readers.common import Watch
from engine.digits.readers.lines import LATIN, Lines, encoding_of, lines_of
from engine.digits.readers.sources import Source, start_of
from engine.errors import UserError

ENDINGS = (".csv", ".tsv", ".txt")
ENOUGH = 0.9  # share of the pictures that are in it
_OFTEN = 3  # lists that are tried
Labels = dict[Source, str]


def listed_labels(pictures: Sequence[Source], sources: Sequence[Source], watch: Watch) -> Labels | None:
    """What each picture shows, by the first list that has nearly all of them."""
    lists = [source for source in sources if source.name.lower().endswith(ENDINGS)]
    for source in lists[:_OFTEN]:
        found = _matched(pictures, _rows(source, watch))
        if len(found) >= max(1, ENOUGH * len(pictures)):
            return found
    return None


def _rows(source: Source, watch: Watch) -> list[list[str]]:
    encoding = encoding_of(start_of(source, watch))
    for tried in (encoding, LATIN):
        try:
            with lines_of(source, tried, watch.silent()) as lines:
                return _few_columns(lines)
        except UnicodeDecodeError:
            continue
        except UserError:
            return []
    return []


def _few_columns(lines: Lines) -> list[list[str]]:
    first = next(lines, None)
    if first is None:
        return []
    delimiter = delimiter_of(first)
    rows = [fields_of(first, delimiter)]
    if not 2 <= len(rows[0]) < MANY:
        return []
    rows += [fields_of(line, delimiter) for line in lines]
    return [row for row in rows if len(row) == len(rows[0])]


def _matched(pictures: Sequence[Source], rows: list[list[str]]) -> Labels:
    """The pictures that are named in a column, with what stands in the column of labels."""
    if not rows:
        return {}
    named: dict[str, Source] = {}
    for picture in pictures:
        for name in (picture.name, PurePosixPath(picture.name).stem):
            named.setdefault(name.lower(), picture)
    columns = range(len(rows[0]))
    counts = [sum(_name(row[place]) in named for row in rows) for place in columns]
    names = max(columns, key=lambda place: counts[place])
    if not counts[names]:
        return {}
    label = _label(rows[0], names)
    return {named[_name(row[names])]: row[label] for row in rows if _name(row[names]) in named}


def _name(text: str) -> str:
    return PurePosixPath(text.strip().strip("\"'").replace("\\", "/")).name.lower()


def _label(head: list[str], names: int) -> int:
    plain = [text.strip().lower() for text in head]
    known = [place for place, text in enumerate(plain) if place != names and (text in LABELS or "label" in text)]
    others = [place for place, text in enumerate(plain) if place != names and text not in INDICES]
    return (known or others or [1 - min(names, 1)])[0]
