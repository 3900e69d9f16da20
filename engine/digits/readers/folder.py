"""A folder of images, sorted into folders 0 to 9 by their label; Pillow reads them."""

from __future__ import annotations

import io
import os
import struct
import zlib
from pathlib import Path

import numpy as np
from PIL import Image

from engine import limits
from engine.digits.dataset import CLASSES, SIDE, Digits
from engine.digits.readers.common import Loaded, NotTheSize, Watch, check_count, check_memory, image_bytes, scaled
from engine.errors import UserError
from engine.picture_files import ENDINGS, format_of
from engine.reading import read_file
from engine.words import _

Image.MAX_IMAGE_PIXELS = limits.PICTURE_SIDE * limits.PICTURE_SIDE
TIFF_TILE_WIDTH, TIFF_TILE_LENGTH = 322, 323  # tags, see TIFF 6.0, section 15
MOST_INNER = 20  # folders that may be the one for training
_OFTEN = 500  # names from one question whether to give up to the next
_DAMAGED = (SyntaxError, ValueError, struct.error, EOFError, LookupError, TypeError, zlib.error, AttributeError)
"""What Pillow raises for damaged files, beside OSError."""


def read(path: Path, watch: Watch, scale: bool = False) -> Loaded:
    """The images of a folder. If it has folders for training and testing instead, the latter is the test set."""
    if any(_images_in(path / str(digit), watch) for digit in range(CLASSES)):
        return Loaded(_digits(path, path.name, watch, scale))
    train, test = (_inner(path, beginning, watch) for beginning in ("train", "test"))
    if train is None:
        sentence = _(
            "There are no images in {folder}: put them into folders named 0 to 9 by what they show, and open the "
            "folder that holds those."
        )
        raise UserError(sentence.format(folder=path.name))
    digits = _digits(train, f"{path.name} ({train.name})", watch, scale)
    return Loaded(digits, _digits(test, f"{path.name} ({test.name})", watch, scale) if test else None)


def _inner(path: Path, beginning: str, watch: Watch) -> Path | None:
    """The folder inside whose name begins so, and which has folders of images."""
    inner = [path / name for name in _names(path, watch) if name.lower().startswith(beginning)][:MOST_INNER]
    return next(
        (child for child in inner if any(_images_in(child / str(digit), watch) for digit in range(CLASSES))), None
    )


def _names(folder: Path, watch: Watch) -> list[str]:
    """What is in a folder, sorted. Raises UserError if that is more than any set has."""
    names: list[str] = []
    with os.scandir(folder) as found:
        for entry in found:
            if len(names) % _OFTEN == 0:
                watch.check()
            names.append(entry.name)
            check_count(folder, len(names))
    return sorted(names)


def _images_in(path: Path, watch: Watch) -> list[str]:
    """The names of the images in the folder of one digit."""
    if not path.is_dir():
        return []
    return [name for name in _names(path, watch) if name.lower().endswith(ENDINGS)]


def _digits(path: Path, name: str, watch: Watch, scale: bool) -> Digits:
    classes = [_images_in(path / str(digit), watch) for digit in range(CLASSES)]
    labels = np.repeat(np.arange(CLASSES), [len(names) for names in classes])
    check_count(path, len(labels))
    check_memory(path, image_bytes(len(labels)))
    images = np.empty((len(labels), SIDE, SIDE), np.uint8)
    files = (path / str(digit) / name for digit, names in enumerate(classes) for name in names)
    for index, file in enumerate(files):
        watch.tell(index / len(labels))
        images[index] = _image(file, scale)
    return Digits(images, labels, name, str(path))


def _image(path: Path, scale: bool) -> np.ndarray:
    """(28, 28) uint8."""
    where = f"{path.parent.name}/{path.name}"
    try:
        data = read_file(path, limits.PICTURE_FILE, where)
        with Image.open(io.BytesIO(data), formats=[format_of(data, where)]) as image:
            _check_tiles(image, where)
            if max(image.size) > limits.PICTURE_SIDE:
                sentence = _("{file} is {width} x {height} pixels: too large for a digit.")
                raise UserError(sentence.format(file=where, width=image.width, height=image.height))
            if image.size == (SIDE, SIDE):
                return np.asarray(_grey(image))
            if scale:
                return scaled(_grey(image))
            width, height = image.size
    except FileNotFoundError:
        raise UserError(_("{file} vanished while the folder was read.").format(file=where)) from None
    except MemoryError:
        raise UserError(_("{file} needs more memory than there is.").format(file=where)) from None
    except (*_DAMAGED, OSError, Image.DecompressionBombError):
        raise UserError(_("{file} is not an image that can be read; it may be damaged.").format(file=where)) from None
    raise NotTheSize(
        _("{file} is {width} x {height} pixels, not {side} x {side}.").format(
            file=where, width=width, height=height, side=SIDE
        )
    )


def _check_tiles(image: Image.Image, where: str) -> None:
    """A TIFF may come in tiles, which are unpacked whole, however small the picture is."""
    tags = getattr(image, "tag_v2", {})
    for tag in (TIFF_TILE_WIDTH, TIFF_TILE_LENGTH):
        side = tags.get(tag, 0)
        if not isinstance(side, int) or side > limits.PICTURE_SIDE:
            sentence = _("{file} is damaged, or made to do harm: its tiles are far larger than a picture.")
            raise UserError(sentence.format(file=where))


def _grey(image: Image.Image) -> Image.Image:
    """0..255 in one channel; pictures of 16 bits lose the lower eight, which Pillow's own conversion would clip."""
    if image.mode.startswith("I"):
        return Image.fromarray((np.asarray(image).clip(0, 65535) // 257).astype(np.uint8))
    return image.convert("L")
