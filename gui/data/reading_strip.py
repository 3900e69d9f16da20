"""How far a file is read, and the button that gives up."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QWidget

from engine.words import _
from gui.look.sizes import sized
from gui.widgets.buttons import push_button
from gui.widgets.share_bar import ShareBar


class ReadingStrip(QWidget):
    """Hidden while nothing is read."""

    cancelled = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("readingStrip")
        self._words = QLabel(objectName="readingWords", textFormat=Qt.TextFormat.PlainText)
        self._bar = ShareBar("readingBar", _("Progress of reading"))
        self._cancel = push_button(_("Cancel"), "cancelReadingButton", "", self.cancelled)
        row = QHBoxLayout(self)
        sized(row.setContentsMargins, 12, 4, 12, 4)
        row.addWidget(self._words)
        row.addWidget(self._bar, 1)
        row.addWidget(self._cancel)
        self.hide()

    def begin(self, words: str) -> None:
        self._words.setText(words)
        self._bar.show_share(0.0)
        self.show()

    def show_share(self, share: float) -> None:
        """``share``: 0 to 1."""
        self._bar.show_share(share)
