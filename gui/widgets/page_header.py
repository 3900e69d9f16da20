"""The top of a page: its name, one sentence that says what it is for, and room for its main buttons."""

from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QSpacerItem, QVBoxLayout, QWidget

from gui.widgets.labels import label, narrow_label

CLOSE, APART = 2, 4  # pixels between two buttons, and what is added where there is room


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
        self._row.setSpacing(CLOSE)
        self._row.addLayout(words, 1)

    def set_sentence(self, sentence: str) -> None:
        """What the page is for, now."""
        if sentence != self._purpose.text():
            self._purpose.setText(sentence)

    def add(self, widget: QWidget) -> None:
        """Put a widget at the right end. Where letters are large, all come closer before the page is to be scrolled."""
        self._row.addSpacerItem(QSpacerItem(APART, 0, QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Minimum))
        self._row.addWidget(widget)
