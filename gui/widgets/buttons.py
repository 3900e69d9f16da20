"""Buttons, made in one line each."""

from collections.abc import Callable

from PySide6.QtWidgets import QPushButton


def push_button(text: str, name: str, tooltip: str, slot: Callable[[], object]) -> QPushButton:
    """``name``: its objectName, unique in the window; ``slot`` is called when it is clicked."""
    made = QPushButton(text, objectName=name)
    made.setToolTip(tooltip)
    made.clicked.connect(slot)
    return made
