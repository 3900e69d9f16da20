"""Files that the window is asked to open for its pictures: some that it takes, and some that are wrong."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import numpy as np
from PIL import Image

from engine.digits.bundle import bundled
from engine.digits.dataset import Digits

LETTERS = tuple("abcdefghij")
OF_ALL_SCRIPTS = "영", "一", "اثنان", "さん", "넷", "خمسة", "六", "しち", "ثمانية", "아홉"
"""Names of the ten classes in Korean, Japanese, Chinese and Arabic."""


@contextmanager
def folder() -> Iterator[Path]:
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as made:
        yield Path(made)


def write(folder: Path) -> list[Path]:
    """In the order in which they are to be opened."""
    some = bundled().take(np.arange(600))
    return [
        _text(folder / "broken.csv", "label,pixel0\n3,12\n4\n"),
        _text(folder / "damaged.safetensors", "no network"),
        _text(folder / "broken.inkling-lesson", "[lesson"),
        _npz(folder / "letters.npz", some.images, np.array(LETTERS)[some.labels]),
        _npz(folder / "without labels.npz", some.images),
        _large(folder / "other size", some),
    ]


def of_all_scripts(folder: Path) -> Path:
    """Digits whose file and classes are called by names in several scripts."""
    some = bundled().take(np.arange(2000))
    return _npz(folder / "한글 手書き数字 أرقام.npz", some.images, np.array(OF_ALL_SCRIPTS)[some.labels])


def write_refused(folder: Path) -> list[Path]:
    """Of kinds that are no digits, or none any more."""
    (folder / "empty folder").mkdir()
    return [
        _text(folder / "empty.csv", ""),
        _text(folder / "letter.docx", "Dear Sir or Madam"),
        _text(folder / "damaged.npz", "PK\x03\x04 and nothing more"),
        _text(folder / "damaged.inkling-experiment", "{"),
        folder / "empty folder",
        folder / "not there.csv",
    ]


def write_without(folder: Path, without: int, alone: int) -> Path:
    """Digits, none of them a ``without`` and one of them an ``alone``."""
    some = bundled().take(np.arange(600))
    kept = (some.labels != without) & ((some.labels != alone) | (np.cumsum(some.labels == alone) == 1))
    return _npz(folder / "few of some.npz", some.images[kept], some.labels[kept])


def write_classes(folder: Path) -> Path:
    """Three classes with names, one of them long."""
    some = bundled().take(np.arange(600))
    kept = some.labels < 3
    names = np.array(["round", "upright", "like a swan with a long neck"])
    return _npz(folder / "shapes.npz", some.images[kept], names[some.labels[kept]])


def write_pictures(folder: Path) -> list[Path]:
    """One without ink, and one that is none."""
    blank = folder / "blank paper.png"
    Image.fromarray(np.full((240, 320), 235, np.uint8)).save(blank)
    return [blank, _text(folder / "no picture.png", "not one pixel")]


def _text(path: Path, words: str) -> Path:
    path.write_text(words)
    return path


def _npz(path: Path, images: np.ndarray, labels: np.ndarray | None = None) -> Path:
    arrays = {"images": images} if labels is None else {"images": images, "labels": labels}
    np.savez(path, **arrays)
    return path


def _large(path: Path, digits: Digits) -> Path:
    """Pictures of 40 x 40, sorted into folders."""
    for place in range(20):
        within = path / str(digits.labels[place])
        within.mkdir(parents=True, exist_ok=True)
        Image.fromarray(digits.images[place]).resize((40, 40)).save(within / f"{place}.png")
    return path


def paper() -> np.ndarray:
    """(240, 320) uint8: grey paper with two strokes."""
    grey = np.full((240, 320), 235, np.uint8)
    grey[60:180, 80:92] = grey[60:180, 220:232] = 30
    return grey
