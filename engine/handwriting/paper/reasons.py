"""Why a picture may be read wrongly, in words, and what to do about it."""

from __future__ import annotations

from collections.abc import Sequence

from engine.words import _

CONTRAST, SEVERAL, EDGE, CROWDED, COARSE = "contrast", "several", "edge", "crowded", "coarse"

SENTENCES = {
    CONTRAST: _("Too little contrast? Try more light."),
    SEVERAL: _("Two digits? Crop to one of them."),
    EDGE: _("Ink at the edge? Show all of it."),
    CROWDED: _("A table or a frame? Crop to the ink."),
    COARSE: _("Too few pixels? Go nearer."),
}
"""What is said before the verdict, in half of its two lines; all of them doubt it."""


def first_sentence(reasons: Sequence[str], are_digits: bool = True) -> str:
    """What matters most; empty where there is nothing to doubt. ``are_digits``: whether the classes are."""
    found = next((reason for reason in SENTENCES if reason in reasons), None)
    if found == SEVERAL and not are_digits:
        return _("More than one? Crop to one of them.")
    return SENTENCES[found] if found else ""
