"""A program as a Jupyter notebook: headings and words in cells of their own, the code between them.

The format is described at https://nbformat.readthedocs.io/en/latest/format_description.html; this is version 4.5.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from engine.code.headings import HEADINGS, OF_EXPERIMENTS
from engine.code.lines import Line
from engine.code.program import Part, Program

Cell = dict[str, Any]


def notebook(program: Program) -> str:
    """The text of an .ipynb file."""
    record = {
        "nbformat": 4,
        "nbformat_minor": 5,
        "metadata": {
            "kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"},
            "language_info": {"name": "python"},
        },
        "cells": list(_cells(program)),
    }
    return json.dumps(record, indent=1, ensure_ascii=False) + "\n"


def _cells(program: Program) -> Iterator[Cell]:
    yield _words("title", f"# {program.title}\n\n{program.words}")
    for part in program.parts:
        heading, words = (HEADINGS | OF_EXPERIMENTS)[part.key]
        yield _words(part.key, f"## {heading}\n\n{words}")
        yield _code(part)


def _words(key: str, text: str) -> Cell:
    return {"cell_type": "markdown", "id": f"{key}-words", "metadata": {}, "source": text}


def _code(part: Part) -> Cell:
    text = "\n".join(line.text for line in _without_heading(part.lines))
    return {
        "cell_type": "code",
        "id": f"{part.key}-code",
        "metadata": {},
        "execution_count": None,
        "outputs": [],
        "source": text,
    }


def _without_heading(lines: tuple[Line, ...]) -> tuple[Line, ...]:
    """It stands above the cell."""
    return lines[1:]
