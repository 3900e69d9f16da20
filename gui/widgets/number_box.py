"""A spin box in which the digits of all scripts can be typed; it writes 0 to 9, as everything does.

In high contrast its number stands off the frame, which is the sheet's there: a sheet cannot move it.
"""

from __future__ import annotations

from PySide6.QtCore import QEvent
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QSpinBox

from engine.numbers import latin
from gui.look import theme
from gui.look.sizes import px

MARGIN = 4  # pixels


class NumberBox(QSpinBox):
    _made = False  # changes come while it is being made, too

    def __init__(self, *args, **settings) -> None:
        super().__init__(*args, **settings)
        self._made = True
        self._stand_off()

    def _stand_off(self) -> None:
        margin = px(MARGIN) if theme.is_high_contrast(QApplication.instance()) else 0
        self.lineEdit().setTextMargins(margin, 0, margin, 0)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if self._made and event.type() == QEvent.Type.StyleChange:
            self._stand_off()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        typed = latin(event.text())
        if typed != event.text():
            event = QKeyEvent(event.type(), event.key(), event.modifiers(), typed, event.isAutoRepeat())
        super().keyPressEvent(event)
