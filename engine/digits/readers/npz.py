"""NPZ as Keras ships MNIST: arrays x_train and y_train, and with them x_test and y_test."""

from __future__ import annotations

import math
import tokenize
import zipfile
import zlib
from pathlib import Path
from typing import IO, cast

import numpy as np
from numpy.lib import format as npy

from engine import limits
from engine.digits.dataset import PIXELS, SIDE, Digits
from engine.digits.readers.common import Loaded, Watch, check_count, check_memory, checked, fitted, image_bytes
from engine.errors import UserError
from engine.numbers import whole
from engine.reading import PIECE, check_ratio, open_file
from engine.words import _, ngettext

NAMES = (("x_train", "y_train"), ("images", "labels"), ("x", "y"))
TEST_NAMES = (("x_test", "y_test"), ("test_images", "test_labels"))
_DAMAGED = (ValueError, TypeError, SyntaxError, LookupError, RecursionError, tokenize.TokenError)
"""What numpy raises for a header that it cannot read."""
LOCKED = 1  # the bit of a password
SHOWN = 8  # arrays that a sentence names
_BLOCK = 1_000  # images
_ZIPPED = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)


def read(path: Path, watch: Watch, scale: bool = False) -> Loaded:
    """The training images, with the test images as their test set. Pickled objects are refused, never unpickled."""
    try:
        with open_file(path, limits.DIGITS_FILE, watch.check) as packed, zipfile.ZipFile(packed) as file:
            return _read(file, path, watch, scale)
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, UnicodeDecodeError) as error:
        damaged = _("{file} is damaged: {error}.") if str(error) else _("{file} is damaged: it ends too early.")
        raise UserError(damaged.format(file=path.name, error=error)) from None


def _read(file: zipfile.ZipFile, path: Path, watch: Watch, scale: bool) -> Loaded:
    members = {name.removesuffix(".npy"): name for name in file.namelist() if name.endswith(".npy")}
    train, test = _first(NAMES, members), _first(TEST_NAMES, members)
    if train is None and test is None:
        raise UserError(_without_sets(path.name, list(members)))
    both = [names for names in (train, test) if names]
    check_memory(path, sum(_size(file, members[name], path) for names in both for name in names))
    sets = [_set(file, path, members, names, watch, scale, len(both) > 1) for names in both]
    notes = [note for _digits, note in sets if note]
    return Loaded(sets[0][0], sets[1][0] if len(sets) > 1 else None, notes[0] if notes else "")


def _first(names: tuple[tuple[str, str], ...], members: dict[str, str]) -> tuple[str, str] | None:
    return next(((images, labels) for images, labels in names if images in members and labels in members), None)


def _without_sets(file: str, names: list[str]) -> str:
    """``names``: of the arrays that it has instead."""
    if not names:
        return _(
            "{file} has no arrays x_train and y_train, as Keras's file of MNIST has; it has no arrays at all."
        ).format(file=file)
    arrays, others = ", ".join(f"“{name[:30]}”" for name in names[:SHOWN]), len(names) - SHOWN
    if others <= 0:
        return _("{file} has no arrays x_train and y_train, as Keras's file of MNIST has; it has {arrays}.").format(
            file=file, arrays=arrays
        )
    return ngettext(
        "{file} has no arrays x_train and y_train, as Keras's file of MNIST has; it has {arrays} and {others} more.",
        "{file} has no arrays x_train and y_train, as Keras's file of MNIST has; it has {arrays} and {others} more.",
        others,
    ).format(file=file, arrays=arrays, others=whole(others))


def _set(
    file: zipfile.ZipFile,
    path: Path,
    members: dict[str, str],
    names: tuple[str, str],
    watch: Watch,
    scale: bool,
    named: bool,
) -> tuple[Digits, str]:
    images, labels = (_array(file, members[name], path, watch) for name in names)
    images, note = _as_bytes(_as_pictures(images, names[0], path), names[0], path)
    what = f" ({names[0]})" if named else ""
    images = fitted(images, f"{path.name} ({names[0]})", scale, watch)
    return checked(path, images, _as_labels(labels, names[1], path), what), note


def _header(stream: IO[bytes], name: str, path: Path) -> tuple[tuple[int, ...], np.dtype]:
    """Shape and type of an array, before any of it is read."""
    try:
        version = npy.read_magic(stream)
        reader = npy.read_array_header_1_0 if version == (1, 0) else npy.read_array_header_2_0
        shape, _order, kind = reader(stream)
    except _DAMAGED as error:
        message = _("{file}, {array}: this is not an array of numpy's.").format(file=path.name, array=name)
        raise UserError(message) from error
    if kind.hasobject:
        sentence = _(
            "{file}, {array}: holds pickled objects, which could run any program and are never opened. Save it as an "
            "array of numbers."
        )
        raise UserError(sentence.format(file=path.name, array=name))
    if any(not 0 <= size < 2**63 for size in shape):
        raise UserError(_("{file}, {array}: its shape is one that no array has.").format(file=path.name, array=name))
    if kind.kind not in "uifb":
        raise UserError(
            _("{file}, {array}: holds “{kind}” of shape {shape}, not numbers.").format(
                file=path.name, array=name, kind=kind, shape=shape
            )
        )
    return shape, kind


