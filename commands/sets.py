"""Digits by the name that they ship under, or by the path of a file or folder."""

from __future__ import annotations

from pathlib import Path

from engine.digits.bundle import BUNDLED, bundled
from engine.digits.readers import Loaded, read_sets

HELP = f"{', '.join(BUNDLED)}, or a file or folder as the window opens it"


def digits_of(name: str, scale: bool = False) -> Loaded:
    """The digits, and their own test set if one came with them. Raises UserError."""
    return Loaded(bundled(name)) if name in BUNDLED else read_sets(Path(name), scale=scale)
