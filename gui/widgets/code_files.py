"""A PyTorch program as a file: which kinds there are, and what is said when it is written."""

from __future__ import annotations

from pathlib import Path

from engine.code.program import Program
from engine.code.recipe import BESIDE, COLAB, Source
from engine.code.saving import save_program
from engine.digits.readers import Loaded
from engine.words import _

KINDS = {"py": _("Python (*.py)"), "ipynb": _("Notebooks (*.ipynb)")}
"""By ending: as a dialog for files calls them."""


def write_program(path: Path, program: Program, images: Loaded | None) -> str:
    """What was written, in sentences. ``images``: those of its source, if they are written beside it.

    To be called in another thread. Raises UserError if it cannot be written.
    """
    written, *needed = save_program(path, program, images)
    said = _saved(written, needed, program.source)
    if program.augments:
        said += " " + _("It also needs {helper}, which is beside it.").format(helper=needed[-1].name)
    return said


def _saved(path: Path, needed: list[Path], source: Source) -> str:
    if source.kind == BESIDE:
        words = _("Saved {file}; its images are in {images} beside it.")
        return words.format(file=path.name, images=needed[0].name)
    if source.kind == COLAB:
        return _("Saved {file}; in Colab it finds {table}.").format(file=path.name, table=source.name)
    return _("Saved {file}; it needs {table} beside it.").format(file=path.name, table=source.file)
