"""Which network tells the digits of a drawing apart: the one that ships, and only where digits are drawn at all."""

from __future__ import annotations

from PySide6.QtCore import QObject

from engine.digits.dataset import DIGIT_NAMES
from engine.handwriting.numbers.strokes import NumberReader
from engine.networks.network import FeedForward
from gui.model.digits_in_hand import DigitsInHand
from gui.model.drawing import Drawing
from gui.model.networks import SHIPPED, Networks


class Referee(QObject):
    """Only a network that was shown what is no digit, and says so, can be asked: a person's own takes half a digit for
    one, too. So what is told apart does not depend on which network reads it."""

    def __init__(
        self, drawing: Drawing, networks: Networks, data: DigitsInHand, parent: QObject | None = None
    ) -> None:  # fmt: skip
        super().__init__(parent)
        self._drawing, self._networks, self._data = drawing, networks, data
        self._network: FeedForward | None = None
        networks.changed.connect(self._on_changed)
        data.changed.connect(self._on_changed)

    def _on_changed(self) -> None:
        known = self._networks.known(SHIPPED)
        digits = self._networks.class_names(self._data.digits) == DIGIT_NAMES
        network = known.latest() if digits and known is not None and known.doubt is not None else None
        if network is not self._network:
            self._network = network
            reader = None if network is None or known is None else NumberReader(network, known.doubt)
            self._drawing.set_reader(reader)
