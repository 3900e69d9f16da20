"""ARFF, as OpenML has MNIST in it: the names of the columns, a line for each, and under them rows as in CSV."""

from __future__ import annotations

import re

from engine.digits.readers import csv
from engine.digits.readers.common import Part, Watch
from engine.digits.readers.lines import Lines
from engine.digits.readers.sources import Source
from engine.errors import UserError
from engine.words import _

MOST_COLUMNS = 20_000


def read(source: Source, watch: Watch) -> Part:
    """A table of one label and many pixels in each row."""
    return csv.read(source, watch, lambda lines: _names(lines, source.name))


def _names(lines: Lines, file: str) -> list[str]:
    """Of the columns: what stands above the rows."""
    names: list[str] = []
    for line in lines:
        word = line.strip().lower()
        if word.startswith("@data"):
            return names
        found = re.match(r"""@attribute\s+("[^"]*"|'[^']*'|\S+)""", line.strip(), re.IGNORECASE)
        if found:
            names.append(found[1].strip("\"'"))
        if len(names) > MOST_COLUMNS:
            raise UserError(_("{file} has more columns than any table of pixels.").format(file=file))
    raise UserError(_("{file} has no line “@DATA”, below which its rows would stand.").format(file=file))
