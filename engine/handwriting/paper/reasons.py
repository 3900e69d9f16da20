"""Why a picture may be read wrongly, in words, and what to do about it."""

from __future__ import annotations

from collections.abc import Sequence

from engine.words import _

CONTRAST, SEVERAL, EDGE, CROWDED, COARSE = "contrast", "several", "edge", "crowded", "coarse"

SENTENCES = {
    CONTRAST: _("Too little contrast? Take it in better light, or with a darker pen."),
    SEVERAL: _("Two digits? Move the crop around one of them."),
    EDGE: _("Ink at the edge? Take the picture so that nothing is cut off."),
    CROWDED: _("A table or a frame? Move the crop around the ink alone."),
    COARSE: _("Too few pixels? Take the picture from nearer."),
}
"""What is said before the verdict; all of them doubt it."""


def first_sentence(reasons: Sequence[str], are_digits: bool = True) -> str:
    """What matters most; empty where there is nothing to doubt. ``are_digits``: whether the classes are."""
    found = next((reason for reason in SENTENCES if reason in reasons), None)
    if found == SEVERAL and not are_digits:
        return _("More than one? Move the crop around one of them.")
    return SENTENCES[found] if found else ""
