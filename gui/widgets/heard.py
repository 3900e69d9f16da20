"""What a picture is to somebody who hears the window: a list of sentences, or a table of them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Heard:
    """A widget that paints what it shows has a method ``heard`` that gives one of these, or several as a tuple: see
    gui/widgets/voice.py. It is asked for anew when the widget has been painted, and must stay true until then."""

    name: str
    """What the list, or the table, is of."""
    rows: int
    text: Callable[[int, int], str]
    """What is said of a cell, by its row and column; of a list the column is 0. It is asked for what is read only."""
    columns: Sequence[str] = ()
    """The heads of a table's columns; none: it is a list."""
    heads: Callable[[int], str] = str
    """The head of a row of a table."""
    current: tuple[int, int] | None = None
    """Row and column that the arrow keys have reached, if they go from one to the next."""


def heard_list(name: str, sentences: Sequence[str], current: int = -1) -> Heard:
    """``current``: the place of the sentence that the arrow keys have reached; -1: none."""
    return Heard(name, len(sentences), lambda row, _column: sentences[row], current=at(current))


def heard_list_with(name: str, sentences: Sequence[str], pointed: str) -> Heard:
    """A list that ends with what is pointed at, as long as anything is."""
    return heard_list(name, [*sentences, pointed], len(sentences)) if pointed else heard_list(name, sentences)


def in_a_line(words: str) -> str:
    """Lines of a tooltip, one after another."""
    said = ""
    for line in filter(None, map(str.strip, words.splitlines())):
        said = line if not said else f"{said} {line}" if said[-1] in ".!?:" else f"{said}, {line}"
    return said


def at(row: int, column: int = 0) -> tuple[int, int] | None:
    """The current cell; none where either is -1."""
    return (row, column) if row >= 0 and column >= 0 else None
