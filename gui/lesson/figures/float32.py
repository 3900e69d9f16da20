"""Three small probabilities multiplied in float32, and their logarithms added."""

from __future__ import annotations

import numpy as np
from PySide6.QtGui import QFont, QResizeEvent
from PySide6.QtWidgets import QGridLayout

from engine.numbers import number
from engine.words import _, left_to_right
from gui.lesson.figures.figure import Around, Figure
from gui.look import theme
from gui.widgets.buttons import push_button
from gui.widgets.labels import label

FACTOR, TIMES = np.float32(1e-19), 3
CHARACTERS = 7  # as wide as they are high, that either number is at most


class Float32(Figure):
    def __init__(self, around: Around) -> None:
        super().__init__("float32Figure")
        self.product, self.log = np.float32(1), np.float32(0)
        self.count = 0
        tip = _("Multiply once more, and add the logarithm once more")
        self.button = push_button(_("× 10⁻¹⁹"), "multiplyButton", tip, self._on_wanted)
        again = push_button(_("Again from 1"), "multiplyAnewButton", _("Begin with 1 again"), self._on_anew)
        self.left, self.right = label("", objectName="float32Product"), label("", objectName="float32Log")
        grid = QGridLayout()
        self._usual, self._large = theme.digits_font(self.left.font()), False
        for column, (head, value) in enumerate(((_("product"), self.left), (_("sum of logarithms"), self.right))):
            grid.addWidget(label("muted", head), 0, column)
            value.setFont(self._usual)
            grid.addWidget(value, 1, column)
        grid.setRowStretch(1, 1)
        grid.addWidget(self.button, 2, 0)
        grid.addWidget(again, 2, 1)
        self.column.addLayout(grid)
        self._show()

    def place_beside(self, beside: bool) -> None:
        self._large = False
        for value in (self.left, self.right):
            value.setFont(self._usual)

    def take_room(self) -> None:
        self._large = True
        self._fit()

    def _fit(self) -> None:
        """The numbers as large as there is room: they are all that there is to see."""
        letters = QFont(self._usual)
        letters.setPixelSize(max(1, min(self.width() // 2 // CHARACTERS, self.height() // 3)))
        for value in (self.left, self.right):
            value.setFont(letters)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self._large:
            self._fit()

    def show_me(self) -> None:
        for _time in range(TIMES):
            self.button.click()

    def _on_wanted(self) -> None:
        self.count += 1
        with np.errstate(under="ignore"):  # that is the point
            self.product = np.float32(self.product * FACTOR)
        self.log = np.float32(self.log + np.log(FACTOR))
        self._show()
        if self.count == TIMES:
            self.used.emit()

    def _on_anew(self) -> None:
        self.product, self.log, self.count = np.float32(1), np.float32(0), 0
        self._show()

    def _show(self) -> None:
        self.left.setText(_tiny(float(self.product)))
        self.right.setText(number(float(self.log), 2))
        self.button.setEnabled(self.count < TIMES)


def _tiny(value: float) -> str:
    """With a power of ten: 1.0 × 10⁻¹⁹; 0 where nothing is left."""
    if value == 0 or value == 1:
        return f"{value:.0f}"
    digits, power = f"{value:.1e}".split("e")
    raised = str(int(power)).translate(str.maketrans("-0123456789", "⁻⁰¹²³⁴⁵⁶⁷⁸⁹"))
    return left_to_right(f"{number(float(digits), 1)} × 10{raised}")
