"""What stands in the place of the units while they are not known yet, or where there are none."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from engine.words import _
from gui.inspect import units_words
from gui.widgets.labels import label
from gui.widgets.share_bar import ShareBar


class UnitsWaiting(QWidget):
    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.words = label("muted", units_words.LOOKING, wordWrap=True, objectName="unitsBusy")
        self.words.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.bar = ShareBar("unitsBar", _("Progress of looking at the units"))
        column = QVBoxLayout(self)
        column.addStretch(1)
        column.addWidget(self.words)
        column.addWidget(self.bar)
        column.addStretch(1)

    def show_share(self, share: float | None) -> None:
        """``share``: 0 to 1 of what there is to do; None if nothing is under way."""
        self.bar.setVisible(share is not None)
        self.bar.show_share(share or 0.0)
