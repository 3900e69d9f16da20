"""Arrays of numpy's, in files of their own or in an NPZ: what is in one is known before any of it is read."""

from __future__ import annotations

import math
import tokenize
from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from typing import IO, cast

import numpy as np
from numpy.lib import format as npy

from engine.digits.dataset import PIXELS, SIDE
from engine.digits.readers.classes import as_labels
from engine.digits.readers.common import Part, Watch, check_count, check_memory, check_pair, image_bytes, in_file
from engine.digits.readers.file_names import partners
from engine.digits.readers.fitting import fitted
from engine.digits.readers.pixels import are_images, are_labels, as_bytes, as_pictures
from engine.digits.readers.sources import Source, opened
from engine.errors import UserError
from engine.numbers import whole
from engine.reading import PIECE
from engine.words import _

DAMAGED = (ValueError, TypeError, SyntaxError, LookupError, RecursionError, tokenize.TokenError)
"""What numpy raises for a header that it cannot read."""
LONGEST_TEXT = 200  # bytes of a label


@dataclass(frozen=True)
class Array:
    """An array that has not been read. ``where``: its name for sentences. ``open``: its file. ``packed``: bytes."""

    name: str
    where: str
    shape: tuple[int, ...]
    kind: np.dtype
    open: Callable[[], AbstractContextManager[IO[bytes]]]

    @property
    def count(self) -> int:
        return self.shape[0] if self.shape else 0

    @property
    def bytes(self) -> int:
        return math.prod(self.shape) * self.kind.itemsize

    @property
    def memory(self) -> int:
        """Bytes that it takes until it is part of a set."""
        return self.bytes + (0 if self.kind == np.uint8 else image_bytes(self.count))

    @property
    def may_be_images(self) -> bool:
        return are_images(self.shape) and self.kind.kind in "uifb"

    @property
    def may_be_labels(self) -> bool:
        return are_labels(self.shape)


def read(source: Source, others: Sequence[Source], watch: Watch) -> Part:
    """Images or labels, of which the others are in the file beside that is named so."""
    mine, theirs = header(source, watch), None
    for other in partners(source, others):
        theirs = _header_of_partner(other, watch)
        if theirs is not None and theirs.count == mine.count and _are_pair(mine, theirs):
            break
        theirs = None
    if theirs is not None and mine.may_be_labels and not mine.may_be_images:
        mine, theirs = theirs, mine
    elif theirs is None and not mine.may_be_images:
        _check_alone(mine)
        sentence = _(
            "{file} needs its images beside it: a file named as it is, with “images” or “x” for “labels” or “y”."
        )
        raise UserError(sentence.format(file=source.name))
    return part_of(mine, theirs, source.name, mine.where, source.origin, watch)


def _check_alone(array: Array) -> None:
    """Raises UserError for what is neither images nor labels."""
    if len(array.shape) == 2 and array.shape[1] == PIXELS + 1:
        sentence = _(
            "{array}: its shape is {shape}: save the labels and the pixels as two arrays, or all of it as CSV."
        )
        raise UserError(sentence.format(array=array.where, shape=array.shape))
    if not array.may_be_labels or array.shape == (SIDE, SIDE):
        sentence = _("{array}: its shape is {shape}, not (images, {side}, {side}).")
        raise UserError(sentence.format(array=array.where, shape=array.shape, side=SIDE))


def _are_pair(one: Array, other: Array) -> bool:
    return (one.may_be_images and other.may_be_labels) or (one.may_be_labels and other.may_be_images)


def _header_of_partner(source: Source, watch: Watch) -> Array | None:
    try:
        return header(source, watch)
    except UserError:
        return None


def header(source: Source, watch: Watch) -> Array:
    with opened(source, watch) as stream:
        shape, kind = read_header(stream, source.name)
    return Array(source.name, source.name, shape, kind, lambda: opened(source, watch.silent()))


def read_header(stream: IO[bytes], where: str) -> tuple[tuple[int, ...], np.dtype]:
    """Shape and type of an array, before any of it is read."""
    stream = Paced(stream, where, 0, None).as_stream()
    try:
        version = npy.read_magic(stream)
        reader = npy.read_array_header_1_0 if version == (1, 0) else npy.read_array_header_2_0
        shape, _order, kind = reader(stream)
    except DAMAGED as error:
        raise UserError(_("{array}: this is not an array of numpy's.").format(array=where)) from error
    if kind.hasobject:
        sentence = _(
            "{array}: holds pickled objects, which could run any program and are never opened. Save it as an array of "
            "numbers."
        )
        raise UserError(sentence.format(array=where))
    if any(not 0 <= size < 2**63 for size in shape):
        raise UserError(_("{array}: its shape is one that no array has.").format(array=where))
    is_text = kind.kind in "US" and len(shape) <= 2 and kind.itemsize <= 4 * LONGEST_TEXT
    if kind.kind not in "uifb" and not is_text:
        raise UserError(_("{array}: holds “{kind}” of shape {shape}, not numbers.").format(
            array=where, kind=kind, shape=shape))  # fmt: skip
    return shape, kind


