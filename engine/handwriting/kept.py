"""A drawing that is kept: as strokes, so that nothing of the hand is lost, under the name of its class; and as JSON."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

import numpy as np

from engine import limits
from engine.digits.dataset import DIGIT_NAMES, is_name
from engine.errors import UserError
from engine.handwriting.ink import CANVAS, rasterize
from engine.numbers import whole
from engine.words import _

DIGITS_FORMAT = "inkling-digits-1"


class Damaged(UserError):
    """What is in the file are no drawings, as opposed to a file that only could not be read."""


@dataclass(frozen=True, eq=False)
class Kept:
    """``name``: of the class that it is meant to be, "7". ``strokes``: (n, 2) float arrays in canvas pixels."""

    name: str
    strokes: tuple[np.ndarray, ...]

    @cached_property
    def image(self) -> np.ndarray:
        """(28, 28) uint8, as a network gets it."""
        return rasterize(self.strokes)

    def relabelled(self, name: str | int) -> Kept:
        return replace(self, name=str(name))


def kept(name: str | int, strokes: Sequence[np.ndarray]) -> Kept:
    """A copy of what was drawn, to a tenth of a pixel: it is as much as any pen knows. ``name``: of its class."""
    return Kept(str(name), tuple(np.round(np.asarray(stroke, np.float64), 1) for stroke in strokes))


def to_json(drawings: Sequence[Kept]) -> str:
    """Format, size of the canvas, and the drawings one a line: a digit has its "label", as the first version wrote and
    reads it, anything else the name of its "class"."""
    lines = [
        json.dumps({**_named(drawing.name), "strokes": [stroke.tolist() for stroke in drawing.strokes]})
        for drawing in drawings
    ]
    return f'{{"format": "{DIGITS_FORMAT}", "canvas": {CANVAS}, "digits": [\n' + ",\n".join(lines) + "\n]}\n"


def _named(name: str) -> dict[str, object]:
    return {"label": int(name)} if name in DIGIT_NAMES else {"class": name}


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
    return Kept(name, tuple(stroke.astype(np.float64) for stroke in strokes))


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
