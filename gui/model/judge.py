"""What networks say about the drawing: asked once for each of both, however many show it."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from PySide6.QtCore import QObject, Signal

from engine.networks.network import FeedForward
from gui.model.drawing import Drawing
from gui.model.networks import TRAINED, Networks
from gui.model.run_under_way import RunUnderWay

REMEMBERED = 2  # the network that is chosen, and the one that is watched in training


class Judgement(NamedTuple):
    """``image``: (28, 28) uint8, the drawing as ``network`` gets it; ``evidence``: (classes,) natural logarithms."""

    network: FeedForward
    image: np.ndarray
    evidence: np.ndarray


class Judge(QObject):
    changed = Signal()
    """The drawing is another, or a network, or the one in training may have moved on."""

    def __init__(self, drawing: Drawing, networks: Networks, training: RunUnderWay, parent: QObject | None = None):
        super().__init__(parent)
        self._drawing, self._networks = drawing, networks
        self._known: list[Judgement] = []
        self._snapshot: FeedForward | None = None
        drawing.image_changed.connect(self.changed)
        networks.changed.connect(self.changed)
        training.ticked.connect(self._on_ticked)

    def judgement(self, which: str | None = None) -> Judgement | None:
        """Of the chosen network, or of the one named; None without a drawing or without that network."""
        image, network = self._drawing.image, self._networks.network(which)
        if image is None or network is None:
            return None
        for known in self._known:
            if known.image is image and known.network is network:
                return known
        said = self._drawing.digits.said(network, image)
        found = Judgement(network, image, network.log_probabilities(image[None])[0] if said is None else said)
        self._known = [found, *self._known[: REMEMBERED - 1]]
        return found

    def _on_ticked(self) -> None:
        snapshot = self._networks.network(TRAINED)
        if snapshot is not self._snapshot:
            self._snapshot = snapshot
            self.changed.emit()
