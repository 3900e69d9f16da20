"""Buttons, made in one line each."""

from collections.abc import Callable

from PySide6.QtCore import SignalInstance
from PySide6.QtWidgets import QPushButton


def push_button(text: str, name: str, tooltip: str, slot: Callable[[], object] | SignalInstance) -> QPushButton:
    """``name``: its objectName, unique in the window; a click calls ``slot``, or emits it."""
    made = QPushButton(text, objectName=name)
    made.setToolTip(tooltip)
    made.clicked.connect(slot)
    return made
