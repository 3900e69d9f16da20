"""A digit to watch while a network learns: the canvas, what the network gets of it, and its evidence."""

from __future__ import annotations

import numpy as np
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from engine.networks.network import FeedForward
from gui.canvas.canvas import Canvas
from gui.model.drawing import Drawing
from gui.widgets.evidence_bars import EvidenceBars
from gui.widgets.network_view import NetworkView


class WatchPanel(QWidget):
    def __init__(self, drawing: Drawing, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.canvas = Canvas(drawing)
        self.canvas.setObjectName("watchCanvas")
        self.view = NetworkView()
        self.view.setObjectName("watchView")
        self.view.setFixedSize(84, 84)
        self.bars = EvidenceBars()
        self.bars.setObjectName("watchBars")
        clear = QPushButton("Clear", objectName="watchClearButton")
        clear.setToolTip("Remove all ink (Delete); Ctrl+Z brings it back")
        clear.clicked.connect(drawing.clear)
        self._words = QLabel(wordWrap=True)
        self._words.setProperty("role", "muted")
        beside = QVBoxLayout()
        beside.addWidget(self._words, 1)
        beside.addWidget(clear)
        middle = QHBoxLayout()
        middle.addWidget(self.view)
        middle.addLayout(beside, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(8, 0, 0, 0)
        layout.addWidget(self.canvas)
        layout.addLayout(middle)
        layout.addWidget(self.bars, 1)
        self.show_evidence(None, None)

    def show_evidence(self, ink: np.ndarray | None, network: FeedForward | None) -> None:
        """``ink``: the (28, 28) uint8 image that ``network`` gets. None: no drawing, no network yet."""
        self.view.set_image(ink)
        if ink is None or network is None:
            self.bars.set_evidence(None)
        else:
            self.bars.set_evidence(network.log_probabilities(ink[None])[0])
        self._words.setText(_hint(ink is not None, network))


def _hint(drawn: bool, network: FeedForward | None) -> str:
    if network is None:
        return "Press Start: the bars show what the network in training makes of the drawing."
    return "What the network gets." if drawn else "Draw a digit above: the bars move as the network learns."
