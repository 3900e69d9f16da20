"""Pictures in folders: what each shows is told by the folder that it is in, by its name, or by a list beside them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Sequence
from pathlib import PurePath

import numpy as np

from engine.digits.dataset import MOST_CLASSES, SIDE
from engine.digits.readers import pictures
from engine.digits.readers.classes import as_labels
from engine.digits.readers.common import NotTheSize, Part, Watch, check_count, check_memory, image_bytes
from engine.digits.readers.file_names import told_by
from engine.digits.readers.fitting import SAMPLES
from engine.digits.readers.picture_list import listed_labels
from engine.digits.readers.sources import Source
from engine.errors import UserError
from engine.numbers import whole
from engine.picture_files import ENDINGS
from engine.words import _, ngettext

FEW = 0.1  # share of pictures that may lie beside the others without being among them
_BEGINNINGS = {"train": "train", "test": "test", "val": "val", "t10k": "test"}


def is_picture(source: Source) -> bool:
    return source.name.lower().endswith(ENDINGS)


def read(sources: Sequence[Source], name: str, origin: str, watch: Watch) -> list[Part]:
    """The pictures for training, then those for testing if there are folders for both."""
    all_ = [source for source in sources if is_picture(source)]
    groups = _by_part(all_)
    train = groups.get("train") or groups.get("") or groups.get("test") or groups.get("val") or []
    if not train:
        sentence = _(
            "There are no images in {folder}: put them into folders named 0 to 9 by what they show, and open the "
            "folder that holds those."
        )
        raise UserError(sentence.format(folder=name))
    parts = [_part(train, sources, name, origin, watch)]
    tests = groups.get("test") or groups.get("val")
    if tests and tests is not train:
        parts.append(_part(tests, sources, name, origin, watch))
    return parts


def _by_part(sources: Sequence[Source]) -> dict[str, list[Source]]:
    """By the folders for training and testing, where there are some."""
    groups: dict[str, list[Source]] = {}
    for source in sources:
        groups.setdefault(_part_of(source), []).append(source)
    return groups if "train" in groups else {"": list(sources)} if sources else {}


def _part_of(source: Source) -> str:
    for folder in source.folders:
        for beginning, part in _BEGINNINGS.items():
            if folder.lower().startswith(beginning):
                return part
    return ""


def _part_folder(source: Source) -> str:
    return next((folder for folder in source.folders if _is_part(folder)), "")


def _is_part(folder: str) -> bool:
    return folder.lower().startswith(tuple(_BEGINNINGS))


def _part(sources: Sequence[Source], all_: Sequence[Source], name: str, origin: str, watch: Watch) -> Part:
    check_count(name, len(sources))
    chosen, labels, notes = _labelled(sources, all_, watch)
    check_memory(name, image_bytes(len(chosen)))
    images = np.empty((len(chosen), SIDE, SIDE), np.uint8)
    for index, source in enumerate(chosen):
        watch.tell(index / len(chosen))
        try:
            images[index] = pictures.read(source, watch)
        except NotTheSize as error:
            samples = [chosen[place] for place in np.linspace(index, len(chosen) - 1, SAMPLES).astype(int)]
            raise NotTheSize(str(error), tuple(pictures.grey(one, watch) for one in dict.fromkeys(samples))) from None
    folder = _part_folder(chosen[0])
    inner = f"{origin}/{folder}" if folder and len(chosen[0].inside) > 2 and chosen[0].inside[0] == folder else origin
    where: Callable[[int], str] = lambda index: chosen[index].where  # noqa: E731
    return Part(images, labels, f"{name} ({folder})" if folder else name, inner, where, notes)


# What they show

Labelled = tuple[list[Source], np.ndarray | None, tuple[str, ...]]


def _labelled(sources: Sequence[Source], all_: Sequence[Source], watch: Watch) -> Labelled:
    """Those whose labels are known, the labels, and what is to be said about it."""
    inner = [tuple(folder for folder in source.folders if not _is_part(folder)) for source in sources]
    inside = [place for place, folders in enumerate(inner) if folders]
    listed = listed_labels(sources, all_, watch)
    if listed is not None:
        chosen = [source for source in sources if source in listed]
        return chosen, as_labels([listed[source] for source in chosen]), _left(len(sources) - len(chosen))
    if len(inside) >= (1 - FEW) * len(sources):
        chosen = [sources[place] for place in inside]
        texts = _of_folders([inner[place] for place in inside])
        if texts is not None:
            return chosen, as_labels(texts), _left(len(sources) - len(chosen))
    texts = _of_names([PurePath(source.name).stem for source in sources])
    if texts is None:
        return list(sources), None, ()
    note = _("What the images show is taken from their names: “{label}” from {file}.")
    return list(sources), as_labels(texts), (note.format(label=texts[0], file=sources[0].name),)


def _left(count: int) -> tuple[str, ...]:
    if not count:
        return ()
    sentence = ngettext(
        "{count} image was left out: nothing says what it shows.",
        "{count} images were left out: nothing says what they show.",
        count,
    )
    return (sentence.format(count=whole(count)),)


def _of_folders(inner: Sequence[tuple[str, ...]]) -> list[str] | None:
    """The names of the deepest folders that are as many as classes may be."""
    depth = min(map(len, inner))
    levels = [[folders[place] for folders in inner] for place in range(depth)]
    last = [folders[-1] for folders in inner]
    several = [level for level in (last, *reversed(levels)) if 2 <= len(set(level)) <= MOST_CLASSES]
    if several:
        return several[0]
    digits = as_labels(last).dtype.kind == "i"
    return last if len(set(last)) > MOST_CLASSES or digits else None


def _of_names(stems: Sequence[str]) -> list[str] | None:
    """The part of each name that tells classes: the same few again and again, where other parts count."""
    split = [[word for word in re.split(r"[\W_]+|(?<=[A-Za-z])(?=\d)|(?<=\d)(?=[A-Za-z])", stem) if word]
             for stem in stems]  # fmt: skip
    if len({len(words) for words in split}) != 1 or not split[0]:
        return None
    columns = list(zip(*split, strict=True))
    fit = [place for place, column in enumerate(columns) if _tell_classes(column)]
    behind_word = [place for place in fit if place and columns[place - 1][0].lower() in ("label", "class", "digit")]
    chosen = behind_word if len(behind_word) == 1 else fit
    return list(columns[chosen[0]]) if len(chosen) == 1 else None


def _tell_classes(column: Sequence[str]) -> bool:
    counts = Counter(column)
    if any(told_by(word).part for word in counts):
        return False
    return 2 <= len(counts) <= MOST_CLASSES and (len(column) >= 2 * len(counts) or len(column) == len(counts) <= 10)
