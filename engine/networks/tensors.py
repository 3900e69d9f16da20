"""Safetensors files of strangers: what is in one is known, and checked, before any of it is taken."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, NamedTuple

from safetensors import safe_open

from engine import limits
from engine.errors import UserError
from engine.reading import check_file, open_file
from engine.words import _

_LENGTH = 8  # bytes in front of the header: its length, the lowest first


class Form(NamedTuple):
    """``dtype``: as safetensors calls it, "F32", "F64", "U8", ..."""

    dtype: str
    shape: tuple[int, ...]


@contextmanager
def open_tensors(path: Path, most: int) -> Iterator[Any]:
    """The file as ``safetensors.safe_open`` gives it.

    Raises UserError for what is no file, larger than ``most`` bytes, or has a header beyond all use; OSError and
    SafetensorError for what is none of its kind.
    """
    check_file(path, most)
    with open_file(path, most) as file:
        header = int.from_bytes(file.read(_LENGTH), "little")
    if header > limits.TENSORS_HEADER:
        sentence = _("{file} is of another kind, or damaged: it has no header of a usable length.")
        raise UserError(sentence.format(file=path.name))
    try:
        with safe_open(path, framework="pt") as tensors:
            yield tensors
    except MemoryError:
        raise UserError(_("{file} needs more memory than there is.").format(file=path.name)) from None


def reason(error: Exception) -> str:
    """Why a file could not be opened, without its place: that is what the system adds."""
    return str(getattr(error, "strerror", None) or error)


def forms(file: Any) -> dict[str, Form]:
    """What each tensor is, by the header."""
    slices = {name: file.get_slice(name) for name in file.keys()}  # noqa: SIM118 (not a dict)
    return {name: Form(part.get_dtype(), tuple(part.get_shape())) for name, part in slices.items()}
