"""In which line of a TOML text an entry stands: Python's reader does not say."""

from __future__ import annotations

import re

_TABLE = re.compile(r"\s*\[\s*([^\[\]#]+?)\s*\]")
_ELEMENT = re.compile(r"\s*\[\[\s*([^\[\]#]+?)\s*\]\]")
_KEY = re.compile(r"""\s*([A-Za-z0-9_-]+|"[^"\n]*"|'[^'\n]*')\s*=""")
_LONG = '"""', "'''"


def entry_lines(text: str) -> dict[str, int]:
    """The line, from 1, of each table and key, by its path: "title", "step 2", "step 2.question.answer".

    The elements of an array of tables are counted from 1. For a text that Python's reader has accepted: what stands in
    strings of several lines is passed over.
    """
    found: dict[str, int] = {}
    counts: dict[str, int] = {}
    table, ends = "", ""
    for number, line in enumerate(text.split("\n"), start=1):
        if ends:
            ends = "" if _closes(line, ends) else ends
            continue
        if element := _ELEMENT.match(line):
            table = _next(_place(element[1], counts), counts)
            found[table] = number
        elif header := _TABLE.match(line):
            table = _place(header[1], counts)
            found[table] = number
        elif key := _KEY.match(line):
            name = key[1].strip("\"'")
            found.setdefault(f"{table}.{name}" if table else name, number)
            ends = _opened(line[key.end() :])
    return found


def line_of(path: str, lines: dict[str, int]) -> int:
    """The line of an entry, or of the nearest one around it; 1 if there is none."""
    while path and path not in lines:
        path = path.rpartition(".")[0]
    return lines.get(path, 1)


def _place(header: str, counts: dict[str, int]) -> str:
    """A dotted header, with the number of the element that each array is at."""
    path = ""
    for part in (part.strip(" \t\"'") for part in header.split(".")):
        if path in counts:
            path = f"{path} {counts[path]}"
        path = f"{path}.{part}" if path else part
    return path


def _next(path: str, counts: dict[str, int]) -> str:
    counts[path] = counts.get(path, 0) + 1
    return f"{path} {counts[path]}"


def _opened(rest: str) -> str:
    """The marks of a string that goes on in the next line; empty if none does."""
    for marks in _LONG:
        if rest.lstrip().startswith(marks):
            return "" if _closes(rest.lstrip()[3:], marks) else marks
    return ""


def _closes(line: str, marks: str) -> bool:
    at = line.find(marks)
    while at > 0 and marks == '"""' and (at - len(line[:at].rstrip("\\"))) % 2 == 1:
        at = line.find(marks, at + 1)
    return at >= 0
