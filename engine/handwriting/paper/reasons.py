"""Why a picture may be read wrongly, in words, and what to do about it."""

from __future__ import annotations

from collections.abc import Sequence

from engine.words import _

CONTRAST, SEVERAL, EDGE, CROWDED, COARSE = "contrast", "several", "edge", "crowded", "coarse"

SENTENCES = {
    CONTRAST: _("Too little contrast? Take it in better light, or with a darker pen."),
    SEVERAL: _("Two digits? Move the crop around one of them."),
    EDGE: _("Ink at the edge? Take the picture so that all of the digit is on it."),
    CROWDED: _("A table or a frame? Move the crop around the digit alone."),
    COARSE: _("Too few pixels? Take it from nearer, or cut out the digit."),
}
"""What is said before the verdict; all of them doubt it."""


def first_sentence(reasons: Sequence[str]) -> str:
    """What matters most; empty where there is nothing to doubt."""
    return next((SENTENCES[reason] for reason in SENTENCES if reason in reasons), "")
