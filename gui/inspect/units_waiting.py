"""What stands in the place of the units while they are not known yet, or where there are none."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QProgressBar, QVBoxLayout, QWidget

from engine.words import _
from gui.inspect import units_words
from gui.look.sizes import sized
from gui.widgets.labels import label

STEPS = 1000


class UnitsWaiting(QWidget):
    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.words = label("muted", units_words.LOOKING, wordWrap=True, objectName="unitsBusy")
        self.words.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.bar = QProgressBar(objectName="unitsBar", maximum=STEPS, textVisible=False)
        self.bar.setAccessibleName(_("Progress of looking at the units"))
        sized(self.bar.setFixedHeight, 12)
        column = QVBoxLayout(self)
        column.addStretch(1)
        column.addWidget(self.words)
        column.addWidget(self.bar)
        column.addStretch(1)

    def show_share(self, share: float | None) -> None:
        """``share``: 0 to 1 of what there is to do; None if nothing is under way."""
        self.bar.setVisible(share is not None)
        self.bar.setValue(round(STEPS * (share or 0)))
