"""The digits that a person has drawn and labelled: kept as strokes, so that nothing of the hand is lost."""

from __future__ import annotations

import io
import json
import logging
import os
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path
from typing import Any

import numpy as np

from engine import limits
from engine.digits.dataset import CLASSES, PIXELS, SIDE, Digits
from engine.errors import UserError
from engine.files import DAMAGED, free_path, set_aside, write_for_person
from engine.handwriting.ink import CANVAS, rasterize
from engine.locks import Lock, Taken, lock_of
from engine.numbers import whole
from engine.reading import read_file
from engine.words import _

DIGITS_FORMAT = "inkling-digits-1"
NAME = "My digits"  # in English: a run has the name of its set in its file
BRIEFLY = 1.0  # seconds, for what can wait until the next start
PATIENCE = 20.0  # seconds to wait for another program that writes the file just now

log = logging.getLogger(__name__)

Key = tuple[int, tuple[bytes, ...]]
"""Label and strokes: what makes two drawings the same."""


@dataclass(frozen=True, eq=False)
class Kept:
    """``label``: 0 to 9, what it is meant to be. ``strokes``: (n, 2) float arrays in canvas pixels."""

    label: int
    strokes: tuple[np.ndarray, ...]

    @cached_property
    def image(self) -> np.ndarray:
        """(28, 28) uint8, as a network gets it."""
        return rasterize(self.strokes)

    def relabelled(self, label: int) -> Kept:
        return replace(self, label=label)


def kept(label: int, strokes: Sequence[np.ndarray]) -> Kept:
    """A copy of what was drawn, to a tenth of a pixel: it is as much as any pen knows."""
    return Kept(label, tuple(np.round(np.asarray(stroke, np.float64), 1) for stroke in strokes))


def as_digits(drawings: Sequence[Kept], name: str = NAME) -> Digits:
    """The drawings as a labelled set of images."""
    images = [drawing.image for drawing in drawings]
    labels = [drawing.label for drawing in drawings]
    return Digits(np.array(images, np.uint8).reshape(-1, SIDE, SIDE), np.array(labels, np.int64), name)


def added(digits: Digits, more: Digits) -> Digits:
    """Both sets in one."""
    return Digits(
        np.concatenate([digits.images, more.images]),
        np.concatenate([digits.labels, more.labels]),
        f"{digits.name} + {len(more):,} of mine",
        digits.origin,
    )


# One file


def to_json(drawings: Sequence[Kept]) -> str:
    """Format, size of the canvas, and the drawings one a line."""
    lines = [
        json.dumps({"label": drawing.label, "strokes": [stroke.tolist() for stroke in drawing.strokes]})
        for drawing in drawings
    ]
    return f'{{"format": "{DIGITS_FORMAT}", "canvas": {CANVAS}, "digits": [\n' + ",\n".join(lines) + "\n]}\n"


def from_json(text: str) -> list[Kept]:
    """Raises Damaged, saying what is wrong where, for anything that ``to_json`` did not write."""
    try:
        found = json.loads(text)
    except (ValueError, RecursionError):
        raise Damaged(_("It is no JSON, or it ends too early.")) from None
    if not isinstance(found, dict) or found.get("format") != DIGITS_FORMAT or not isinstance(found.get("digits"), list):
        raise Damaged(_("It is not of the format “{format}”.").format(format=DIGITS_FORMAT))
    if len(found["digits"]) > limits.DRAWINGS:
        raise Damaged(
            _("It holds {digits} digits: at most {most} are read.").format(
                digits=whole(len(found["digits"])), most=whole(limits.DRAWINGS)
            )
        )
    return [_drawing(entry, number) for number, entry in enumerate(found["digits"], 1)]


def _drawing(entry: Any, number: int) -> Kept:
    for name in ("label", "strokes"):
        if not isinstance(entry, dict) or name not in entry:
            raise Damaged(_("Digit {number} has no “{field}”.").format(number=number, field=name))
    try:
        if sum(map(len, entry["strokes"])) > limits.POINTS:
            raise Damaged(
                _("Digit {number} has more than {points} points.").format(number=number, points=whole(limits.POINTS))
            )
        label, strokes = entry["label"], [np.array(stroke, object) for stroke in entry["strokes"]]
    except (TypeError, ValueError, OverflowError):
        raise Damaged(_("Digit {number} has strokes that are no lists of points.").format(number=number)) from None
    if type(label) is not int or not 0 <= label < CLASSES:
        raise Damaged(
            _("Digit {number} has the label {label}, not 0 to 9.").format(number=number, label=str(label)[:20])
        )
    if not strokes or not all(map(_is_line, strokes)):
        raise Damaged(_("Digit {number} has a stroke that is no list of points.").format(number=number))
    return Kept(label, tuple(stroke.astype(np.float64) for stroke in strokes))


def _is_line(found: np.ndarray) -> bool:
    """Whether these are points of two numbers; ``records`` would look at each of them, which takes far longer."""
    if found.ndim != 2 or found.shape[1] != 2 or not len(found) or not set(map(type, found.flat)) <= {int, float}:
        return False
    try:
        return bool(np.isfinite(found.astype(np.float64)).all())
    except OverflowError:
        return False


class Damaged(UserError):
    """What is in the file are no drawings, as opposed to a file that only could not be read."""


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
    return drawing.label, tuple(stroke.tobytes() for stroke in drawing.strokes)


# For others


def npz(digits: Digits) -> bytes:
    """x_train (n, 28, 28) and y_train (n,), uint8, as Keras names them in its file of MNIST; there is no test set."""
    file = io.BytesIO()
    np.savez_compressed(file, x_train=digits.images, y_train=digits.labels.astype(np.uint8))
    return file.getvalue()


def csv(digits: Digits) -> bytes:
    """A row for each image, its label first, then 784 pixels 0..255; above them a line of names."""
    names = ",".join(["label", *(f"{row}x{column}" for row in range(1, SIDE + 1) for column in range(1, SIDE + 1))])
    table = np.column_stack([digits.labels, digits.images.reshape(-1, PIXELS)])
    rows = [",".join(map(str, row)) for row in table.tolist()]
    return ("\n".join([names, *rows]) + "\n").encode("ascii")
