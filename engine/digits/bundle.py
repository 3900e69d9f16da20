"""The sets that ship with Inkling, all from one file."""

from __future__ import annotations

import zipfile
import zlib
from collections.abc import Mapping
from pathlib import Path

import numpy as np

from engine.digits.dataset import CLASSES, SIDE, Digits
from engine.errors import UserError
from engine.files import RESOURCES
from engine.words import _

BUNDLED = {
    "mnist-20k": "MNIST 20,000",
    "mnist-60k": "MNIST 60,000",
    "mnist-test": "MNIST official test",
}
"""What they are called; runs and networks keep these names, so they are the same in every language."""

Arrays = Mapping[str, np.ndarray]


def bundled(name: str = "mnist-20k", path: Path | None = None) -> Digits:
    """One of the sets that ship, read from ``resources/mnist.npz`` (or ``path``).

    ``"mnist-20k"``: a fixed random 20,000 of the 60,000 training images; ``"mnist-60k"``: all of them, in their
    original order; ``"mnist-test"``: the official 10,000 test images.

    Raises UserError if the file is missing or damaged, KeyError for any other name.
    """
    title = BUNDLED[name]
    path = path or RESOURCES / "mnist.npz"
    try:
        with path.open("rb") as stream, np.load(stream, allow_pickle=False) as file:  # np.load alone may leave it open
            images, labels = _ARRAYS[name](file)
    except FileNotFoundError:
        message = _("The digits are missing: there is no file {path}. Install Inkling again.").format(path=path)
        raise UserError(message) from None
    except (OSError, KeyError, ValueError, TypeError, IndexError, EOFError, zipfile.BadZipFile, zlib.error) as error:
        raise UserError(
            _("The file of digits is damaged: {path} ({error}). Install Inkling again.").format(path=path, error=error)
        ) from error
    if not _are_digits(images, labels):
        raise UserError(
            _("The file of digits is damaged: {path} (it holds no digits). Install Inkling again.").format(path=path)
        )
    return Digits(images, labels.astype(np.int64), title)


def _are_digits(images: object, labels: object) -> bool:
    return (
        isinstance(images, np.ndarray)
        and isinstance(labels, np.ndarray)
        and images.dtype == labels.dtype == np.uint8
        and images.shape == (len(images), SIDE, SIDE)
        and labels.shape == (len(images),)
        and bool((labels < CLASSES).all())
    )


def _lesson(file: Arrays) -> tuple[np.ndarray, np.ndarray]:
    return file["lesson_images"], file["lesson_labels"]


def _all(file: Arrays) -> tuple[np.ndarray, np.ndarray]:
    """The 60,000 in their original order: ``lesson_at`` says where the 20,000 stand among them."""
    at = file["lesson_at"]
    images = np.empty((60_000, SIDE, SIDE), np.uint8)
    labels = np.empty(60_000, np.uint8)
    other = np.ones(60_000, bool)
    other[at] = False
    images[at], labels[at] = _lesson(file)
    images[other], labels[other] = file["other_images"], file["other_labels"]
    return images, labels


def _test(file: Arrays) -> tuple[np.ndarray, np.ndarray]:
    return file["test_images"], file["test_labels"]


_ARRAYS = {"mnist-20k": _lesson, "mnist-60k": _all, "mnist-test": _test}
