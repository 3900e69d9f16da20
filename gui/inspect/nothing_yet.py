"""In the place of the tabs while there is nothing to inspect: why, and the buttons that lead out of it."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLabel, QPushButton, QVBoxLayout, QWidget

from engine.words import _
from gui.inspect.yardstick_choice import YardstickChoice
from gui.widgets.buttons import push_button


class NothingYet(QWidget):
    train_wanted = Signal()
    pixel_map_wanted = Signal()

    def __init__(self, yardsticks: YardstickChoice, parent: QWidget | None = None) -> None:
        """``yardsticks``: whose buttons stand below the others."""
        super().__init__(parent)
        self.words = QLabel(wordWrap=True, alignment=Qt.AlignmentFlag.AlignCenter, objectName="inspectEmpty")
        self.train = QPushButton(_("Train a network"), objectName="inspectTrainButton")
        self.train.clicked.connect(self.train_wanted)
        tip = _("Each image in hand a point, by its pixels alone: that needs no network")
        self.pixel_map = push_button(_("Map of the pixels"), "pixelMapButton", tip, self.pixel_map_wanted.emit)
        column = QVBoxLayout(self)
        column.addStretch(1)
        column.addWidget(self.words)
        for widget in (self.train, self.pixel_map, yardsticks.instead, yardsticks.judging):
            column.addWidget(widget, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addStretch(1)

    def say(self, words: str) -> None:
        self.words.setText(words)
