"""Labelled sets of digits: the ones that ship, and how a set is split into training and test images."""

from __future__ import annotations

import math
import zipfile
import zlib
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from engine.errors import UserError

RESOURCES = Path(__file__).resolve().parent.parent / "resources"
SIDE = 28
PIXELS = SIDE * SIDE
CLASSES = 10


@dataclass(frozen=True)
class Digits:
    """A labelled set of images.

    ``images``: (N, 28, 28) uint8, 0 (black) to 255 (white ink). ``labels``: (N,) int64, 0 to 9.
    ``name`` is what the window calls the set, ``origin`` the file or folder it is from (empty: it ships).
    """

    images: np.ndarray
    labels: np.ndarray
    name: str
    origin: str = ""

    def __len__(self) -> int:
        return len(self.labels)

    def take(self, indices: np.ndarray, name: str | None = None) -> Digits:
        """The images at ``indices``, in that order."""
        return Digits(self.images[indices], self.labels[indices], name or self.name, self.origin)


BUNDLED = {
    "mnist-20k": "MNIST 20,000",
    "mnist-60k": "MNIST 60,000",
    "mnist-test": "MNIST official test",
}


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
        raise UserError(f"The digits are missing: there is no file {path}. Install Inkling again.") from None
    except (OSError, KeyError, ValueError, TypeError, IndexError, EOFError, zipfile.BadZipFile, zlib.error) as error:
        raise UserError(f"The file of digits is damaged: {path} ({error}). Install Inkling again.") from error
    if not _are_digits(images, labels):
        raise UserError(f"The file of digits is damaged: {path} (it holds no digits). Install Inkling again.")
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


def read(
    path: Path | str, progress: Callable[[float], None] | None = None, cancelled: Callable[[], bool] | None = None
) -> Digits:
    """The digits in a file (CSV, IDX, NPZ) or in a folder of images: see ``engine.reading.read``."""
    from engine import reading  # imported late: it is made of what is defined here

    return reading.read(path, progress, cancelled)


def _lesson(file) -> tuple[np.ndarray, np.ndarray]:
    return file["lesson_images"], file["lesson_labels"]


def _all(file) -> tuple[np.ndarray, np.ndarray]:
    """The 60,000 in their original order: ``lesson_at`` says where the 20,000 stand among them."""
    at = file["lesson_at"]
    images = np.empty((60_000, SIDE, SIDE), np.uint8)
    labels = np.empty(60_000, np.uint8)
    other = np.ones(60_000, bool)
    other[at] = False
    images[at], labels[at] = _lesson(file)
    images[other], labels[other] = file["other_images"], file["other_labels"]
    return images, labels


def _test(file) -> tuple[np.ndarray, np.ndarray]:
    return file["test_images"], file["test_labels"]


_ARRAYS = {"mnist-20k": _lesson, "mnist-60k": _all, "mnist-test": _test}


def split(digits: Digits, test_fraction: float = 0.1, seed: int = 0) -> tuple[Digits, Digits]:
    """Training and test images, at random but with each digit in proportion.

    ``test_fraction`` is the share of test images, over 0 and under 1. The same seed gives the same split, and image for
    image the one of scikit-learn's ``train_test_split(stratify=labels, random_state=seed)``: a notebook can repeat it.

    Raises UserError if the set is too small to hold each of its digits on both sides.
    """
    _, counts = np.unique(digits.labels, return_counts=True)
    testing = math.ceil(len(digits) * test_fraction)
    training = len(digits) - testing
    if min(testing, training) < max(1, len(counts)) or (counts < 2).any():
        raise UserError(
            f"{len(digits):,} images cannot be split so that {test_fraction:.0%} of them, with some of each digit, "
            "are test images: choose a test share nearer to a half or more images.",
            "test_fraction",
        )
    generator = np.random.RandomState(seed)
    of_training = _in_proportion(counts, training, generator)
    _in_proportion(counts - of_training, testing, generator)  # all the others; scikit-learn draws here
    by_digit = np.split(np.argsort(digits.labels, kind="stable"), np.cumsum(counts)[:-1])
    shuffled = [generator.permutation(indices) for indices in by_digit]
    train = np.concatenate([indices[:count] for indices, count in zip(shuffled, of_training, strict=True)])
    test = np.concatenate([indices[count:] for indices, count in zip(shuffled, of_training, strict=True)])
    return digits.take(generator.permutation(train)), digits.take(generator.permutation(test))


def _in_proportion(counts: np.ndarray, total: int, generator: np.random.RandomState) -> np.ndarray:
    """How many of each, ``total`` together: rounded down, then one more where most was cut off; ties are drawn."""
    exact = counts / counts.sum() * total
    whole = np.floor(exact).astype(int)
    cut_off = exact - whole
    for most in np.unique(cut_off)[::-1]:
        missing = total - whole.sum()
        if missing == 0:
            break
        whole[generator.permutation(np.flatnonzero(cut_off == most))[:missing]] += 1
    return whole
