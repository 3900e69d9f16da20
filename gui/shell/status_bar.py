"""The bottom of the window: the digits in hand, what the form would train, and for a moment what was done."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QStatusBar, QWidget

from gui.model.digits_in_hand import DigitsInHand
from gui.model.setup import Setup
from gui.train.training_form import TrainingForm
from gui.work.messages import Messages

SHOWN = 4000  # milliseconds


class StatusBar(QStatusBar):
    def __init__(self, data: DigitsInHand, form: TrainingForm, messages: Messages, parent: QWidget | None = None):
        super().__init__(parent)
        self._data, self._form = data, form
        self._digits, self._network = QLabel("Loading the digits…", objectName="digitsStatus"), QLabel()
        self._digits.setTextFormat(Qt.TextFormat.PlainText)
        self._network.setObjectName("networkStatus")
        self.setContentsMargins(4, 0, 6, 0)  # so that all words begin where Qt puts those of a message
        self.addWidget(self._digits)
        self.addWidget(self._network)
        self.addPermanentWidget(QLabel("CPU"))
        for changed in (data.changed, data.preparation_changed, form.changed):
            changed.connect(self._show_state)
        messages.told.connect(self._on_told)

    def _on_told(self, sentence: str) -> None:
        self.showMessage(sentence, SHOWN)

    def _show_state(self) -> None:
        setup = self._form.setup()
        self._digits.setText(_words(self._data, setup))
        if setup is not None:
            self._network.setText(f"  {setup.spec}, {setup.spec.parameters:,} parameters")


def _words(data: DigitsInHand, setup: Setup | None) -> str:
    digits, own = data.digits, data.test_digits
    if digits is None:
        return "No digits"
    if setup is None:
        return digits.name
    test = round(len(digits) * setup.test_fraction) if own is None else len(own)
    train = len(digits) - test if own is None else len(digits)
    applied = " · with what is applied above" if data.changes else ""
    return f"{digits.name} · {train:,} train, {test:,} test{applied}"
