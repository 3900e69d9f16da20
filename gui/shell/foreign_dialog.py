"""What the file of a network that others have made does not say, and its layers do not tell."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QDialog, QDialogButtonBox, QFormLayout, QHBoxLayout, QLabel, QLineEdit, QWidget

from engine.errors import UserError
from engine.networks.foreign import Foreign
from engine.networks.network import ACTIVATION_NAMES, FeedForward
from engine.numbers import NotANumber, read_number, typed
from engine.words import _
from gui.look.direction import keep_left_to_right
from gui.look.sizes import sized
from gui.widgets.explain import RowExplain, add_explained_row
from gui.widgets.labels import label

RANGES = (
    (_("0 to 1, as ToTensor makes them"), (0.0, 1.0)),
    (_("mean 0 and deviation 1, by Normalize(0.1307, 0.3081)"), (-0.4242, 2.8215)),
    (_("−1 to 1, by Normalize(0.5, 0.5)"), (-1.0, 1.0)),
    (_("0 to 255, as they are"), (0.0, 255.0)),
)
"""What PyTorch programs do with the pixels, and what black and white become."""


class ForeignDialog(QDialog):
    made = Signal(object)
    """The FeedForward, as the person has said it is."""

    def __init__(self, foreign: Foreign, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("foreignDialog")
        self.setWindowTitle(_("Another's network"))
        self._foreign = foreign
        self.activation = QComboBox(objectName="foreignActivation")
        for key, name in ACTIVATION_NAMES.items():
            self.activation.addItem(name, key)
        self.activation.setToolTip(
            _("What each hidden unit does with its sum: it stands in the program, not in the file")
        )
        self.range = QComboBox(objectName="foreignRange")
        for words, values in RANGES:
            self.range.addItem(words, values)
        self.range.setToolTip(_("What the program that trained it made of the pixels"))
        self.low, self.high = QLineEdit(objectName="foreignLow"), QLineEdit(objectName="foreignHigh")
        for field, name in ((self.low, _("Value of black pixels")), (self.high, _("Value of white pixels"))):
            field.setAccessibleName(name)
            field.setToolTip(_("The number that the network is fed for such a pixel"))
            sized(field.setMaximumWidth, 80)
            keep_left_to_right(field)
        self.error = label("error", wordWrap=True, objectName="foreignError")
        self.error.hide()
        self.range.currentIndexChanged.connect(self._on_range)
        self._lay_out()
        self._on_range()

    def _lay_out(self) -> None:
        sizes = "-".join(map(str, self._foreign.sizes))
        says = _("{file} holds the weights of a network {sizes}. What its file does not say, you have to know:")
        form, numbers = QFormLayout(self), QHBoxLayout()
        for widget in (QLabel(_("black")), self.low, QLabel(_("white")), self.high):
            numbers.addWidget(widget)
        numbers.addWidget(RowExplain(self.low, self.high))
        numbers.addStretch(1)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        buttons.addButton(_("Open it"), QDialogButtonBox.ButtonRole.AcceptRole)
        buttons.accepted.connect(self._on_accepted)
        buttons.rejected.connect(self.reject)
        form.addRow(label("", says.format(file=self._foreign.name, sizes=sizes), wordWrap=True))
        if self._foreign.activation is None:
            add_explained_row(form, _("Activation"), self.activation)
        add_explained_row(form, _("Pixels"), self.range)
        form.addRow("", numbers)
        form.addRow(self.error)
        form.addRow(buttons)

    def _on_range(self) -> None:
        for field, value in zip((self.low, self.high), self.range.currentData(), strict=True):
            field.setText(typed(value))

    def _on_accepted(self) -> None:
        try:
            network = self._network()
        except UserError as error:
            self.error.setText(str(error))
            self.error.show()
            return
        self.made.emit(network)
        self.accept()

    def _network(self) -> FeedForward:
        try:
            low, high = read_number(self.low.text()), read_number(self.high.text())
        except NotANumber as error:
            raise UserError(_("“{text}” is no number: write one like 0.5.").format(text=str(error)[:20])) from None
        return self._foreign.network(self._foreign.activation or self.activation.currentData(), (low, high))
