"""Buttons, made in one line each."""

from collections.abc import Callable

from PySide6.QtCore import SignalInstance
from PySide6.QtWidgets import QMenu, QPushButton, QWidget


def push_button(text: str, name: str, tooltip: str, slot: Callable[[], object] | SignalInstance) -> QPushButton:
    """``name``: its objectName, unique in the window; a click calls ``slot``, or emits it."""
    made = QPushButton(text, objectName=name)
    made.setToolTip(tooltip)
    made.clicked.connect(slot)
    return made


class MenuButton(QPushButton):
    """Its menu is filled anew each time that it is opened: ``fill(menu)`` puts into it what can be chosen now."""

    def __init__(self, text: str, tooltip: str, fill: Callable[[QMenu], object], parent: QWidget | None = None) -> None:
        super().__init__(text, parent)
        self._fill = fill
        self.setToolTip(tooltip)
        menu = QMenu(self)
        menu.aboutToShow.connect(self._on_opened)
        self.setMenu(menu)

    def _on_opened(self) -> None:
        self.menu().clear()
        self._fill(self.menu())
