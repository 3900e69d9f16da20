"""Keys for classes: that of the digit or letter by which a class is called."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent

_OTHERS = ~(Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.KeypadModifier)


def has_key(name: str) -> bool:
    """Whether a class that is called so has a key."""
    return len(name) == 1 and name.isalnum()


def class_of(event: QKeyEvent, names: Sequence[str]) -> str | None:
    """The one of ``names`` whose key this is. Small and capital letters are told apart only where both are classes."""
    if event.modifiers() & _OTHERS or event.isAutoRepeat():
        return None
    written = event.text() or _digit(event)
    keyed = [name for name in names if has_key(name)]
    if written in keyed:
        return written
    alike = [name for name in keyed if name.casefold() == written.casefold()]
    return alike[0] if len(alike) == 1 else None


def eraser_is_e(names: Sequence[str]) -> bool:
    """Whether E takes the eraser: it does not where a class is called so."""
    return not {"e", "E"} & set(names)


def _digit(event: QKeyEvent) -> str:
    """Of a key that writes nothing, as some input methods send it."""
    is_digit = Qt.Key.Key_0 <= event.key() <= Qt.Key.Key_9 and not event.modifiers() & Qt.KeyboardModifier.ShiftModifier
    return chr(event.key()) if is_digit else ""
