"""A spin box in which the digits of all scripts can be typed; it writes 0 to 9, as everything does."""

from __future__ import annotations

from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QSpinBox

from engine.numbers import latin


class NumberBox(QSpinBox):
    def keyPressEvent(self, event: QKeyEvent) -> None:
        typed = latin(event.text())
        if typed != event.text():
            event = QKeyEvent(event.type(), event.key(), event.modifiers(), typed, event.isAutoRepeat())
        super().keyPressEvent(event)