def _size(file: zipfile.ZipFile, member: str, path: Path) -> int:
    """Bytes of memory that an array takes until it is part of a set."""
    info = file.getinfo(member)
    if info.compress_type not in _ZIPPED:
        raise UserError(_("{file} is compressed in a way that numpy does not use.").format(file=path.name))
    if info.flag_bits & LOCKED:
        raise UserError(_("{file} is locked with a password: unlock it, and try again.").format(file=path.name))
    with file.open(info) as stream:
        shape, kind = _header(_Watched(stream, f"{path.name}, {member}", 0, None).as_stream(), member, path)
    size = math.prod(shape) * kind.itemsize
    check_count(path, shape[0] if shape else 0)
    check_ratio(f"{path.name} ({member})", min(info.compress_size, path.stat().st_size), size)
    return size + (0 if kind == np.uint8 else image_bytes(shape[0] if shape else 0))


class _Watched:
    """A stream that reports how far it has been read, and gives no large piece, as a header that lies asks for."""

    def __init__(self, stream: IO[bytes], name: str, size: int, watch: Watch | None) -> None:
        self._stream, self._name, self._size, self._watch, self._done = stream, name, max(1, size), watch, 0

    def as_stream(self) -> IO[bytes]:
        """For numpy, which calls nothing but ``read``."""
        return cast(IO[bytes], self)

    def read(self, count: int = -1) -> bytes:
        if not 0 <= count <= PIECE:
            sentence = _("{array}: this is not an array of numpy's, for its header is too large.")
            raise UserError(sentence.format(array=self._name))
        data = self._stream.read(count)
        self._done += len(data)
        if self._watch is not None:
            self._watch.tell(self._done / self._size)
        return data


def _array(file: zipfile.ZipFile, member: str, path: Path, watch: Watch) -> np.ndarray:
    info = file.getinfo(member)
    with file.open(info) as stream:
        try:
            watched = _Watched(stream, f"{path.name}, {member}", info.file_size, watch)
            return npy.read_array(watched.as_stream(), allow_pickle=False)
        except _DAMAGED as error:
            message = _("{file}, {array}: is cut off or damaged.").format(file=path.name, array=member)
            raise UserError(message) from error


def _as_pictures(images: np.ndarray, name: str, path: Path) -> np.ndarray:
    """(N, height, width), also from vectors of 784 and from pictures with one channel."""
    if images.ndim == 2 and images.shape[1] == PIXELS:
        return images.reshape(-1, SIDE, SIDE)
    if images.ndim == 4 and images.shape[3] == 1:
        return images[..., 0]
    if images.ndim != 3:
        raise UserError(
            _("{file}, array {array}: its shape is {shape}, not (images, {side}, {side}).").format(
                file=path.name, array=name, shape=images.shape, side=SIDE
            )
        )
    return images


def _as_bytes(images: np.ndarray, name: str, path: Path) -> tuple[np.ndarray, str]:
    """uint8, 0..255, and a sentence if they were something else: fractions 0..1 are taken times 255."""
    if images.dtype == np.uint8 or not images.size:
        return images.astype(np.uint8, copy=False), ""
    fractions = images.dtype.kind in "fb" and images.min() >= 0 and images.max() <= 1
    result = np.empty(images.shape, np.uint8)
    for start in range(0, len(images), _BLOCK):  # by and by: all at once would take several times the memory
        part = images[start : start + _BLOCK]
        values = np.rint(part.astype(np.float32) * 255) if fractions else part
        _check_pixels(values, start, name, path)
        result[start : start + _BLOCK] = values
    return result, _("The pixels in {file} were 0 to 1: times 255 now.").format(file=path.name) if fractions else ""


def _check_pixels(values: np.ndarray, start: int, name: str, path: Path) -> None:
    """``start``: the number of the first of these images."""
    bad = np.flatnonzero(~((values >= 0) & (values <= 255) & (values == np.rint(values))).reshape(-1))
    if len(bad):
        image, row, column = (int(place) for place in np.unravel_index(bad[0], values.shape))
        sentence = _(
            "{file}, array {array}, image {image}, row {row}, column {column}: the pixel is {pixel}, not a whole "
            "number 0 to 255."
        )
        raise UserError(
            sentence.format(
                file=path.name,
                array=name,
                image=whole(start + image + 1),
                row=row,
                column=column,
                pixel=values[image, row, column],
            )
        )


def _as_labels(labels: np.ndarray, name: str, path: Path) -> np.ndarray:
    """(N,) whole numbers."""
    if labels.ndim == 2 and labels.shape[1] == 1:
        labels = labels[:, 0]
    if labels.ndim != 1:
        raise UserError(
            _("{file}, array {array}: its shape is {shape}, not (images,).").format(
                file=path.name, array=name, shape=labels.shape
            )
        )
    if labels.dtype.kind == "f":
        bad = np.flatnonzero(~(np.isfinite(labels) & (labels == np.rint(labels))))
        if len(bad):
            raise UserError(
                _("{file}, array {array}, label {place} is {label}, not a digit 0 to 9.").format(
                    file=path.name, array=name, place=whole(bad[0] + 1), label=labels[bad[0]]
                )
            )
    return labels
