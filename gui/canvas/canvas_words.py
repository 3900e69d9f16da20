"""What a canvas says of itself: digits are drawn on it, or other classes."""

from __future__ import annotations

from collections.abc import Sequence

from engine.digits.dataset import DIGIT_NAMES
from engine.words import _
from gui.canvas.class_keys import eraser_is_e, has_key


def hint(names: Sequence[str]) -> str:
    """What is written on it while it is empty."""
    return _("Draw a digit here") if _are_digits(names) else _("Draw here")


def accessible_name(names: Sequence[str]) -> str:
    return _("Canvas for drawing a digit") if _are_digits(names) else _("Canvas for drawing")


def description(names: Sequence[str]) -> str:
    """For who cannot see it."""
    if _are_digits(names):
        return _(
            "Draw with mouse, pen or finger, or with the keys: Space puts the pen down and lifts it, arrows move "
            "it, Delete clears, E takes the eraser, 0 to 9 keep the drawing under that digit."
        )
    moving = _(
        "Draw with mouse, pen or finger, or with the keys: Space puts the pen down and lifts it, arrows move "
        "it, Delete clears."
    )
    return " ".join([moving, *_of_classes(names)])


def tip(names: Sequence[str]) -> str:
    if _are_digits(names):
        return _(
            "Draw a digit with the mouse, a pen or a finger.\n"
            "Keys: Space puts the pen down and lifts it, arrows move it,\n"
            "Ctrl+Z undoes, Ctrl+Shift+Z redoes, Delete clears,\n"
            "E takes the eraser, 0 to 9 keep the drawing under that digit."
        )
    drawing = _(
        "Draw with the mouse, a pen or a finger.\n"
        "Keys: Space puts the pen down and lifts it, arrows move it,\n"
        "Ctrl+Z undoes, Ctrl+Shift+Z redoes, Delete clears."
    )
    return "\n".join([drawing, *_of_classes(names)])


def eraser_tip(names: Sequence[str]) -> str:
    """For the eraser's button."""
    if eraser_is_e(names):
        return _("Erase whole strokes: touch one, and it is gone (E; or the other end of the pen)")
    return _(
        "Erase whole strokes: touch one, and it is gone (Shift+Delete, for E is the key of a class here; "
        "or the other end of the pen)"
    )


def canvas_keys(names: Sequence[str]) -> list[tuple[str, str]]:
    """What each key does, and the key as people read it."""
    eraser = _("E") if eraser_is_e(names) else _("Shift+Delete")
    found = [
        (_("Put the pen down, or lift it"), _("Space")),
        (_("Move the pen; with Shift, a little"), _("arrow keys")),
        (_("Remove all ink"), _("Delete")),
        (_("Take the eraser, or the pen"), eraser),
        (_("In a test: the drawing is done"), _("Return")),
    ]
    if _are_digits(names):
        found.append((_("Keep the drawing under that digit"), _("0 to 9")))
    elif any(map(has_key, names)):
        found.append((_("Keep the drawing under the class that is called so"), _("its digit or letter")))
    return found


def _of_classes(names: Sequence[str]) -> list[str]:
    eraser = _("E takes the eraser.") if eraser_is_e(names) else _("Shift+Delete takes the eraser.")
    keep = _("The key of a digit or letter keeps the drawing under the class that is called so.")
    return [eraser, keep] if any(map(has_key, names)) else [eraser]


def _are_digits(names: Sequence[str]) -> bool:
    return tuple(names) == DIGIT_NAMES
