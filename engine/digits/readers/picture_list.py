"""A list beside pictures that says what each shows: a table of names and labels."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import PurePosixPath

from engine.digits.readers.columns import INDICES, LABELS, MANY, delimiter_of, fields_of
from engine.digits.readers.common import Watch
from engine.digits.readers.file_names import told_by
from engine.digits.readers.lines import LATIN, Lines, encoding_of, lines_of
from engine.digits.readers.sources import Source, start_of
from engine.errors import UserError
from engine.picture_files import ENDINGS as PICTURES
from engine.words import _

ENDINGS = (".csv", ".tsv", ".txt")
ENOUGH = 0.9  # share of the pictures that are in it
_OFTEN = 3  # lists that are tried
_PICTURES = 500  # from one question whether to give up to the next
_DEEP = 8  # folders of a path that are looked at
Labels = dict[Source, str]
Table = dict[str, Source | None]
"""Pictures by their paths, and by the ends of those; None where several have one."""


def listed_labels(pictures: Sequence[Source], sources: Sequence[Source], part: str, watch: Watch) -> Labels | None:
    """What each picture shows, by the first list that has nearly all of them.

    ``part``: for which they are, "train", "test", "val" or empty. Raises UserError if the list contradicts itself.
    """
    lists = [source for source in sources if source.name.lower().endswith(ENDINGS) and _may_be_for(source, part)]
    if not lists:
        return None
    every = _by_path([source for source in sources if source.name.lower().endswith(PICTURES)], watch)
    own = _by_path(pictures, watch)
    for source in sorted(lists, key=lambda one: told_by(one.name).part == "test")[:_OFTEN]:
        tables = (every, own) if _is_of(source, pictures, part) else (every,)
        found = _matched(set(pictures), _rows(source, watch), tables, source.name, watch)
        if len(found) >= max(1, ENOUGH * len(pictures)):
            return found
    return None


def _may_be_for(source: Source, part: str) -> bool:
    told = told_by(source.name).part
    return not (part and told) or told == part


def _is_of(source: Source, pictures: Sequence[Source], part: str) -> bool:
    """Whether a list names these, though others may be called alike: by its own name, or by where it is."""
    if part and told_by(source.name).part == part:
        return True
    folders = source.folders
    return bool(folders) and all(picture.folders[: len(folders)] == folders for picture in pictures)


def _by_path(pictures: Sequence[Source], watch: Watch) -> Table:
    """Also without the ending of the file."""
    table: Table = {}
    for count, picture in enumerate(pictures):
        if count % _PICTURES == 0:
            watch.check()
        parts = [part.lower() for part in picture.inside]
        for last in {parts[-1], PurePosixPath(parts[-1]).stem}:
            for start in range(len(parts)):
                name = "/".join([*parts[start:-1], last])
                table[name] = picture if table.get(name, picture) is picture else None
    return table


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


def _matched(pictures: set[Source], rows: list[list[str]], tables: Sequence[Table], file: str, watch: Watch) -> Labels:
    """The pictures that are named in a column, with what stands in the column of labels."""
    if not rows:
        return {}
    columns = range(len(rows[0]))
    names = max(
        columns, key=lambda place: sum(found is not None for found, _sure in _named(rows, place, tables, watch))
    )
    label = _label(rows[0], names)
    labels: dict[Source, tuple[int, str]] = {}
    for row, (found, sure) in zip(rows, _named(rows, names, tables, watch), strict=True):
        if found is None or found not in pictures:
            continue
        before = labels.setdefault(found, (sure, row[label]))
        if before[0] == sure and before[1] != row[label]:
            raise UserError(_contradiction(file, found, before[1], row[label]))
        labels[found] = max(before, (sure, row[label]), key=lambda one: one[0])
    return {picture: text for picture, (_sure, text) in labels.items()}


def _contradiction(file: str, picture: Source, one: str, other: str) -> str:
    sentence = _("{file} says that {picture} shows “{one}”, and also “{other}”: keep one of these lines.")
    return sentence.format(file=file, picture=picture.where, one=one[:20], other=other[:20])


def _named(
    rows: list[list[str]], place: int, tables: Sequence[Table], watch: Watch
) -> Iterator[tuple[Source | None, int]]:
    """The picture that each row names in a column, and how many parts of its path agree."""
    for count, row in enumerate(rows):
        if count % _PICTURES == 0:
            watch.check()
        yield _picture(row[place], tables)


def _picture(text: str, tables: Sequence[Table]) -> tuple[Source | None, int]:
    path = text.strip().strip("\"'").replace("\\", "/").lower()
    parts = [part for part in path.split("/")[-_DEEP:] if part]
    for table in tables:
        for start in range(len(parts)):
            found = table.get("/".join(parts[start:]))
            if found is not None:
                return found, len(parts) - start
    return None, 0


def _label(head: list[str], names: int) -> int:
    plain = [text.strip().lower() for text in head]
    known = [place for place, text in enumerate(plain) if place != names and (text in LABELS or "label" in text)]
    others = [place for place, text in enumerate(plain) if place != names and text not in INDICES]
    return (known or others or [1 - min(names, 1)])[0]
