"""IDX, the original format of MNIST: big-endian numbers after a header that says how many, gzipped or not.

The format is described on Yann LeCun's page of MNIST: two bytes 0, a byte for the type (8: unsigned bytes), a byte for
the number of dimensions, their sizes as 32-bit numbers, then the data. QMNIST's labels are rows of eight numbers.
"""

from __future__ import annotations

import io
import math
from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from engine.digits.dataset import SIDE
from engine.digits.readers.common import Part, Watch, check_count, check_memory, check_pair, image_bytes, in_file
from engine.digits.readers.file_names import partners, told_by
from engine.digits.readers.fitting import fitted
from engine.digits.readers.npy import label_values
from engine.digits.readers.pixels import are_images, are_labels, as_bytes, as_pictures
from engine.digits.readers.sources import Source, opened
from engine.errors import UserError
from engine.numbers import whole
from engine.reading import check_ratio
from engine.words import _, ngettext

TYPES = {8: ">u1", 9: ">i1", 0x0B: ">i2", 0x0C: ">i4", 0x0D: ">f4", 0x0E: ">f8"}
_BLOCK = 1 << 20  # bytes from one report to the next
_CUT_OFF = _("{file} is cut off: it ends before its header says.")
_ALONE = _("{file} needs its images beside it: a file with “images” in its name where this one has “labels”.")


class Header(NamedTuple):
    source: Source
    shape: tuple[int, ...]
    kind: np.dtype

    @property
    def bytes(self) -> int:
        return math.prod(self.shape) * self.kind.itemsize

    @property
    def may_be_images(self) -> bool:
        return are_images(self.shape)


def read(source: Source, others: Sequence[Source], watch: Watch) -> Part:
    """Images and labels from a pair of files, of which ``source`` is either; images may be alone."""
    mine = header(source, watch)
    if not (mine.may_be_images or are_labels(mine.shape)):
        sentence = ngettext(
            "{file} holds {dimensions} dimension: images have 3, and labels 1.",
            "{file} holds {dimensions} dimensions: images have 3, and labels 1.",
            len(mine.shape),
        )
        raise UserError(sentence.format(file=source.name, dimensions=len(mine.shape)))
    partner = _partner(mine, others, watch)
    images, labels = (mine, partner) if mine.may_be_images else (partner, mine)
    if images is None:
        raise UserError(_ALONE.format(file=source.name))
    for part in (labels, images):
        if part is not None:
            _check_size(part)
    if labels is not None:
        _check_counts(images, labels)
    return _part(images, labels, watch)


def _part(images: Header, labels: Header | None, watch: Watch) -> Part:
    name = images.source.name
    check_count(name, images.shape[0])
    is_usual = images.kind.itemsize == 1 and images.shape[1:] == (SIDE, SIDE)
    check_memory(name, images.bytes + (0 if is_usual else image_bytes(images.shape[0])))
    found = None
    if labels is not None:
        found = label_values(_array(labels, watch.silent()), labels.source.name)
    pictures, notes = as_bytes(as_pictures(_array(images, watch), name), name, name, watch.check)
    pictures = fitted(pictures, name, watch)
    check_pair(name, pictures, found)
    return Part(pictures, found, name, images.source.origin, in_file(name), notes)


def _partner(mine: Header, others: Sequence[Source], watch: Watch) -> Header | None:
    """The other file of a pair, gzipped or not: train-images-idx3-ubyte has train-labels-idx1-ubyte.gz.

    Among those whose names allow it, the one that has as many; else the first, which is told to have not.
    """
    fit, first = None, None
    for other in partners(mine.source, others):
        try:
            theirs = header(other, watch)
        except UserError:
            if first is None and told_by(other.name).role:
                raise
            continue
        if mine.may_be_images != theirs.may_be_images and (theirs.may_be_images or are_labels(theirs.shape)):
            fit = fit or (theirs if theirs.shape[0] == mine.shape[0] else None)
            first = first or theirs
    return fit or first


def _check_counts(images: Header, labels: Header) -> None:
    if images.shape[0] != labels.shape[0]:
        sentence = ngettext(
            "{images_file} holds {images} image, but {labels_file} has {labels} labels: they do not belong together.",
            "{images_file} holds {images} images, but {labels_file} has {labels} labels: they do not belong together.",
            images.shape[0],
        )
        raise UserError(
            sentence.format(
                images_file=images.source.name,
                images=whole(images.shape[0]),
                labels_file=labels.source.name,
                labels=whole(labels.shape[0]),
            )
        )


def header(source: Source, watch: Watch) -> Header:
    """What a file says that it holds."""
    with opened(source, watch) as file:
        start = file.read(4)
        if len(start) < 4 or start[:2] != b"\0\0":
            raise UserError(_("{file} is not an IDX file: it does not begin as one.").format(file=source.name))
        if start[2] not in TYPES:
            sentence = _("{file} holds numbers of type {type}, which IDX files do not have.")
            raise UserError(sentence.format(file=source.name, type=start[2]))
        sizes = file.read(4 * start[3])
    if len(sizes) < 4 * start[3]:
        raise UserError(_CUT_OFF.format(file=source.name))
    return Header(source, tuple(int(size) for size in np.frombuffer(sizes, ">u4")), np.dtype(TYPES[start[2]]))


def _check_size(header: Header) -> None:
    check_memory(header.source.name, header.bytes)
    check_ratio(header.source.name, header.source.size, header.bytes)


def _array(header: Header, watch: Watch) -> np.ndarray:
    """The numbers of one file, in the machine's order."""
    with opened(header.source, watch) as file:
        file.read(4 * (1 + len(header.shape)))
        data = _bytes(file, header.bytes, header.source.name, watch)
    array = data.view(header.kind).reshape(header.shape)
    return array if header.kind.itemsize == 1 else array.astype(header.kind.newbyteorder("="))


def _bytes(file: io.BufferedReader, count: int, name: str, watch: Watch) -> np.ndarray:
    data, done = np.empty(count, np.uint8), 0
    while done < count:
        watch.tell(done / count)
        read = file.readinto(data[done : done + _BLOCK].data)
        if not read:
            raise EOFError
        done += read
    if file.read(1):  # also makes gzip check its sum
        raise UserError(_("{file} is longer than its header says.").format(file=name))
    return data
