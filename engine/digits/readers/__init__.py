"""Reading the digits that a person brings: CSV, IDX, NPZ, and folders of images. One file for each format.

``read(path)`` finds out which it is by what is in the file. Nothing is ever half loaded: a set is whole, or there is a
UserError with a sentence that names file, line and column.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from engine import limits
from engine.digits.dataset import Digits
from engine.digits.readers import csv, folder, idx, npz
from engine.digits.readers.common import Cancelled, Loaded, NotTheSize, Watch
from engine.errors import UserError
from engine.reading import open_file
from engine.words import _

__all__ = ["Cancelled", "Loaded", "NotTheSize", "Watch", "read", "read_sets"]


def read(
    path: Path | str, progress: Callable[[float], None] | None = None, cancelled: Callable[[], bool] | None = None
) -> Digits:
    """The digits in a file or folder; see ``read_sets``."""
    return read_sets(path, progress, cancelled).digits


def read_sets(
    path: Path | str,
    progress: Callable[[float], None] | None = None,
    cancelled: Callable[[], bool] | None = None,
    scale: bool = False,
) -> Loaded:
    """The digits in a file or folder, with the test set that comes with them, if one does.

    ``progress`` is called with the share that is done, 0 to 1; ``cancelled`` is asked now and then whether to give up.
    ``scale``: images of another size than 28x28 are scaled to it.

    Raises UserError with a sentence for the person: NotTheSize if ``scale`` would help, Cancelled if it was.
    """
    path, watch = Path(path), Watch(progress, cancelled)
    try:
        return _reader(path)(path, watch, scale)
    except FileNotFoundError:
        raise UserError(_("There is no file {path} (any more).").format(path=path)) from None
    except OSError as error:
        message = _("{file} could not be read: {reason}.").format(file=path.name, reason=error.strerror or error)
        raise UserError(message) from None
    except (MemoryError, OverflowError):
        raise UserError(_("{file} needs more memory than there is.").format(file=path.name)) from None


def _reader(path: Path) -> Callable[[Path, Watch, bool], Loaded]:
    if path.is_dir():
        return folder.read
    with open_file(path, limits.DIGITS_FILE) as file:
        start = file.read(4)
    if not start:
        raise UserError(_("{file} is empty.").format(file=path.name))
    if start[:2] == b"PK":
        return npz.read
    if start[:2] == b"\x1f\x8b" or start[:2] == b"\0\0":
        return idx.read
    if start[:4] == b"\x89PNG" or start[:3] == b"\xff\xd8\xff":
        sentence = _(
            "{file} is one image: drop it on the Draw page, or open a folder with images sorted into folders 0 to 9."
        )
        raise UserError(sentence.format(file=path.name))
    if path.suffix.lower() in (".csv", ".txt", ".tsv") or start[:1].isalnum() or start[:1] in b"\"'\xef+- ":
        return csv.read
    sentence = _(
        "{file} is nothing that Inkling can read: open a CSV file, an IDX file (.gz too), an NPZ file, or a folder of "
        "images sorted into folders 0 to 9."
    )
    raise UserError(sentence.format(file=path.name))
