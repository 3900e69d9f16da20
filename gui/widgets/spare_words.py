"""Words that explain what stands above them, where room is left over: without that room they are not there."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from gui.widgets.labels import label


class SpareWords(QWidget):
    """Takes the room that a stretch would take. Asks for none itself, so that no window need be larger for it."""

    def __init__(self, words: str, name: str, parent: QWidget | None = None) -> None:
        """``name``: the objectName of the label."""
        super().__init__(parent)
        self.label = label("muted", words, parent=self, objectName=name, wordWrap=True)
        self.label.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Expanding)

    def set_words(self, words: str) -> None:
        if words != self.label.text():
            self.label.setText(words)
            self._place()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place()

    def _place(self) -> None:
        high = self.label.heightForWidth(self.width())
        self.label.setGeometry(0, 0, self.width(), high)
        self.label.setVisible(high <= self.height())

    def sizeHint(self) -> QSize:
        return QSize(0, 0)

    def minimumSizeHint(self) -> QSize:
        return QSize(0, 0)
