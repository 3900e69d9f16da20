"""A sentence in a step about what stands in its way, and the one button that helps."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from gui.look.sizes import sized
from gui.widgets.buttons import push_button
from gui.widgets.labels import label


class Hint(QFrame):
    """Hidden while there is nothing to say. ``button``: its words, name, tip and what it does."""

    def __init__(self, name: str, button: tuple[str, str, str, Callable[[], object]], parent: QWidget) -> None:
        super().__init__(parent, objectName=name)
        self.setProperty("role", "task")
        self.words = label("plain", wordWrap=True)
        self.button = push_button(*button)
        column = QVBoxLayout(self)
        sized(column.setContentsMargins, 10, 8, 10, 8)
        column.addWidget(self.words)
        column.addWidget(self.button, 0, Qt.AlignmentFlag.AlignLeft)
        self.hide()

    def say(self, sentence: str, can_help: bool = True) -> None:
        self.words.setText(sentence)
        self.button.setVisible(can_help)
        self.setVisible(bool(sentence))
