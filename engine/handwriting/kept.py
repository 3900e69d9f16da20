"""A drawing that is kept: as strokes, so that nothing of the hand is lost, under the name of its class; and as JSON.

What was a picture has no strokes; it is kept as the image that the network gets.
"""

from __future__ import annotations

import base64
import binascii
import json
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

import numpy as np

from engine import limits
from engine.digits.dataset import DIGIT_NAMES, PIXELS, SIDE, is_name
from engine.errors import UserError
from engine.handwriting.ink import CANVAS, rasterize
from engine.numbers import whole
from engine.words import _

DIGITS_FORMAT = "inkling-digits-1"


class Damaged(UserError):
    """What is in the file are no drawings, as opposed to a file that only could not be read."""


@dataclass(frozen=True, eq=False)
class Kept:
    """``name``: of the class that it is meant to be, "7". ``strokes``: (n, 2) float arrays in canvas pixels; of a
    picture the rows of its ink. ``picture``: (28, 28) uint8, if it was one."""

    name: str
    strokes: tuple[np.ndarray, ...]
    picture: np.ndarray | None = None

    @cached_property
    def image(self) -> np.ndarray:
        """(28, 28) uint8, as a network gets it."""
        return rasterize(self.strokes) if self.picture is None else self.picture

    def relabelled(self, name: str | int) -> Kept:
        return replace(self, name=str(name))


def kept(name: str | int, strokes: Sequence[np.ndarray]) -> Kept:
    """A copy of what was drawn, to a tenth of a pixel: it is as much as any pen knows. ``name``: of its class."""
    return Kept(str(name), tuple(np.round(np.asarray(stroke, np.float64), 1) for stroke in strokes))


def kept_picture(name: str | int, image: np.ndarray) -> Kept:
    """A copy of (28, 28) uint8, the image of a picture; its rows of ink stand for the strokes that it has not."""
    return Kept(str(name), _rows(image), image.astype(np.uint8))


def _rows(image: np.ndarray) -> tuple[np.ndarray, ...]:
    """A stroke through each run of ink in each row, for versions of Inkling that know strokes alone."""
    unit, level = CANVAS / SIDE, max(1, int(image.max()) // 2)
    rows = []
    for row, ink in enumerate(np.pad(image >= level, ((0, 0), (1, 1))).astype(np.int8)):
        steps = np.diff(ink)
        for begin, end in zip(np.flatnonzero(steps == 1), np.flatnonzero(steps == -1), strict=True):
            rows.append(unit * (np.array([[begin, row], [end - 1, row]], np.float64) + 0.5))
    return tuple(rows)


def to_json(drawings: Sequence[Kept]) -> str:
    """Format, size of the canvas, and the drawings one a line: a digit has its "label", as the first version wrote and
    reads it, anything else the name of its "class". What was a picture has its "image", too: 784 bytes in base 64."""
    lines = [
        json.dumps({**_named(one.name), "strokes": [stroke.tolist() for stroke in one.strokes], **_pictured(one)})
        for one in drawings
    ]
    return f'{{"format": "{DIGITS_FORMAT}", "canvas": {CANVAS}, "digits": [\n' + ",\n".join(lines) + "\n]}\n"


def _named(name: str) -> dict[str, object]:
    return {"label": int(name)} if name in DIGIT_NAMES else {"class": name}


def _pictured(drawing: Kept) -> dict[str, str]:
    if drawing.picture is None:
        return {}
    return {"image": base64.b64encode(drawing.picture.astype(np.uint8).tobytes()).decode()}


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
    for field in ("label", "strokes"):
        if not isinstance(entry, dict) or not (field in entry or (field == "label" and "class" in entry)):
            raise Damaged(_("Digit {number} has no “{field}”.").format(number=number, field=field))
    try:
        if sum(map(len, entry["strokes"])) > limits.POINTS:
            raise Damaged(
                _("Digit {number} has more than {points} points.").format(number=number, points=whole(limits.POINTS))
            )
        strokes = [np.array(stroke, object) for stroke in entry["strokes"]]
    except (TypeError, ValueError, OverflowError):
        raise Damaged(_("Digit {number} has strokes that are no lists of points.").format(number=number)) from None
    name = _name(entry, number)
    if not strokes or not all(map(_is_line, strokes)):
        raise Damaged(_("Digit {number} has a stroke that is no list of points.").format(number=number))
    picture = _picture(entry["image"], number) if "image" in entry else None
    return Kept(name, tuple(stroke.astype(np.float64) for stroke in strokes), picture)


def _picture(text: Any, number: int) -> np.ndarray:
    try:
        found = np.frombuffer(base64.b64decode(text, validate=True), np.uint8)
    except (TypeError, ValueError, binascii.Error):
        found = np.empty(0, np.uint8)
    if found.size != PIXELS:
        raise Damaged(_("Digit {number} has an image that is not of 28 × 28 pixels.").format(number=number))
    return found.reshape(SIDE, SIDE)


def _name(entry: dict[str, Any], number: int) -> str:
    if "class" in entry:
        name = entry["class"]
        if not isinstance(name, str) or not is_name(name):
            sentence = _("Drawing {number} has the class {name}, which can be none.")
            raise Damaged(sentence.format(number=number, name=repr(name)[:60]))
        return name
    label = entry["label"]
    if type(label) is not int or str(label) not in DIGIT_NAMES:
        raise Damaged(
            _("Digit {number} has the label {label}, not 0 to 9.").format(number=number, label=str(label)[:20])
        )
    return str(label)


def _is_line(found: np.ndarray) -> bool:
    """Whether these are points of two numbers; ``records`` would look at each of them, which takes far longer."""
    if found.ndim != 2 or found.shape[1] != 2 or not len(found) or not set(map(type, found.flat)) <= {int, float}:
        return False
    try:
        return bool(np.isfinite(found.astype(np.float64)).all())
    except OverflowError:
        return False
