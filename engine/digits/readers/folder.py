"""A folder of images, sorted into folders 0 to 9 by their label; Pillow reads them."""

from __future__ import annotations

import struct
import zlib
from pathlib import Path

import numpy as np
from PIL import Image

from engine.digits.dataset import CLASSES, SIDE, Digits
from engine.digits.readers.common import Loaded, NotTheSize, Watch, check_memory, image_bytes, scaled
from engine.errors import UserError

SUFFIXES = (".png", ".jpg", ".jpeg", ".bmp", ".gif", ".tif", ".tiff", ".webp")
LARGEST = 4_096  # pixels along a side: a digit needs 28
Image.MAX_IMAGE_PIXELS = LARGEST * LARGEST
_OFTEN = 50  # images from one report to the next
_DAMAGED = (SyntaxError, ValueError, struct.error, EOFError, LookupError, TypeError, zlib.error, AttributeError)
"""What Pillow raises for damaged files, beside OSError."""


def read(path: Path, watch: Watch, scale: bool = False) -> Loaded:
    """The images of a folder. If it has folders for training and testing instead, the latter is the test set."""
    if any(_classes(path)):
        return Loaded(_digits(path, path.name, watch, scale))
    inner = sorted(child for child in path.iterdir() if child.is_dir() and any(_classes(child)))
    train = next((child for child in inner if child.name.lower().startswith("train")), None)
    test = next((child for child in inner if child.name.lower().startswith("test")), None)
    if train is None:
        raise UserError(
            f"There are no images in {path.name}: put them into folders named 0 to 9 by what they show, and open the "
            "folder that holds those."
        )
    digits = _digits(train, f"{path.name} ({train.name})", watch, scale)
    return Loaded(digits, _digits(test, f"{path.name} ({test.name})", watch, scale) if test else None)


def _classes(path: Path) -> list[list[Path]]:
    """The images of each digit, in the order of their names."""
    return [_images_in(path / str(digit)) for digit in range(CLASSES)]


def _images_in(path: Path) -> list[Path]:
    if not path.is_dir():
        return []
    return sorted(child for child in path.iterdir() if child.suffix.lower() in SUFFIXES)


def _digits(path: Path, name: str, watch: Watch, scale: bool) -> Digits:
    classes = _classes(path)
    labels = np.repeat(np.arange(CLASSES), [len(files) for files in classes])
    check_memory(path, image_bytes(len(labels)))
    images = np.empty((len(labels), SIDE, SIDE), np.uint8)
    for index, file in enumerate(file for files in classes for file in files):
        if index % _OFTEN == 0:
            watch.tell(index / len(labels))
        images[index] = _image(file, scale)
    return Digits(images, labels, name, str(path))


def _image(path: Path, scale: bool) -> np.ndarray:
    """(28, 28) uint8."""
    where = f"{path.parent.name}/{path.name}"
    try:
        with Image.open(path) as image:
            if max(image.size) > LARGEST:
                raise UserError(f"{where} is {image.width} x {image.height} pixels: too large for a digit.")
            if image.size == (SIDE, SIDE):
                return np.asarray(_grey(image))
            if scale:
                return scaled(_grey(image))
            size = image.size
    except FileNotFoundError:
        raise UserError(f"{where} vanished while the folder was read.") from None
    except (*_DAMAGED, OSError, Image.DecompressionBombError):
        raise UserError(f"{where} is not an image that can be read; it may be damaged.") from None
    raise NotTheSize(f"{where} is {size[0]} x {size[1]} pixels, not {SIDE} x {SIDE}.")


def _grey(image: Image.Image) -> Image.Image:
    """0..255 in one channel; pictures of 16 bits lose the lower eight, which Pillow's own conversion would clip."""
    if image.mode.startswith("I"):
        return Image.fromarray((np.asarray(image).clip(0, 65535) // 257).astype(np.uint8))
    return image.convert("L")
