"""What was found in a comparison of the lesson, folded away until the person has predicted it and has seen it."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QToolButton, QVBoxLayout, QWidget

from engine.words import _
from gui.look.direction import fold_arrow
from gui.look.sizes import sized
from gui.widgets.labels import label

PREDICT = _(
    "Predict first: which will be ahead, and by how much? What was found unfolds when the experiment has ended."
)


class LookFor(QWidget):
    """A sentence, folded or not; and the settings that it was found with, where they are not those of the form."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._found = ""
        self.predict = label("muted", PREDICT, wordWrap=True, objectName="predictWords")
        self.fold = QToolButton(text=_("What was found"), checkable=True, autoRaise=True, objectName="foundButton")
        self.fold.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.fold.toggled.connect(self._on_toggled)
        self.words = QLabel(wordWrap=True, objectName="lookForWords", textFormat=Qt.TextFormat.PlainText)
        self.words.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.other = label("muted", wordWrap=True, objectName="foundWithWords")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        sized(column.setSpacing, 4)
        for widget in (self.predict, self.fold, self.words, self.other):
            column.addWidget(widget)
        self._on_toggled(False)

    def show_words(self, words: str, found_with: str = "", folded: bool = True) -> None:
        """``found_with``: a sentence on the settings, if they were others than the form's; empty if they are these."""
        self.words.setText(words)
        self.fold.setVisible(folded)
        self._found = found_with
        self.other.setText(found_with)
        self.unfold(not folded)

    def show_found_with(self, found_with: str) -> None:
        self._found = found_with
        self.other.setText(found_with)
        self._show()

    def unfold(self, unfolded: bool = True) -> None:
        self.fold.setChecked(unfolded)
        self._show()

    def _on_toggled(self, unfolded: bool) -> None:
        self.fold.setArrowType(fold_arrow(unfolded))
        self._show()

    def _show(self) -> None:
        unfolded = self.fold.isChecked()
        self.predict.setVisible(not unfolded)
        self.words.setVisible(unfolded)
        self.other.setVisible(unfolded and bool(self._found))
