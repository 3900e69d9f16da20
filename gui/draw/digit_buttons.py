"""Ten buttons, one for each digit."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QSizePolicy, QToolButton, QWidget

from gui.look.sizes import sized


class DigitButtons(QWidget):
    chosen = Signal(int)
    """A digit's button was pressed."""

    def __init__(self, name: str, tip: str, columns: int = 5, parent: QWidget | None = None) -> None:
        """``name``: begins the buttons' object names; ``tip``: their tooltip, in which {digit} is the digit."""
        super().__init__(parent)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        sized(grid.setSpacing, 4)
        for digit in range(10):
            button = QToolButton(text=str(digit), objectName=f"{name}{digit}Button")
            button.setToolTip(tip.format(digit=digit))
            sized(button.setMinimumSize, 26, 26)
            button.clicked.connect(self._on_clicked)
            button.setProperty("digit", digit)
            grid.addWidget(button, digit // columns, digit % columns)

    def _on_clicked(self) -> None:
        self.chosen.emit(self.sender().property("digit"))
