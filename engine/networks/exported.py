"""What a Python file says that Inkling has exported: its constants are read, and nothing of it runs."""

from __future__ import annotations

import ast
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from engine.errors import UserError
from engine.networks.export import ACTIVATE
from engine.reading import read_file
from engine.words import _

LARGEST = 100_000  # bytes


@dataclass(frozen=True)
class Program:
    """``parameters``: the name of the file beside it. ``names``: of the classes; empty in files of version 0.1."""

    parameters: str
    sizes: tuple[int, ...]
    names: tuple[str, ...]
    activation: str
    input_range: tuple[float, float]


def read_program(path: Path) -> Program:
    """Raises UserError for any other program, and OSError."""
    text = read_file(path, LARGEST).decode("utf-8", "replace")
    activation = next((name for name in ACTIVATE if f"x = {ACTIVATE[name]}\n" in text), None)
    try:
        said = _constants(ast.parse(text))
        program = Program(
            Path(str(said["PARAMETERS"])).name,
            _all(int, said["SIZES"]),
            _all(str, said.get("NAMES", ())),
            str(activation),
            (float(said["LOW"]), float(said["HIGH"])),
        )
    except (SyntaxError, ValueError, TypeError, LookupError, RecursionError, MemoryError):
        program = None
    if program is None or activation is None:
        sentence = _("{file} is a program, but not one that Inkling has exported, and is never run.")
        raise UserError(sentence.format(file=path.name))
    return program


def _constants(tree: ast.Module) -> dict[str, Any]:
    """By their names; of "LOW, HIGH = 0.0, 1.0" both."""
    said: dict[str, Any] = {}
    for node in tree.body:
        if isinstance(node, ast.Assign) and len(node.targets) == 1:
            target, value = node.targets[0], ast.literal_eval(node.value)
            if isinstance(target, ast.Name):
                said[target.id] = value
            elif isinstance(target, ast.Tuple):
                said |= {ast.unparse(one): part for one, part in zip(target.elts, value, strict=True)}
    return said


def _all(kind: type, values: Any) -> tuple[Any, ...]:
    """Raises TypeError for others."""
    if not isinstance(values, tuple) or not all(type(value) is kind for value in values):
        raise TypeError(kind)
    return values
