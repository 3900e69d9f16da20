"""The weights of the first layer's units as pictures, all on one colour scale with zero in the middle."""

from __future__ import annotations

import numpy as np
from PySide6.QtWidgets import QWidget

from engine.inspection.weights import FirstLayer
from engine.numbers import number
from engine.words import _
from gui.widgets.network_view import SIDE
from gui.widgets.signed_grid import SignedGrid

_NOTHING = np.empty((0, SIDE, SIDE), np.float32)


class WeightGrid(SignedGrid):
    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self._layer: FirstLayer | None = None
        self.set_tips(self._tip_of)
        self.set_empty_text(_("No network yet"))
        self.setAccessibleName(_("Weights of the first layer's units"))

    def show_layer(self, layer: FirstLayer | None) -> None:
        self._layer = layer
        if layer is None:
            self.show_values(_NOTHING, 1.0)
        else:
            self.show_values(layer.weights, layer.limit, self._caption_of)

    def _caption_of(self, place: int) -> str:
        return _("unit {unit}").format(unit=self._layer.units[place])

    def _tip_of(self, place: int) -> str:
        layer, weights = self._layer, self._layer.weights[place]
        words = _("unit {unit} of the first layer: norm of its 784 weights {norm}\nweights from {least} to {most}")
        return words.format(
            unit=layer.units[place], norm=number(layer.norms[place], 2),
            least=number(float(weights.min()), 2), most=number(float(weights.max()), 2),
        )  # fmt: skip
