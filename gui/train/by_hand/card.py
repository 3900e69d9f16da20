"""One of the four parts of a training step: its button, its line of code, and what it came to."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QFrame, QLabel, QPushButton, QVBoxLayout, QWidget

from gui.look import theme
from gui.look.sizes import sized
from gui.widgets.labels import label


class _CodeLabel(QLabel):
    """In the font of code, also after the look or the size of the text has changed, which gives it the usual one."""

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self.setFont(theme.fixed_width_font())


class PhaseCard(QFrame):
    def __init__(
        self, name: str, words: str, tip: str, slot: Callable[[], object], parent: QWidget | None = None
    ) -> None:
        """``name``: the middle of its object names; ``words``: on its button."""
        super().__init__(parent, objectName=f"byHand{name}Card")
        self.button = QPushButton(words, objectName=f"byHand{name}Button", checkable=True)
        self.button.setToolTip(tip)
        self.button.clicked.connect(slot)
        self.code = _CodeLabel(objectName=f"byHand{name}Code", textFormat=Qt.TextFormat.PlainText)
        self.code.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.words = label("muted", objectName=f"byHand{name}Words", wordWrap=True)
        self.words.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        sized(layout.setSpacing, 3)
        for widget in (self.button, self.code, self.words):
            layout.addWidget(widget)

    def show_code(self, lines: Sequence[str]) -> None:
        self.code.setText("\n".join(lines))

    def show_state(self, words: str, reached: bool, current: bool, large: bool) -> None:
        """``reached``: whether it has been pressed; ``current``: last of all; ``large``: for the back row."""
        self.button.setChecked(current)
        role = ("spoken" if large else "plain") if reached else "muted"
        if self.words.property("role") != role:
            self.words.setProperty("role", role)
            self.words.style().polish(self.words)
        self.words.setText(words)
