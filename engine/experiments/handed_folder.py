"""The folder in which an experiment's digits lie for its processes: it goes with the experiment, however that ends."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from engine.locks import Lock, Taken

PREFIX, LOCK = "inkling-compare-", "lock"
PATIENCE = 1.0  # seconds; the folder is new, and only who puts it in order may have it for a moment


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
