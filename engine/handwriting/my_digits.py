"""The digits that a person has drawn and labelled, or drawings of other classes: kept in a file, and with others'."""

from __future__ import annotations

import csv as tables
import io
import logging
import os
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import numpy as np

from engine import limits
from engine.digits.dataset import DIGIT_NAMES, PIXELS, SIDE, Digits, plain_names
from engine.errors import UserError
from engine.files import DAMAGED, free_path, set_aside, write_for_person
from engine.handwriting.kept import Damaged, Kept, from_json, to_json
from engine.handwriting.kept import kept as kept
from engine.handwriting.kept import kept_picture as kept_picture
from engine.locks import Lock, Taken, lock_of
from engine.numbers import whole
from engine.reading import read_file
from engine.words import _, ngettext

NAME = "My digits"  # in English: a run has the name of its set in its file
BRIEFLY = 1.0  # seconds, for what can wait until the next start
MOST_LISTED = 5  # names in a sentence
PATIENCE = 20.0  # seconds to wait for another program that writes the file just now

log = logging.getLogger(__name__)

Key = tuple[str, tuple[bytes, ...]]
"""Name, strokes and picture: what makes two drawings the same."""


def as_digits(drawings: Sequence[Kept], name: str = NAME, names: tuple[str, ...] = DIGIT_NAMES) -> Digits:
    """The drawings as a labelled set of images with the classes ``names``; those of no such class are left out, and
    ``left_out`` says so."""
    fitting = [drawing for drawing in drawings if drawing.name in names]
    images = np.array([drawing.image for drawing in fitting], np.uint8).reshape(-1, SIDE, SIDE)
    return Digits(images, np.array([names.index(one.name) for one in fitting], np.int64), name, names=names)


def left_out(drawings: Sequence[Kept], names: Sequence[str]) -> str:
    """A sentence on the drawings that are of none of the classes ``names``; empty if there are none."""
    counts = Counter(drawing.name for drawing in drawings if drawing.name not in names)
    if not counts:
        return ""
    sentence = ngettext(
        "{count} drawing is left out, because there is no such class: {names}.",
        "{count} drawings are left out, because there are no such classes: {names}.",
        counts.total(),
    )
    listed = ", ".join(f"“{name}”" for name, _count in counts.most_common(MOST_LISTED))
    more = ", …" if len(counts) > MOST_LISTED else ""
    return sentence.format(count=whole(counts.total()), names=f"{listed}{more}")


def added(digits: Digits, more: Digits) -> Digits:
    """Both sets in one; their classes have the same names."""
    if digits.names != more.names:
        raise ValueError(f"{digits.names} are not {more.names}")
    return replace(
        digits,
        images=np.concatenate([digits.images, more.images]),
        labels=np.concatenate([digits.labels, more.labels]),
        name=f"{digits.name} + {len(more):,} of mine",
    )


# One file


def load(path: Path) -> list[Kept]:
    """The digits in a file; none if there is no file. Raises Damaged, and UserError if it could not be read."""
    try:
        text = read_file(path, limits.DRAWINGS_FILE).decode("utf-8")
    except FileNotFoundError:
        return []
    except UnicodeDecodeError:
        raise Damaged(_("It is no text.")) from None
    except UserError as error:
        raise Damaged(str(error)) from None
    except OSError as error:
        raise UserError(
            _("{file} could not be read: {reason}.").format(file=path.name, reason=error.strerror or error)
        ) from error
    return from_json(text)


def load_sound(path: Path) -> tuple[list[Kept], str]:
    """The digits in a file, and a sentence if it was damaged: then it is set aside, under a name that is free.

    What was left beside the file, see ``leave``, is in it from then on, unless another program holds it just now.
    Raises UserError if the file could not be read; then it stays where it is.
    """
    try:
        found, note = load(path), ""
    except Damaged:
        with _locked(path, _("Your digits could not be read")):
            found, note = _load_or_set_aside(path)
    left = sorted(place for place in path.parent.glob(_left(path, "*")) if DAMAGED not in place.name)
    if left:
        try:
            found = _with_left(path, left)
        except UserError as error:
            log.warning("what was left beside the kept digits stays there: %s", error)
    return found, note


def leave(path: Path, base: Sequence[Kept], drawings: Sequence[Kept]) -> Path | None:
    """Write what is in ``drawings`` and not in ``base`` beside the file, which could not be read or written in time.

    Returns where; None if there is nothing. Raises UserError.
    """
    new = _those(drawings, Counter(map(_key, drawings)) - Counter(map(_key, base)))
    if not new:
        return None
    place = free_path(path.with_name(_left(path, str(os.getpid()))))
    save(place, new)
    return place


def _left(path: Path, which: str) -> str:
    return f"{path.stem}.left-{which}{path.suffix}"


def _with_left(path: Path, left: Sequence[Path]) -> list[Kept]:
    """The digits in a file, after those that were left beside it were put into it. Raises UserError."""
    with _locked(path, _("Your digits could not be read"), BRIEFLY):
        found = load(path)
        there = set(map(_key, found))
        for place in left:
            found += [drawing for drawing in _load_or_set_aside(place)[0] if _key(drawing) not in there]
        save(path, found)
        for place in left:
            place.unlink(missing_ok=True)
    return found


