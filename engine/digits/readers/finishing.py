"""From what was read to sets: labels become classes with names, and what looks wrong is said, with what can be done."""

from __future__ import annotations

import re
from pathlib import Path

import numpy as np

from engine.arrays import Whole
from engine.digits.dataset import CLASSES, DIGIT_NAMES, Digits
from engine.digits.readers import known, looks
from engine.digits.readers.classes import named
from engine.digits.readers.common import Images, Loaded, NoLabels, Part, Watch
from engine.digits.readers.known import Known
from engine.digits.readers.offers import Offer
from engine.digits.readers.sets import Held
from engine.numbers import whole
from engine.words import _, ngettext


def finished(held: Held, path: Path, watch: Watch) -> Loaded:
    """Raises NoLabels if there are none, UserError if they are no classes."""
    watch.check()
    first = held.parts[0]
    if first.labels is None:
        raise _without_labels(held, path)
    labelled = [part for part in held.parts if part.labels is not None]
    is_known, names_of = _known(held, path)
    names, labels = named(labelled, names_of)
    ten = _ten_as_zero(first, names, labels[0])
    if ten:
        names, labels = DIGIT_NAMES, [(own + 1) % CLASSES for own in labels]
    taken = is_known is not None and names == tuple(is_known.names[key] for key in sorted(is_known.names))
    title = is_known.title if is_known is not None and taken and names != DIGIT_NAMES else ""
    digits = [
        Digits(part.images, own, _called(part.name, title), part.origin, names)
        for part, own in zip(labelled, labels, strict=True)
    ]
    notes = (*ten, *_notes(held, is_known if taken and names != DIGIT_NAMES else None))
    offers = _offers(first, labels[0] if names == DIGIT_NAMES else None, is_known)
    rest = [Images(part.images, part.name, part.origin) for part in held.parts if part.labels is None]
    return Loaded(digits[0], digits[1] if len(digits) > 1 else None, notes, offers, rest[0] if rest else None)


def _ten_as_zero(part: Part, names: tuple[str, ...], labels: Whole) -> tuple[str, ...]:
    """A sentence where the label 10 stands for 0, as in what comes from MATLAB, which counts from 1."""
    if names != tuple(map(str, range(1, CLASSES + 1))) or not looks.are_digits(part.images, (labels + 1) % CLASSES):
        return ()
    return (_("The label 10 in {file} was taken for 0: its images look like that.").format(file=part.name),)


def _called(name: str, title: str) -> str:
    """The name of a set, with that of the known one that it is, unless it says so itself."""
    plain = [re.sub(r"[^a-z0-9]", "", words.lower()) for words in (title, name)]
    return name if plain[0] in plain[1] else f"{title} ({name})"


def _without_labels(held: Held, path: Path) -> NoLabels:
    part = held.parts[0]
    sentence = ngettext(
        "{file} holds {count} image and no labels: it can be judged, but nothing can be learned from it.",
        "{file} holds {count} images and no labels: they can be judged, but nothing can be learned from them.",
        len(part.images),
    ).format(file=part.name, count=whole(len(part.images)))
    is_known = known.by_name(held.source, path.absolute().parent.name)[0] if held.source else None
    images = Images(part.images, part.name, part.origin)
    return NoLabels(sentence, images, _notes(held, None), _offers(part, None, is_known))


def _known(held: Held, path: Path) -> tuple[Known | None, dict[int, str] | None]:
    """The set that this is, if it is a known one, and the names that its labels have, also by a mapping beside it."""
    images, labels = held.parts[0].images, held.parts[0].labels
    by_content = known.by_content(images)
    if held.source is None or labels is None or labels.dtype.kind == "U":
        return by_content, dict(by_content.names) if by_content else None
    folder = path.name if path.is_dir() else path.absolute().parent.name
    found, is_own = known.by_name(held.source, folder)
    if found is not None and not is_own and _are_mnists(images, labels):
        found = None
    found = found or by_content
    if found is None and held.mapping and (labels > 9).any():
        found = Known("EMNIST", held.mapping, transposed=True)
    if found is None:
        return None, None
    names = held.mapping if found.transposed and held.mapping else found.names
    return found, dict(names)


def _are_mnists(images: np.ndarray, labels: np.ndarray) -> bool:
    """Whether these are digits as MNIST has them, whatever the folder is called."""
    return bool(((labels >= 0) & (labels <= 9)).all()) and looks.lying(images, labels) == ""


def _notes(held: Held, is_known: Known | None) -> tuple[str, ...]:
    notes = [note for part in held.parts for note in part.notes]
    if is_known is not None:
        notes.append(known.note_of(is_known))
    for part in held.parts:
        notes += looks.notes_of(part.images, part.name)
    if held.note:
        notes.append(held.note)
    return tuple(dict.fromkeys(notes))


def _offers(part: Part, digit_labels: Whole | None, is_known: Known | None) -> tuple[Offer, ...]:
    transposed = is_known.title if is_known is not None and is_known.transposed else ""
    return looks.offers_of(part.images, digit_labels, transposed)
