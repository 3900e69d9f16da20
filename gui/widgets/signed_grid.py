"""A grid of small pictures of numbers, positive and negative, all on one colour scale with zero in the middle."""

from __future__ import annotations

import numpy as np
from PySide6.QtWidgets import QWidget

from gui.widgets.color_scale import ColorScale
from gui.widgets.digit_grid import Captions, DigitGrid, _Strip
from gui.widgets.network_view import SIDE


class SignedGrid(DigitGrid):
    def __init__(self, scale: int = 3, caption_characters: int = 8, parent: QWidget | None = None) -> None:
        super().__init__(scale=scale, caption_characters=caption_characters, largest=2 * scale, parent=parent)
        self._values = np.empty((0, SIDE, SIDE))
        self._colors = ColorScale(-1, 1, "diverging")

    def show_values(self, values: np.ndarray, limit: float, captions: Captions | None = None) -> None:
        """``values``: (n, 28, 28); from ``-limit`` to ``limit`` the colours go."""
        limit = limit or 1.0
        self._values, self._colors = values, ColorScale(-limit, limit, "diverging")
        blank = np.zeros((1, SIDE, SIDE), np.uint8)  # the base class counts images; the colours are made here
        self.set_images(np.broadcast_to(blank, (len(values), SIDE, SIDE)), captions)

    def colors(self) -> ColorScale:
        return self._colors

    def _make_strip(self) -> _Strip:
        first, last = self._in_sight()
        if self._strip is None or (self._strip.first, self._strip.last) != (first, last):
            picture = self._colors.picture(self._values[first:last].reshape(-1, SIDE))
            self._strip = _Strip(first, last, picture, [self.caption(place) for place in range(first, last)])
        return self._strip