class Paced:
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


def values(array: Array, watch: Watch) -> np.ndarray:
    with array.open() as stream:
        try:
            found = npy.read_array(Paced(stream, array.where, array.bytes, watch).as_stream(), allow_pickle=False)
        except DAMAGED as error:
            raise UserError(_("{array}: is cut off or damaged.").format(array=array.where)) from error
        if stream.read(1):
            raise UserError(_("{array}: is longer than its header says.").format(array=array.where))
    return found


def part_of(images: Array, labels: Array | None, file: str, name: str, origin: str, watch: Watch) -> Part:
    """``file``: for sentences about all of it. ``name``: of the set."""
    for array in (images, labels):
        if array is not None:
            check_count(array.where, array.count)
    _check_axes(images, labels)
    check_memory(file, images.memory + (labels.memory if labels else 0))
    found = None if labels is None else label_values(values(labels, watch), labels.where)
    pictures, notes = as_bytes(as_pictures(values(images, watch), images.where), file, images.where, watch.check)
    pictures = fitted(pictures, images.where, watch)
    check_pair(name, pictures, found)
    return Part(pictures, found, name, origin, in_file(labels.where if labels else name), notes)


def _check_axes(images: Array, labels: Array | None) -> None:
    """Refuses images along the last axis, where MATLAB has them."""
    last = images.shape[-1] if images.shape else 0
    count = images.count if labels is None else math.prod(labels.shape)
    is_told = labels is not None and images.count != count == last
    if is_told or (labels is None and images.shape[:2] == (SIDE, SIDE) and images.shape[2:] != (SIDE,)):
        sentence = _(
            "{array}: its shape is {shape}, with the images along the last axis, as MATLAB has them: put that first, "
            "with numpy's moveaxis."
        )
        raise UserError(sentence.format(array=images.where, shape=images.shape))


def label_values(labels: np.ndarray, where: str) -> np.ndarray:
    """(N,) whole numbers or texts; of one-hot rows, which is the one."""
    if labels.dtype.kind in "US":
        texts = labels.reshape(len(labels), math.prod(labels.shape[1:]))  # −1 would not do for no labels
        if texts.shape[1] != 1:
            raise UserError(_wrong_shape(where, labels.shape))
        plain = texts[:, 0] if labels.dtype.kind == "U" else np.char.decode(texts[:, 0], "utf-8", "replace")
        return as_labels([str(text) for text in plain])
    if labels.ndim == 2 and labels.shape[1] == 1:
        labels = labels[:, 0]
    if labels.ndim == 2 and labels.shape[1] >= 2:
        return _from_one_hot(labels, where)
    if labels.ndim != 1:
        raise UserError(_wrong_shape(where, labels.shape))
    bad = np.flatnonzero(~(np.isfinite(labels) & (labels == np.rint(labels)) & (np.abs(labels) < 2**53)))
    if len(bad):
        sentence = _(
            "{array}, label {place} is {label}, not a whole number, as the digits 0 to 9 are. It is not a digit."
        )
        raise UserError(sentence.format(array=where, place=whole(bad[0] + 1), label=labels[bad[0]]))
    return labels.astype(np.int64)


def _wrong_shape(where: str, shape: tuple[int, ...]) -> str:
    return _("{array}: its shape is {shape}, not (images,).").format(array=where, shape=shape)


def _from_one_hot(labels: np.ndarray, where: str) -> np.ndarray:
    """QMNIST's rows of eight have the class first."""
    ones = (labels == 1).sum(axis=1) == 1
    if bool((ones & ((labels == 0).sum(axis=1) == labels.shape[1] - 1)).all()):
        places: np.ndarray = labels.argmax(axis=1)
        return places.astype(np.int64)
    if labels.shape[1] == 8 and labels.dtype.kind in "ui":
        return labels[:, 0].astype(np.int64)
    wrong = int(np.flatnonzero(~ones)[0]) if not ones.all() else 0
    sentence = _("{array}: its shape is {shape}, but row {row} is not of zeros and one 1, as it would be for labels.")
    raise UserError(sentence.format(array=where, shape=labels.shape, row=whole(wrong + 1)))
