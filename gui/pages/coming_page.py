"""A page that a later version fills: it says what will be there."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from gui.widgets.page_header import PageHeader


class ComingPage(QWidget):
    def __init__(self, name: str, purpose: str, coming: str, object_name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(object_name)
        words = QLabel(coming, wordWrap=True, alignment=Qt.AlignmentFlag.AlignCenter)
        words.setProperty("role", "muted")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(14, 10, 14, 10)
        layout.addWidget(PageHeader(name, purpose))
        layout.addWidget(words, 1)
