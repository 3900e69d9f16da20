"""What My digits says of the drawings that are kept."""

from __future__ import annotations

from collections.abc import Sequence

from engine.digits.dataset import DIGIT_NAMES
from engine.handwriting.my_digits import Kept
from engine.numbers import whole
from engine.words import _

MOST_LISTED = 12  # names of classes in a sentence


def empty(names: Sequence[str]) -> str:
    """What stands where nothing is kept yet."""
    if tuple(names) == DIGIT_NAMES:
        return _(
            "Nothing kept yet.\n\nDraw a digit and press its key, 0 to 9 (or its button on the Evidence tab): the "
            "drawing is kept here under that label, and the canvas is free for the next one."
        )
    return _(
        "Nothing kept yet.\n\nDraw something and press the button of its class on the Evidence tab, or its key if it "
        "is called by a letter or digit: the drawing is kept here under that name, and the canvas is free for the next "
        "one."
    )


def of_class(name: str, count: int) -> str:
    """A class in the list of those that can be looked at alone."""
    return _("{name}: {count}").format(name=name, count=whole(count))


def summary(drawings: Sequence[Kept], names: Sequence[str]) -> str:
    """How many there are, of which classes there are none, and how many are of others than ``names``."""
    if not drawings:
        return _("Your own hand")
    found = {drawing.name for drawing in drawings}
    missing = [name for name in names if name not in found]
    others = sum(drawing.name not in names for drawing in drawings)
    if others:
        words = _("{count} kept, {others} of them of other classes")
    elif not missing or len(missing) == len(names):
        words = _("{count} kept")
    else:
        words = _("{count} kept; none yet of {digits}")
    return words.format(count=whole(len(drawings)), others=whole(others), digits=_list(missing))


def _list(names: Sequence[str]) -> str:
    listed = ", ".join(names[:MOST_LISTED])
    return listed if len(names) <= MOST_LISTED else f"{listed}, …"
