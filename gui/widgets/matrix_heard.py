"""A matrix for somebody who hears it, and as text to be pasted into a table."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from engine.numbers import short
from engine.words import _
from gui.widgets.heard import Heard, at
from gui.widgets.matrix_names import MatrixNames

MOST_COPIED = 250_000  # cells; a million numbers as text are of no use to anybody


def heard_matrix(
    name: str,
    values: np.ndarray,
    names: MatrixNames,
    current: tuple[int, int],
) -> Heard:
    """``values``: (rows, columns)."""
    (rows, columns), (down, across) = values.shape, names.titles()
    row_names, column_names = names.labels()

    return Heard(
        name or _("{rows} by {columns}").format(rows=down or _("rows"), columns=across or _("columns")),
        rows,
        lambda row, column: written(values[row, column]),
        _heads(across, column_names, columns),
        lambda row: head(down, row_names, row),
        at(*current),
    )


def matrix_text(values: np.ndarray, names: MatrixNames, texts: Sequence[Sequence[str]] | None) -> str:
    """Lines of cells with tabs between them, the heads first; empty if there are too many. ``texts``: what is written
    into the cells, where that is another than their numbers."""
    rows, columns = values.shape
    if rows * columns > MOST_COPIED:
        return ""
    row_names, column_names = names.labels()
    heads = "\t".join(["", *(head("", column_names, column) for column in range(columns))])
    cells = texts or [[written(value) for value in row] for row in values]
    lines = ("\t".join([head("", row_names, row), *line]) for row, line in enumerate(cells))
    return "\n".join([heads, *lines])


def _heads(title: str, names: Sequence[str], count: int) -> tuple[str, ...]:
    return tuple(head(title, names, place) for place in range(count))


def head(title: str, names: Sequence[str], place: int) -> str:
    """Of a row or a column: its name, or its number, behind what it is a name of."""
    name = names[place] if place < len(names) else str(place)
    return f"{title} {name}" if title else name


def written(value: float) -> str:
    """A number of a matrix."""
    return short(float(value)) if np.isfinite(value) else _("no number")
