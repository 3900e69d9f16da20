"""Keys for classes: that of the digit or letter by which a class is called."""

from __future__ import annotations

import sys
from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent

_NUMBER_ROW = {
    "linux": tuple(range(10, 20)),
    "win32": tuple(range(2, 12)),
    "darwin": (18, 19, 20, 21, 23, 22, 26, 28, 25, 29),
}
"""The codes of the keys from 1 to 0 as Qt hands them on: scan codes of X11 and Wayland (evdev's and 8) and of Windows
(set 1), virtual keys of macOS (kVK_ANSI_1 to kVK_ANSI_0 in Events.h of Carbon)."""
_OTHERS = ~(Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.KeypadModifier)


def has_key(name: str) -> bool:
    """Whether a class that is called so has a key."""
    return len(name) == 1 and name.isalnum()


def class_of(event: QKeyEvent, names: Sequence[str]) -> str | None:
    """The one of ``names`` whose key this is. Small and capital letters are told apart only where both are classes."""
    if event.modifiers() & _OTHERS or event.isAutoRepeat():
        return None
    keyed = [name for name in names if has_key(name)]
    for written in (event.text() or _digit(event), _in_number_row(event), _latin(event)):
        if written in keyed:
            return written
        alike = [name for name in keyed if written and name.casefold() == written.casefold()]
        if len(alike) == 1:
            return alike[0]
    return None


def eraser_is_e(names: Sequence[str]) -> bool:
    """Whether E takes the eraser: it does not where a class is called so."""
    return not {"e", "E"} & set(names)


def _in_number_row(event: QKeyEvent) -> str:
    """The digit of a key that writes it with Shift only, as on a French keyboard: by where the key is."""
    if event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
        return ""
    codes = _NUMBER_ROW.get(sys.platform, ())
    code = event.nativeVirtualKey() if sys.platform == "darwin" else event.nativeScanCode()
    return "1234567890"[codes.index(code)] if code in codes else ""


def _latin(event: QKeyEvent) -> str:
    """The letter that Qt takes a key of another alphabet for, as it does for its own shortcuts."""
    is_letter = Qt.Key.Key_A <= event.key() <= Qt.Key.Key_Z
    return chr(event.key()) if is_letter and not event.text().isascii() else ""


def _digit(event: QKeyEvent) -> str:
    """Of a key that writes nothing, as some input methods send it."""
    is_digit = Qt.Key.Key_0 <= event.key() <= Qt.Key.Key_9 and not event.modifiers() & Qt.KeyboardModifier.ShiftModifier
    return chr(event.key()) if is_digit else ""
