"""The top of a page: its name, one sentence that says what it is for, and room for its main buttons."""

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from gui.widgets.labels import label, narrow_label


class PageHeader(QWidget):
    def __init__(self, name: str, sentence: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        title = label("pageTitle", name)
        self._purpose = narrow_label("muted", sentence)
        self._purpose.whole = True  # the beginning of it says nothing
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(title)
        words.addWidget(self._purpose)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(4)  # the buttons of Train fit into 1366 pixels in letters half as large again
        self._row.addLayout(words, 1)

    def set_sentence(self, sentence: str) -> None:
        """What the page is for, now."""
        if sentence != self._purpose.text():
            self._purpose.setText(sentence)

    def add(self, widget: QWidget) -> None:
        """Put a widget at the right end."""
        self._row.addWidget(widget)
