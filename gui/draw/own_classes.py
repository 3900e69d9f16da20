"""Of which classes a person's own drawings are, where they are made a set."""

from __future__ import annotations

from collections.abc import Sequence

from engine.digits.dataset import DIGIT_NAMES, check_names
from engine.handwriting.my_digits import Kept


def all_classes(drawings: Sequence[Kept]) -> tuple[str, ...]:
    """Of every drawing: the digits, if there are no others."""
    found = {drawing.name for drawing in drawings}
    return DIGIT_NAMES if found <= set(DIGIT_NAMES) else tuple(sorted(found))


def classes_of(drawings: Sequence[Kept], known: Sequence[tuple[str, ...]]) -> tuple[str, ...]:
    """Those of the ``known`` classes that leave out the fewest drawings, the first of equals; if all are left out, the
    drawings' own. Raises UserError if those make no set."""
    best = max(known, key=lambda names: _fitting(drawings, names))
    if _fitting(drawings, best):
        return best
    own = all_classes(drawings)
    check_names(own)
    return own


def _fitting(drawings: Sequence[Kept], names: Sequence[str]) -> int:
    return sum(drawing.name in names for drawing in drawings)
