"""A program's lines, and how they are made of templates.

A template is the program's own text. ``@WORD@`` in it is replaced, and a line that is nothing but a word takes any
number of lines, or goes if there are none. A line's last ``#: names`` says which fields of the form it belongs to, and
stands in no program.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

WORD = re.compile(r"@([A-Z_]+)@")
ALONE = re.compile(r"( *)@([A-Z_]+)@")
FOR_RUFF = "# isort: split"
"""Before the import of a file beside the program: to which group it belongs depends on where ruff is started."""
MARKED = re.compile(r"(.*?)(?:  #: ([a-z_, ]+))?")


@dataclass(frozen=True)
class Line:
    """``fields``: as NetworkSpec and TrainingConfig name them; also "changes", "test_fraction" and "digits"."""

    text: str
    fields: tuple[str, ...] = ()

    @property
    def is_comment(self) -> bool:
        return self.text.lstrip().startswith("#") and self.text != FOR_RUFF


def filled(template: str, **values: object) -> str:
    """The template with its words replaced, all at once: a value is never looked into for other words."""
    lines = template.strip("\n").split("\n")
    return "\n".join(text for line in lines for text in _filled(line, values))


def _filled(line: str, values: dict[str, object]) -> list[str]:
    alone = ALONE.fullmatch(line)
    if alone is None:
        return [WORD.sub(lambda found: str(values[found[1].lower()]), line)]
    text = str(values[alone[2].lower()])
    return [f"{alone[1]}{inner}" if inner else "" for inner in text.split("\n")] if text else []


def lines_of(text: str) -> tuple[Line, ...]:
    """The lines of a filled template."""
    return tuple(map(_line, text.split("\n")))


def _line(marked: str) -> Line:
    found = MARKED.fullmatch(marked)
    assert found is not None  # it matches every line
    return Line(found[1], tuple((found[2] or "").replace(",", " ").split()))


def quoted(text: str) -> str:
    """A text as Python writes it, whatever is in it: names that others gave stay names."""
    written = repr(text)
    return written if '"' in text else f'"{written[1:-1]}"'


def number(value: float) -> str:
    """As short as it can be without being another."""
    return str(int(value)) if value == int(value) and abs(value) < 1e15 else repr(float(value))
