"""A program on disk: as a Python file or a notebook, with the images and the helper that it needs beside it."""

from __future__ import annotations

import io
import os
import sys
from dataclasses import replace
from pathlib import Path

import numpy as np

from engine.code import helper
from engine.code.notebook import notebook
from engine.code.program import Program
from engine.code.recipe import BESIDE
from engine.digits.readers import Loaded
from engine.errors import UserError
from engine.files import write_for_person
from engine.words import _

PYTHON, NOTEBOOK = ENDINGS = (".py", ".ipynb")
TAKEN = sys.stdlib_module_names | {"torch", "numpy", "sklearn", "matplotlib", Path(helper.NAME).stem}


def save_program(path: Path, program: Program, images: Loaded | None = None, replacing: bool = True) -> list[Path]:
    """Write a program as what its name ends in, ".py" or ".ipynb", and what it needs beside it; returns all paths, its
    own first. ``images``: the set that is written beside it, if its source is ``beside`` that set.

    ``replacing``: whether it may take the place of a file of its own name. What it needs takes no other file's place:
    the images have a number in their name then.

    Raises UserError, and writes none of them, for a name that cannot be, or one that is taken.
    """
    path = Path(path)
    _check_name(path)
    if not replacing and os.path.lexists(path):
        raise UserError(_("There is a file {path} already: choose another name.").format(path=path))
    program, needed = _with_what_it_needs(path.parent, program, images)
    text = notebook(program) if path.suffix == NOTEBOOK else program.text
    missing = {place: data for place, data in needed.items() if not _is_there(place, data)}
    for place, data in {**missing, path: text.encode()}.items():
        write_for_person(place, data)
    return [path, *needed]


def _check_name(path: Path) -> None:
    if path.suffix not in ENDINGS:
        raise UserError(
            _("{name} should end in .py, for a Python file, or in .ipynb, for a notebook.").format(name=path.name)
        )
    if path.suffix == PYTHON and path.stem in TAKEN:
        raise UserError(
            _("Choose another name: Python itself looks for {name} when it needs “{module}”.").format(
                name=path.name, module=path.stem
            )
        )


def _with_what_it_needs(folder: Path, program: Program, images: Loaded | None) -> tuple[Program, dict[Path, bytes]]:
    """The program, and the files beside it, by path, with what is in them."""
    needed, source = {}, program.source
    if source.kind == BESIDE:
        assert images is not None
        data = images_file(images)
        place = _place(folder / source.file, data)
        needed[place] = data
        program = program.reading(replace(source, file=place.name))
    if program.augments:
        needed[_helper(folder)] = helper.TEXT.encode()
    return program, needed


def _place(path: Path, data: bytes) -> Path:
    """Where these bytes are, or may be put: the path, or one with a number before its ending."""
    number, place = 1, path
    while os.path.lexists(place) and not _is_there(place, data):
        number += 1
        place = path.with_name(f"{path.stem}-{number}{path.suffix}")
    return place


def _helper(folder: Path) -> Path:
    place = folder / helper.NAME
    if os.path.lexists(place) and not _is_there(place, helper.TEXT.encode()):
        raise UserError(
            _("The program needs a file {name} beside it, and another one is called so: choose another folder.").format(
                name=helper.NAME
            )
        )
    return place


def images_file(loaded: Loaded) -> bytes:
    """An .npz file of images (n, 28, 28) uint8 and labels (n,) int64, and those of a test set that came with them."""
    arrays = {"images": loaded.digits.images, "labels": loaded.digits.labels}
    if loaded.test_digits is not None:
        arrays |= {"test_images": loaded.test_digits.images, "test_labels": loaded.test_digits.labels}
    file = io.BytesIO()
    np.savez_compressed(file, **arrays)  # type: ignore[arg-type]  # numpy's
    return file.getvalue()


def _is_there(path: Path, data: bytes) -> bool:
    """Whether there is a file with these very bytes."""
    try:
        return path.is_file() and path.stat().st_size == len(data) and path.read_bytes() == data
    except OSError:
        return False
