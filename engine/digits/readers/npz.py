"""NPZ as Keras ships MNIST: arrays x_train and y_train, and with them x_test and y_test; also as others call them."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator, Sequence
from contextlib import AbstractContextManager, ExitStack, contextmanager
from dataclasses import replace
from typing import IO, NamedTuple

from engine.digits.readers.common import Part, Watch, check_count, check_memory
from engine.digits.readers.file_names import partners, told_by
from engine.digits.readers.npy import Array, part_of, read_header
from engine.digits.readers.sources import DAMAGED_ZIP, LOCKED, PACKINGS, DiskFile, Source
from engine.errors import UserError
from engine.numbers import whole
from engine.reading import check_ratio
from engine.words import _, ngettext

SHOWN = 8  # arrays that a sentence names


class Pair(NamedTuple):
    images: Array
    labels: Array | None


def read(source: Source, others: Sequence[Source], watch: Watch) -> list[Part]:
    """The training images, then the test images if there are some. Pickled objects are refused, never unpickled."""
    with ExitStack() as stack:
        arrays, left = stack.enter_context(_arrays(source, watch))
        train, test = _pairs(arrays, ("train", "")), _pairs(arrays, ("test",)) or _pairs(arrays, ("val",))
        pairs = [*train[:1], *test[:1]] if arrays and not _are_numbered(arrays) else _by_shape(arrays)[:2]
        if not pairs:
            pairs = stack.enter_context(_pair_of_files(source, arrays, left, others, watch))
        check_memory(source.name, sum(array.memory for pair in pairs for array in pair if array))
        used = {array.name for pair in pairs for array in pair if array}
        unused = [name for name in [*(array.name for array in arrays), *left] if name not in used]
        parts = [_part(pair, source, len(pairs) > 1, watch) for pair in pairs]
        return [replace(parts[0], notes=(*parts[0].notes, *_unused(source.name, unused))), *parts[1:]]


@contextmanager
def _arrays(source: Source, watch: Watch) -> Iterator[tuple[list[Array], list[str]]]:
    """The arrays of which the names say that they are images or labels, and the names of the others."""
    try:
        with _archive(source, watch) as packed, zipfile.ZipFile(packed) as file:
            members = {name.removesuffix(".npy"): name for name in file.namelist() if name.endswith(".npy")}
            known = [name for name in members if told_by(name).role or _number_of(name) is not None]
            yield (
                [_array(file, members[name], name, source, watch) for name in known],
                [name for name in members if name not in known],
            )
    except DAMAGED_ZIP as error:
        damaged = _("{file} is damaged: {error}.") if str(error) else _("{file} is damaged: it ends too early.")
        raise UserError(damaged.format(file=source.name, error=error)) from None


def _archive(source: Source, watch: Watch) -> AbstractContextManager[IO[bytes]]:
    """What can be read from any place; a zip in a zip is unpacked for it."""
    if isinstance(source, DiskFile):
        return source.open(watch)
    check_memory(source.name, 2 * source.size)
    with source.open(watch) as file:
        return io.BytesIO(b"".join(iter(lambda: file.read(1 << 18), b"")))


def _array(file: zipfile.ZipFile, member: str, name: str, source: Source, watch: Watch) -> Array:
    info = file.getinfo(member)
    if info.compress_type not in PACKINGS:
        raise UserError(_("{file} is compressed in a way that numpy does not use.").format(file=source.name))
    if info.flag_bits & LOCKED:
        raise UserError(_("{file} is locked with a password: unlock it, and try again.").format(file=source.name))
    where = f"{source.name}, {name}"
    with file.open(info) as stream:
        shape, kind = read_header(stream, f"{source.name}, {member}")
    array = Array(name, where, shape, kind, lambda: file.open(info))
    check_count(source.name, array.count)
    check_ratio(f"{source.name} ({member})", min(info.compress_size, source.size), array.bytes)
    watch.check()
    return array


# Which belong together


def _number_of(name: str) -> int | None:
    """Of those that numpy has named itself: "arr_0"."""
    found = re.fullmatch(r"arr_(\d{1,3})", name)
    return int(found[1]) if found else None


def _are_numbered(arrays: list[Array]) -> bool:
    return all(_number_of(array.name) is not None for array in arrays)


def _pairs(arrays: list[Array], parts: tuple[str, ...]) -> list[Pair]:
    """Images and labels of a part, by what they are called: those first of which there are as many."""
    told = [(told_by(array.name), array) for array in arrays]
    images = [array for words, array in told if words.role == "images" and words.part in parts]
    labels = [array for words, array in told if words.role == "labels" and words.part in parts]
    pairs = [Pair(one, other) for one in images for other in labels]
    return sorted(pairs, key=lambda pair: pair.labels is None or pair.images.count != pair.labels.count)


def _by_shape(arrays: list[Array]) -> list[Pair]:
    """By their order: images are the large ones, and each has the first labels of which there are as many."""
    images = [array for array in arrays if array.may_be_images]
    labels = [array for array in arrays if array.may_be_labels and not array.may_be_images]
    pairs = []
    for one in images:
        fit = next((other for other in labels if other.count == one.count), None)
        if fit is not None:
            labels.remove(fit)
            pairs.append(Pair(one, fit))
    return pairs


@contextmanager
def _pair_of_files(
    source: Source, arrays: list[Array], left: list[str], others: Sequence[Source], watch: Watch
) -> Iterator[list[Pair]]:
    """Of one array, with that of the file beside that is named so; images can do without."""
    if len(arrays) != 1 or not (arrays[0].may_be_images or arrays[0].may_be_labels):
        raise UserError(_without_sets(source.name, [*(array.name for array in arrays), *left]))
    mine = arrays[0]
    for other in partners(source, others):
        if other.name.lower().endswith(".npz"):
            with _arrays(other, watch) as (theirs, _left):
                if len(theirs) == 1 and theirs[0].count == mine.count:
                    yield [Pair(mine, theirs[0]) if mine.may_be_images else Pair(theirs[0], mine)]
                    return
    if not mine.may_be_images:
        raise UserError(_without_sets(source.name, [mine.name, *left]))
    yield [Pair(mine, None)]


def _part(pair: Pair, source: Source, is_one_of_two: bool, watch: Watch) -> Part:
    name = f"{source.name} ({pair.images.name})" if is_one_of_two else source.name
    return part_of(pair.images, pair.labels, source.name, name, source.origin, watch)


# Sentences


def _unused(file: str, names: list[str]) -> tuple[str, ...]:
    if not names:
        return ()
    sentence = ngettext("Not used from {file}: the array {arrays}.", "Not used from {file}: the arrays {arrays}.",
                        len(names))  # fmt: skip
    return (sentence.format(file=file, arrays=_listed(names)),)


def _listed(names: list[str]) -> str:
    return ", ".join(f"“{name[:30]}”" for name in names[:SHOWN])


def _without_sets(file: str, names: list[str]) -> str:
    """``names``: of the arrays that it has instead."""
    if not names:
        return _(
            "{file} has no arrays x_train and y_train, as Keras's file of MNIST has; it has no arrays at all."
        ).format(file=file)
    arrays, others = _listed(names), len(names) - SHOWN
    if others <= 0:
        return _("{file} has no arrays x_train and y_train, as Keras's file of MNIST has; it has {arrays}.").format(
            file=file, arrays=arrays
        )
    return ngettext(
        "{file} has no arrays x_train and y_train, as Keras's file of MNIST has; it has {arrays} and {others} more.",
        "{file} has no arrays x_train and y_train, as Keras's file of MNIST has; it has {arrays} and {others} more.",
        others,
    ).format(file=file, arrays=arrays, others=whole(others))
