"""The folder in which an experiment's digits lie for its processes: it goes with the experiment, however that ends.

Knows no torch, see ``start``.
"""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from engine.digits.dataset import Digits
from engine.errors import UserError
from engine.locks import Lock, Taken
from engine.words import _

PREFIX, LOCK = "inkling-compare-", "lock"
PATIENCE = 1.0  # seconds; the folder is new, and only who puts it in order may have it for a moment


@dataclass(frozen=True)
class Handed:
    """Where a set of digits lies for the workers: a file of images and one of labels, plain .npy."""

    images: Path
    labels: Path
    name: str
    origin: str
    names: tuple[str, ...]

    def digits(self) -> Digits:
        """The images are mapped: all workers share the memory that the system holds the file in, and what one of them
        wrote into its own would be its own."""
        images = np.asarray(np.load(self.images, mmap_mode="c"))
        return Digits(images, np.load(self.labels), self.name, self.origin, self.names)


def hand_over(digits: Digits, folder: Path, name: str) -> Handed:
    """Write ``digits`` for the workers. Raises UserError if there is no room."""
    images, labels = folder / f"{name}-images.npy", folder / f"{name}-labels.npy"
    handed = Handed(images, labels, digits.name, digits.origin, digits.names)
    try:
        np.save(handed.images, digits.images)
        np.save(handed.labels, digits.labels)
    except OSError as error:
        raise UserError(
            _("The digits could not be handed to the runs: {reason}.").format(reason=error.strerror or error)
        ) from error
    return handed


@contextmanager
def handed_folder() -> Iterator[Path]:
    """An empty folder, held by a lock that a killed program loses, until the end; raises OSError.

    What killed programs have left goes first.
    """
    _sweep(Path(tempfile.gettempdir()))
    with tempfile.TemporaryDirectory(prefix=PREFIX, ignore_cleanup_errors=True) as name:
        try:
            lock = Lock(Path(name) / LOCK, PATIENCE)
        except Taken:
            raise FileNotFoundError(f"{name} was taken away") from None
        with lock:
            yield Path(name)


def _sweep(temporary: Path) -> None:
    """A folder without the file of the lock has only just been made."""
    for place in temporary.glob(f"{PREFIX}*"):
        with suppress(Taken, OSError):  # its owner is there, or it is somebody else's
            if (place / LOCK).exists() and not place.is_symlink():
                Lock(place / LOCK, 0).release()
                shutil.rmtree(place)
