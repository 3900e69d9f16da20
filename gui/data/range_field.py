"""What the network is fed for a black and for a white pixel: two numbers, of the lesson's or any."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QGridLayout, QLabel, QLineEdit, QWidget

from engine.networks.network import LARGEST_VALUE
from engine.numbers import NotANumber, is_ambiguous, read_number, short, typed, value_range
from engine.words import _
from gui.look.direction import keep_left_to_right
from gui.look.sizes import sized
from gui.widgets.explain import RowExplain
from gui.widgets.labels import label

PRESETS = ((0.0, 1.0), (0.0, 255.0), (-1.0, 0.0), (10.0, 15.0), (-1.0, 1.0))


class RangeField(QWidget):
    """A list of usual ranges, and two fields for any other."""

    changed = Signal(float, float)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.presets = QComboBox(objectName="rangeBox")
        for low, high in PRESETS:
            self.presets.addItem(value_range(low, high), (low, high))
        self.presets.addItem(_("two numbers…"), None)
        self.low, self.high = QLineEdit("0", objectName="lowField"), QLineEdit("1", objectName="highField")
        self.error = label("error", wordWrap=True, objectName="rangeError")
        self.error.hide()
        tip = _(
            "Pixels 0 to 255 become these numbers before the network gets them. It learns best from small numbers\n"
            "around 0; with 0 to 255 the first steps are 255 times as large, with 10 to 15 all inputs look alike."
        )
        for widget in (self.presets, self.low, self.high):
            widget.setToolTip(tip)
        self.presets.setAccessibleName(_("Value range fed to the network"))
        self.presets.activated.connect(self._on_preset)
        for field, name in ((self.low, _("Value of black pixels")), (self.high, _("Value of white pixels"))):
            field.setAccessibleName(name)
            sized(field.setMaximumWidth, 70)
            keep_left_to_right(field)
            field.textEdited.connect(self._on_edited)
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.addWidget(label("plotTitle", _("Value range fed to the network")), 0, 0, 1, 5)
        black, white = QLabel(_("black")), QLabel(_("white"))
        for column, widget in enumerate((self.presets, black, self.low, white, self.high)):
            grid.addWidget(widget, 1, column)
        grid.addWidget(RowExplain(self.presets, self.low, self.high), 1, 5)
        grid.addWidget(self.error, 2, 0, 1, 6)
        grid.setColumnStretch(6, 1)

    def range(self) -> tuple[float, float] | None:
        """The two numbers; None while they are none, or equal."""
        numbers = [_number(field.text()) for field in (self.low, self.high)]
        if None in numbers or numbers[0] == numbers[1]:
            return None
        return numbers[0], numbers[1]

    def set_range(self, low: float, high: float) -> None:
        """Fill the fields in, without a signal."""
        if self.range() != (low, high):
            self.low.setText(_written(low))
            self.high.setText(_written(high))
        self._show()

    def _on_preset(self, index: int) -> None:
        chosen = self.presets.itemData(index)
        if chosen is None:
            self.low.setFocus()
            self.low.selectAll()
            return
        self.set_range(*chosen)
        self.changed.emit(*chosen)

    def _on_edited(self) -> None:
        self._show()
        if (found := self.range()) is not None:
            self.changed.emit(*found)

    def _show(self) -> None:
        found = self.range()
        self.error.setVisible(found is None)
        words = _("The value range needs two different numbers, such as {low} and {high}.")
        self.error.setText("" if found else words.format(low=short(-1), high=short(0.5)))
        index = next((k for k, preset in enumerate(PRESETS) if preset == found), len(PRESETS))
        self.presets.setCurrentIndex(index)


def _written(value: float) -> str:
    """So that it is read as that number again: three digits after a comma could be thousands."""
    text = typed(value)
    return f"{text}0" if is_ambiguous(text) else text


def _number(text: str) -> float | None:
    try:
        value = read_number(text)
    except NotANumber:
        return None
    return value if abs(value) <= LARGEST_VALUE else None
