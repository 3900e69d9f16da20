"""Pictures in folders: what each shows is told by the folder that it is in, by its name, or by a list beside them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import PurePath

import numpy as np

from engine.digits.dataset import DIGIT_NAMES, MOST_CLASSES, SIDE
from engine.digits.readers import pictures
from engine.digits.readers.classes import as_labels
from engine.digits.readers.common import NotTheSize, Part, Watch, check_count, check_memory, image_bytes
from engine.digits.readers.file_names import told_by
from engine.digits.readers.fitting import SAMPLES
from engine.digits.readers.kinds import is_text, kind_of
from engine.digits.readers.picture_list import listed_labels
from engine.digits.readers.sources import Source, start_of
from engine.errors import UserError
from engine.numbers import whole
from engine.picture_files import ENDINGS
from engine.words import _, ngettext

FEW = 0.1  # share of pictures that may lie beside the others without being among them
_SHOWN = 8  # folders that a sentence names, and files that are looked at
_PARTS = re.compile(r"(train|test|val|t10k)(ing|id|idation)?(set|data|images|imgs|sample|samples)?(?![a-z])")
"""How folders begin that are for one part; “trainers” and “valves” are classes."""
_UNREAD = (".heic", ".heif", ".avif", ".svg", ".pdf", ".psd", ".jp2", ".eps", ".dng", ".cr2", ".nef", ".pgm", ".ppm")
_PACKED = (".zip", ".tar", ".tgz", ".tar.gz", ".7z", ".rar", ".bz2", ".xz")


def is_picture(source: Source) -> bool:
    return source.name.lower().endswith(ENDINGS)


def read(sources: Sequence[Source], name: str, origin: str, watch: Watch) -> list[Part]:
    """The pictures for training, then those for testing if there are folders for both."""
    all_ = [source for source in sources if is_picture(source)]
    others = [source for source in sources if source.name.lower().endswith(_UNREAD)]
    groups = _by_part(all_)
    train = groups.get("train") or groups.get("") or groups.get("test") or groups.get("val") or []
    if not train:
        _check_others(sources, others, name, watch)
        sentence = _(
            "There are no images in {folder}: put them into folders named 0 to 9 by what they show, and open the "
            "folder that holds those."
        )
        raise UserError(sentence.format(folder=name))
    parts = [_part(train, sources, name, origin, watch)]
    tests = groups.get("test") or groups.get("val")
    if tests and tests is not train:
        parts.append(_part(tests, sources, name, origin, watch))
    used = {id(group) for group in (train, tests)}
    unused = [source for group in groups.values() if id(group) not in used for source in group]
    return [
        replace(parts[0], notes=(*parts[0].notes, *_unused(unused, _depth(train[0])), *_unread(others))),
        *parts[1:],
    ]


def _depth(source: Source) -> int:
    """How deep the folders for the parts are."""
    return next((place for place, folder in enumerate(source.folders) if _is_part(folder)), 0)


def _unused(sources: Sequence[Source], depth: int) -> tuple[str, ...]:
    """Pictures in folders beside those for training and testing."""
    if not sources:
        return ()
    folders = list(dict.fromkeys(source.inside[depth] for source in sources if len(source.inside) > depth))
    sentence = ngettext(
        "{count} image in other folders was not used: {folders}.",
        "{count} images in other folders were not used: {folders}.",
        len(sources),
    )
    names = ", ".join(f"“{folder[:30]}”" for folder in folders[:_SHOWN]) + ("…" if len(folders) > _SHOWN else "")
    return (sentence.format(count=whole(len(sources)), folders=names),)


def _unread(others: Sequence[Source]) -> tuple[str, ...]:
    """Pictures of kinds that are not decoded."""
    if not others:
        return ()
    sentence = ngettext(
        "{count} picture was left out, {file}: save it as PNG or JPEG.",
        "{count} pictures were left out, as {file}: save them as PNG or JPEG.",
        len(others),
    )
    return (sentence.format(count=whole(len(others)), file=others[0].where),)


def _check_others(sources: Sequence[Source], others: Sequence[Source], name: str, watch: Watch) -> None:
    """Raises UserError with what there is instead of images, if that is known."""
    if others:
        sentence = _(
            "The pictures in {folder} are of a kind that Inkling does not open ({file}): save them as PNG or JPEG."
        )
        raise UserError(sentence.format(folder=name, file=others[0].where))
    packed = [source for source in sources if source.name.lower().endswith(_PACKED)]
    if packed:
        sentence = _("{folder} holds no images, but other archives ({file}): unpack those, or open one of them.")
        raise UserError(sentence.format(folder=name, file=packed[0].where))
    for source in [source for source in sources if PurePath(source.name).suffix][:_SHOWN]:
        start = start_of(source, watch)
        if start and not is_text(start):
            kind_of(start, source.where)


def _by_part(sources: Sequence[Source]) -> dict[str, list[Source]]:
    """By the folders for training and testing, where there are some."""
    groups: dict[str, list[Source]] = {}
    for source in sources:
        groups.setdefault(_part_of(source), []).append(source)
    return groups if "train" in groups else {"": list(sources)} if sources else {}


def _part_of(source: Source) -> str:
    for folder in source.folders:
        found = _PARTS.match(folder.lower())
        if found:
            return "test" if found[1] == "t10k" else found[1]
    return ""


def _part_folder(source: Source) -> str:
    return next((folder for folder in source.folders if _is_part(folder)), "")


def _is_part(folder: str) -> bool:
    return _PARTS.match(folder.lower()) is not None


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
    parts = {_part_of(source) for source in sources}
    listed = listed_labels(sources, all_, parts.pop() if len(parts) == 1 else "", watch)
    if listed is not None:
        chosen = [source for source in sources if source in listed]
        return chosen, as_labels([listed[source] for source in chosen]), _left(len(sources) - len(chosen))
    if len(inside) >= (1 - FEW) * len(sources):
        chosen = [sources[place] for place in inside]
        texts = _of_folders([inner[place] for place in inside])
        if texts is not None:
            notes = (*_other_levels(texts, [inner[place] for place in inside]), *_left(len(sources) - len(chosen)))
            return chosen, as_labels(texts), notes
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
    """The names of the deepest folders that are as many as classes may be; those of digits go before others."""
    last = [folders[-1] for folders in inner]
    several = _levels(inner)
    if several:
        return next((level for level in several if set(level) <= set(DIGIT_NAMES)), several[0])
    digits = as_labels(last).dtype.kind == "i"
    return last if len(set(last)) > MOST_CLASSES or digits else None


def _levels(inner: Sequence[tuple[str, ...]]) -> list[list[str]]:
    """The names of folders, as deep as all are, that may be classes: the deepest first."""
    levels = [[folders[place] for folders in inner] for place in reversed(range(min(map(len, inner))))]
    last = [folders[-1] for folders in inner]
    return [level for level in (last, *levels) if 2 <= len(set(level)) <= MOST_CLASSES]


def _other_levels(taken: list[str], inner: Sequence[tuple[str, ...]]) -> tuple[str, ...]:
    """A sentence where other folders, above or below, may be the classes, too."""
    other = next((level for level in _levels(inner) if not _tell_alike(taken, level)), None)
    if other is None:
        return ()
    sentence = _("What the images show is taken from the folders {taken}, not from {other}.")
    return (sentence.format(taken=_listed(taken), other=_listed(other)),)


def _tell_alike(one: list[str], other: list[str]) -> bool:
    """Whether each folder of one level goes with one of the other, as “7” and “train_7” do."""
    return len(set(zip(one, other, strict=True))) == max(len(set(one)), len(set(other)))


def _listed(names: Sequence[str]) -> str:
    different = sorted(set(names))
    return ", ".join(f"“{name[:30]}”" for name in different[:3]) + ("…" if len(different) > 3 else "")


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
