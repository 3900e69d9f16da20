"""Reading the images that a person brings: CSV, IDX, NPZ, ARFF, and folders of images. One file for each format.

``read(path)`` finds out which it is by what is in the file. Nothing is ever half loaded: a set is whole, or there is a
UserError with a sentence that names file, line and column.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from engine.digits.dataset import Digits
from engine.digits.readers.common import Cancelled, Images, Loaded, NoLabels, NotTheSize, Watch
from engine.digits.readers.offers import Offer
from engine.errors import UserError
from engine.words import _

__all__ = ["Cancelled", "Images", "Loaded", "NoLabels", "NotTheSize", "Offer", "Watch", "read", "read_sets"]


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
    prepare: bool = False,
) -> Loaded:
    """The images in a file, folder or archive, with the test set that comes with them or lies beside, if one does.

    ``progress`` is called with the share that is done, 0 to 1; ``cancelled`` is asked now and then whether to give up.
    ``scale``: images of another size than 28x28 are scaled to it. ``prepare``: all are prepared as pasted pictures are.

    Raises UserError with a sentence for the person: NotTheSize if ``scale`` or ``prepare`` would help, NoLabels, with
    the images, if nothing says what they show, Cancelled if it was.
    """
    from engine.digits.readers import sets  # with all the formats, which nobody needs who opens nothing
    from engine.digits.readers.finishing import finished

    path, watch = Path(path), Watch(progress, cancelled, "prepare" if prepare else "scale" if scale else "")
    try:
        return finished(sets.of_folder(path, watch) if path.is_dir() else sets.of_file(path, watch), path, watch)
    except FileNotFoundError:
        raise UserError(_("There is no file {path} (any more).").format(path=path)) from None
    except OSError as error:
        message = _("{file} could not be read: {reason}.").format(file=path.name, reason=error.strerror or error)
        raise UserError(message) from None
    except (MemoryError, OverflowError):
        raise UserError(_("{file} needs more memory than there is.").format(file=path.name)) from None
