"""What is said of an image in a grid: its caption or tooltip, whether it is marked right or wrong, and its place."""

from __future__ import annotations

from engine.numbers import whole
from engine.words import _
from gui.widgets.heard import in_a_line
from gui.widgets.marks import RIGHT, WRONG

_MARKED = {RIGHT: _("right"), WRONG: _("wrong")}


def image_words(place: int, count: int, said: str, mark: int) -> str:
    """``place``: of ``count``, from 0; ``said``: its caption, or its tooltip, which may have several lines;
    ``mark``: as in marks.py, left out where the tooltip says it, too."""
    marked = _MARKED.get(mark, "")
    words = _("{place} of {count}") if said else _("image {place} of {count}")
    here = words.format(place=whole(place + 1), count=whole(count))
    return in_a_line("\n".join([said, "" if marked in said else marked, here]))
