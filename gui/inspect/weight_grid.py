"""The weights of the first layer's units as pictures, all on one colour scale with zero in the middle."""

from __future__ import annotations

import numpy as np
from PySide6.QtWidgets import QWidget

from engine.inspection.weights import FirstLayer
from engine.numbers import number
from engine.words import _
from gui.widgets.color_scale import ColorScale
from gui.widgets.digit_grid import DigitGrid, _Strip
from gui.widgets.network_view import SIDE


class WeightGrid(DigitGrid):
    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(scale=3, caption_characters=8, parent=parent)
        self._layer: FirstLayer | None = None
        self._colors = ColorScale(-1, 1, "diverging")
        self.set_tips(self._tip_of)
        self.set_empty_text(_("No network yet"))
        self.setAccessibleName(_("Weights of the first layer's units"))

    def show_layer(self, layer: FirstLayer | None) -> None:
        self._layer = layer
        if layer is not None:
            limit = layer.limit or 1.0
            self._colors = ColorScale(-limit, limit, "diverging")
        blank = np.zeros((1, SIDE, SIDE), np.uint8)  # the base class counts images; the colours are made here
        count = 0 if layer is None else len(layer.units)
        self.set_images(np.broadcast_to(blank, (count, SIDE, SIDE)), self._caption_of)

    def colors(self) -> ColorScale:
        return self._colors

    def _make_strip(self) -> _Strip:
        first, last = self._in_sight()
        if self._strip is None or (self._strip.first, self._strip.last) != (first, last):
            picture = self._colors.picture(self._layer.weights[first:last].reshape(-1, SIDE))
            self._strip = _Strip(first, last, picture, [self.caption(place) for place in range(first, last)])
        return self._strip

    def _caption_of(self, place: int) -> str:
        return _("unit {unit}").format(unit=self._layer.units[place])

    def _tip_of(self, place: int) -> str:
        layer, weights = self._layer, self._layer.weights[place]
        words = _("unit {unit} of the first layer: norm of its 784 weights {norm}\nweights from {least} to {most}")
        return words.format(
            unit=layer.units[place], norm=number(layer.norms[place], 2),
            least=number(float(weights.min()), 2), most=number(float(weights.max()), 2),
        )  # fmt: skip
