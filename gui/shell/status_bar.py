"""The bottom of the window: the digits in hand, the network that the page is about, and what was just done."""

from __future__ import annotations

import math

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QStatusBar, QWidget

from engine.networks.network import NetworkSpec
from engine.numbers import whole
from engine.words import _, ngettext
from gui.look import sizes
from gui.look.sizes import sized
from gui.model.digits_in_hand import DigitsInHand
from gui.model.setup import Setup
from gui.train.training_form import TrainingForm
from gui.widgets.announcing import announce
from gui.widgets.page import Page
from gui.work.messages import Messages

SHOWN = 4000  # milliseconds


class StatusBar(QStatusBar):
    def __init__(self, data: DigitsInHand, form: TrainingForm, messages: Messages, parent: QWidget | None = None):
        super().__init__(parent)
        self.setAccessibleName(_("Status"))
        self._data, self._form = data, form
        self._digits, self._network = QLabel(_("Loading the digits…"), objectName="digitsStatus"), QLabel()
        self._digits.setTextFormat(Qt.TextFormat.PlainText)
        self._network.setObjectName("networkStatus")
        sized(self.setContentsMargins, 4, 0, 6, 0)  # so that all words begin where Qt puts those of a message
        self.addWidget(self._digits)
        self.addWidget(self._network)
        self.replay = QLabel(objectName="replayStatus")
        self.replay.hide()
        self.addPermanentWidget(self.replay)
        self.addPermanentWidget(QLabel(_("CPU")))
        data.changed.connect(self._show_digits)
        data.changed.connect(self._show_network)
        data.preparation_changed.connect(self._on_setup_changed)
        form.changed.connect(self._on_setup_changed)
        messages.told.connect(self._on_told)
        sizes.changed.connect(self.clearMessage)  # else Qt shows what is under it as well
        sizes.changed.connect(self.reformat)  # Qt keeps the height that the letters needed before
        self._page: Page | None = None
        self._show_network()

    def show_page(self, page: Page) -> None:
        """This one is in sight now."""
        if self._page is not None:
            self._page.network_shown_changed.disconnect(self._show_network)
        self._page = page
        page.network_shown_changed.connect(self._show_network)
        self._show_network()

    def show_replay(self, epoch: int | None) -> None:
        """The epoch whose network is shown, in place of what its run has come to; None: none."""
        self.replay.setText("" if epoch is None else _("Replay: epoch {epoch}").format(epoch=epoch))
        self.replay.setVisible(epoch is not None)

    def _on_told(self, sentence: str) -> None:
        self.showMessage(sentence, SHOWN)
        announce(self, sentence)

    def _on_setup_changed(self) -> None:
        if self._data.digits is not None:  # else they are being loaded
            self._show_digits()
        self._show_network()

    def _show_digits(self) -> None:
        self._digits.setText(_words(self._data, self._form.setup()))

    def _show_network(self) -> None:
        setup, shown = self._form.setup(), self._page and self._page.network_shown()
        spec = shown or (setup and self._data.fed(setup.spec))
        if spec is not None:
            self._network.setText(f"  {_network_words(spec, of_form=not shown)}")


def _words(data: DigitsInHand, setup: Setup | None) -> str:
    digits, own = data.digits, data.test_digits
    if digits is None:
        return _("No digits")
    if setup is None:
        return digits.name
    test = round(len(digits) * setup.test_fraction) if own is None else len(own)
    train = len(digits) - test if own is None else len(digits)
    words = _("{digits} · {amounts} · with what is applied above") if data.changes else _("{digits} · {amounts}")
    return words.format(digits=digits.name, amounts=_amounts(train, test, setup.config.validation_fraction))


def _amounts(train: int, test: int, validation_fraction: float) -> str:
    if not validation_fraction:
        return _("{train} train, {test} test").format(train=whole(train), test=whole(test))
    validation = math.ceil(train * validation_fraction)
    return _("{train} train, {validation} validation, {test} test").format(
        train=whole(train - validation), validation=whole(validation), test=whole(test)
    )


def _network_words(spec: NetworkSpec, of_form: bool) -> str:
    count = spec.parameters
    if of_form:
        words = ngettext(
            "the form's {network}, {parameters} parameter", "the form's {network}, {parameters} parameters", count
        )
    else:
        words = ngettext("{network}, {parameters} parameter", "{network}, {parameters} parameters", count)
    return words.format(network=spec, parameters=whole(count))
