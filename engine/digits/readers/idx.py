"""IDX, the original format of MNIST: big-endian numbers after a header that says how many, gzipped or not.

The format is described on Yann LeCun's page of MNIST: two bytes 0, a byte for the type (8: unsigned bytes), a byte for
the number of dimensions, their sizes as 32-bit numbers, then the data.
"""

from __future__ import annotations

import gzip
import io
import math
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import numpy as np

from engine import limits
from engine.digits.dataset import SIDE
from engine.digits.readers.common import Loaded, Watch, check_count, check_memory, checked, fitted, image_bytes
from engine.errors import UserError
from engine.numbers import whole
from engine.reading import check_ratio, open_file
from engine.words import _, ngettext

_BLOCK = 1 << 20  # bytes from one report to the next
_PAIRS = (("images", "labels"), ("idx3", "idx1"))
_SUFFIX = ".gz"
_ALONE_IMAGES = _("{file} needs its labels beside it: a file with “labels” in its name where this one has “images”.")
_ALONE_LABELS = _("{file} needs its images beside it: a file with “images” in its name where this one has “labels”.")


def read(path: Path, watch: Watch, scale: bool = False) -> Loaded:
    """Images and labels from a pair of files, of which ``path`` is either."""
    images_path, labels_path = _pair(path, watch)
    labels_shape, shape = _shape(labels_path, 1, watch), _shape(images_path, 3, watch)
    if shape[0] != labels_shape[0]:
        sentence = ngettext(
            "{images_file} holds {images} image, but {labels_file} has {labels} labels: they do not belong together.",
            "{images_file} holds {images} images, but {labels_file} has {labels} labels: they do not belong together.",
            shape[0],
        )
        raise UserError(
            sentence.format(
                images_file=images_path.name,
                images=whole(shape[0]),
                labels_file=labels_path.name,
                labels=whole(labels_shape[0]),
            )
        )
    check_count(images_path, shape[0])
    if shape[1:] != (SIDE, SIDE):
        check_memory(images_path, math.prod(shape) + image_bytes(shape[0]))
    labels, images = _array(labels_path, labels_shape, Watch(None, watch.cancelled)), _array(images_path, shape, watch)
    return Loaded(checked(images_path, fitted(images, images_path.name, scale, watch), labels))


def _pair(path: Path, watch: Watch) -> tuple[Path, Path]:
    """The file of images and the file of labels, whichever of them ``path`` is."""
    dimensions = _dimensions(path, watch)
    forth = dimensions == 3
    partner = _partner(path, forth)
    if dimensions not in (1, 3):
        sentence = ngettext(
            "{file} holds {dimensions} dimension: images have 3, and labels 1.",
            "{file} holds {dimensions} dimensions: images have 3, and labels 1.",
            dimensions,
        )
        raise UserError(sentence.format(file=path.name, dimensions=dimensions))
    if partner is None:
        raise UserError((_ALONE_IMAGES if forth else _ALONE_LABELS).format(file=path.name))
    return (path, partner) if forth else (partner, path)


def _partner(path: Path, forth: bool) -> Path | None:
    """The other file of a pair, gzipped or not: train-images-idx3-ubyte has train-labels-idx1-ubyte.gz."""
    name = path.name.removesuffix(_SUFFIX)
    for images, labels in _PAIRS:
        old, new = (images, labels) if forth else (labels, images)
        name = name.replace(old, new)
    for other in (path.with_name(name), path.with_name(name + _SUFFIX)):
        if name != path.name.removesuffix(_SUFFIX) and other.is_file():
            return other
    return None


@contextmanager
def _open(path: Path, watch: Watch) -> Iterator[io.BufferedIOBase]:
    """What is in a file, gzipped or not. Raises UserError for one that is cut off or damaged."""
    try:
        with open_file(path, limits.DIGITS_FILE, watch.check) as file:
            if file.peek(2)[:2] == b"\x1f\x8b":
                with gzip.GzipFile(fileobj=file) as unpacked:
                    yield unpacked
            else:
                yield file
    except EOFError:
        raise UserError(_("{file} is cut off: it ends before its header says.").format(file=path.name)) from None
    except (zlib.error, gzip.BadGzipFile) as error:
        raise UserError(_("{file} is damaged: {error}.").format(file=path.name, error=error)) from None


def _dimensions(path: Path, watch: Watch) -> int:
    with _open(path, watch) as file:
        start = file.read(4)
    if len(start) < 4 or start[:2] != b"\0\0":
        raise UserError(_("{file} is not an IDX file: it does not begin as one.").format(file=path.name))
    if start[2] != 8:
        raise UserError(
            _("{file} holds numbers of type {type}: only IDX files of bytes (type 8) can be read.").format(
                file=path.name, type=start[2]
            )
        )
    return start[3]


def _shape(path: Path, dimensions: int, watch: Watch) -> tuple[int, ...]:
    """What the header says, if the file can hold so much."""
    found = _dimensions(path, watch)
    if found != dimensions:
        sentence = ngettext(
            "{file} holds {found} dimension, not {needed}.", "{file} holds {found} dimensions, not {needed}.", found
        )
        raise UserError(sentence.format(file=path.name, found=found, needed=dimensions))
    with _open(path, watch) as file:
        file.read(4)
        header = file.read(4 * dimensions)
    if len(header) < 4 * dimensions:
        raise UserError(_("{file} is cut off: it ends before its header says.").format(file=path.name))
    shape = tuple(int(size) for size in np.frombuffer(header, ">u4"))
    check_memory(path, math.prod(shape))
    check_ratio(path.name, path.stat().st_size, math.prod(shape))
    return shape


def _array(path: Path, shape: tuple[int, ...], watch: Watch) -> np.ndarray:
    """The numbers of one file, uint8."""
    with _open(path, watch) as file:
        file.read(4 * (1 + len(shape)))
        return _bytes(file, math.prod(shape), path, watch).reshape(shape)


def _bytes(file: io.BufferedIOBase, count: int, path: Path, watch: Watch) -> np.ndarray:
    data, done = np.empty(count, np.uint8), 0
    while done < count:
        watch.tell(done / count)
        read = file.readinto(data[done : done + _BLOCK].data)
        if not read:
            raise EOFError
        done += read
    if file.read(1):  # also makes gzip check its sum
        raise UserError(_("{file} is longer than its header says.").format(file=path.name))
    return data