def _load_or_set_aside(path: Path) -> tuple[list[Kept], str]:
    """Raises OSError and UserError."""
    try:
        return load(path), ""
    except Damaged as error:
        aside = set_aside(path)
        log.warning("the kept digits were set aside as %s: %s", aside, error)
        note = _("The file of your digits is damaged and was set aside as {file}.").format(file=aside.name)
        return [], f"{note} {error}"


@contextmanager
def _locked(path: Path, otherwise: str, patience: float | None = None) -> Iterator[None]:
    """Raises UserError, also for what the system says inside."""
    try:
        with Lock(lock_of(path), PATIENCE if patience is None else patience):
            yield
    except Taken:
        raise UserError(
            _("{problem}: another window of Inkling is busy with {file}.").format(problem=otherwise, file=path.name)
        ) from None
    except OSError as error:
        raise UserError(_("{problem}: {reason}.").format(problem=otherwise, reason=error.strerror or error)) from error


def save(path: Path, drawings: Sequence[Kept]) -> None:
    """All or nothing: the file that was there stays until the new one is whole. Raises UserError."""
    for number, drawing in enumerate(drawings, 1):
        if sum(map(len, drawing.strokes)) > limits.POINTS:  # it could not be read any more
            raise UserError(
                _("Digit {number} has more than {points} points: delete it to have the others saved.").format(
                    number=number, points=whole(limits.POINTS)
                )
            )
    text = to_json(drawings).encode()
    if len(text) > limits.DRAWINGS_FILE or len(drawings) > limits.DRAWINGS:
        raise UserError(
            _("There are more digits than {file} can hold: take some away to have these saved.").format(file=path.name)
        )
    write_for_person(path, text, _("My digits could not be saved in {file}").format(file=path.name))


def save_among_others(path: Path, base: Sequence[Kept], drawings: Sequence[Kept]) -> tuple[Kept, ...]:
    """Save ``drawings``, which were ``base`` when the file was read or written last, and keep what another program has
    done to the file since. Returns what is in the file now.

    A file that is gone was not emptied by anybody: what was in it is saved anew. One that is damaged is set aside, and
    nothing is saved before the person knows. Raises UserError.
    """
    with _locked(path, _("My digits could not be saved in {file}").format(file=path.name)):
        theirs, note = _load_or_set_aside(path)
        if note:
            raise UserError(f"{note} {_('Your digits are saved anew with the next one.')}")
        found = merged(base, drawings, theirs if path.exists() else base)
        save(path, found)
    return found


def merged(base: Sequence[Kept], ours: Sequence[Kept], theirs: Sequence[Kept]) -> tuple[Kept, ...]:
    """``ours``, and what was done to ``base`` by others, who have ``theirs`` now: added and taken away."""
    gone = Counter(map(_key, base)) - Counter(map(_key, theirs))
    new = Counter(map(_key, theirs)) - Counter(map(_key, base))
    return (*_without(ours, gone), *_those(theirs, new))


def _without(drawings: Sequence[Kept], counts: Counter[Key]) -> list[Kept]:
    kept = []
    for drawing in drawings:
        if counts[_key(drawing)] > 0:
            counts[_key(drawing)] -= 1
        else:
            kept.append(drawing)
    return kept


def _those(drawings: Sequence[Kept], counts: Counter[Key]) -> list[Kept]:
    """The last of equals, as they were appended."""
    left = _without(list(reversed(drawings)), counts.copy())
    kept = {id(drawing) for drawing in left}
    return [drawing for drawing in drawings if id(drawing) not in kept]


def _key(drawing: Kept) -> Key:
    picture = () if drawing.picture is None else (drawing.picture.tobytes(),)
    return drawing.name, tuple(stroke.tobytes() for stroke in drawing.strokes) + picture


# For others


def npz(digits: Digits) -> bytes:
    """x_train (n, 28, 28) and y_train (n,), uint8, as Keras names them in its file of MNIST; there is no test set.

    Classes that have names are told by those.
    """
    are_numbers = digits.names == plain_names(digits.classes)
    labels = digits.labels.astype(np.uint8) if are_numbers else np.array(digits.names)[digits.labels]
    file = io.BytesIO()
    np.savez_compressed(file, x_train=digits.images, y_train=labels)
    return file.getvalue()


def csv(digits: Digits) -> bytes:
    """A row for each image, its class first, then 784 pixels 0..255; above them a line of names."""
    text = io.StringIO()
    writer = tables.writer(text, lineterminator="\n")
    writer.writerow(["label", *(f"{row}x{column}" for row in range(1, SIDE + 1) for column in range(1, SIDE + 1))])
    pixels = digits.images.reshape(-1, PIXELS).tolist()
    writer.writerows([digits.names[label], *row] for label, row in zip(digits.labels, pixels, strict=True))
    return text.getvalue().encode()
