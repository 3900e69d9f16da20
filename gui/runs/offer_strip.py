"""An offer on top of every page: a sentence, and two buttons, one that takes it and one that does not."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QWidget

from gui.look.sizes import sized


class OfferStrip(QFrame):
    """Hidden until ``offer``, and again when it has been answered. ``name``: begins the objectNames of its parts."""

    taken = Signal()
    declined = Signal()

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(f"{name}Strip")
        self.setProperty("role", "offer")
        self._words = QLabel(objectName=f"{name}Words", wordWrap=True, textFormat=Qt.TextFormat.PlainText)
        self.take = QPushButton(objectName=f"{name}TakeButton", autoDefault=False)
        self.decline = QPushButton(objectName=f"{name}DeclineButton", autoDefault=False)
        self.take.clicked.connect(self._on_taken)
        self.decline.clicked.connect(self._on_declined)
        row = QHBoxLayout(self)
        sized(row.setContentsMargins, 12, 4, 12, 4)
        row.addWidget(self._words, 1)
        row.addWidget(self.take)
        row.addWidget(self.decline)
        self.hide()

    def offer(self, words: str, take: str, decline: str) -> None:
        """``take`` and ``decline``: what the buttons say."""
        self._words.setText(words)
        self.take.setText(take)
        self.decline.setText(decline)
        self.show()

    def words(self) -> str:
        """What is offered; empty when nothing is."""
        return self._words.text() if self.isVisibleTo(self.parentWidget()) else ""

    def _on_taken(self) -> None:
        self.hide()
        self.taken.emit()

    def _on_declined(self) -> None:
        self.hide()
        self.declined.emit()
