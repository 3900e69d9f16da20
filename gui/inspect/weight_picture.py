"""The weights of one unit of the first layer as a picture, zero in the middle of its colours."""

from __future__ import annotations

import numpy as np
from PySide6.QtGui import QImage, QPaintEvent
from PySide6.QtWidgets import QWidget

from engine.numbers import number, signed
from engine.words import _
from gui.look.direction import picture_painter
from gui.widgets.color_scale import ColorScale
from gui.widgets.network_view import SIDE, NetworkView

_BLANK = np.zeros((SIDE, SIDE), np.uint8)


class WeightPicture(NetworkView):
    """Blue weights excite the unit where there is ink, vermillion ones hold it back."""

    def __init__(self, parent: QWidget | None = None) -> None:
        self._weights: np.ndarray | None = None
        self._colors = QImage()
        super().__init__(parent)
        self.setAccessibleName(_("Weights of the unit"))
        self.set_empty_text("")

    def show_weights(self, weights: np.ndarray | None) -> None:
        """(28, 28), or nothing."""
        self._weights, self._colors = weights, QImage()
        if weights is not None:
            limit = float(np.abs(weights).max(initial=0, where=np.isfinite(weights))) or 1.0
            self._colors = ColorScale(-limit, limit, "diverging").picture(weights)
        self.set_image(None if weights is None else _BLANK)

    def _describe(self) -> None:
        if self._weights is None:
            self.setAccessibleDescription("")
            return
        words = _("Weights from {least} to {most}; blue ones excite the unit where there is ink, orange hold it back")
        least, most = float(self._weights.min()), float(self._weights.max())
        self.setAccessibleDescription(words.format(least=number(least, 2), most=number(most, 2)))

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self._weights is None:
            return
        with picture_painter(self) as painter:
            painter.drawImage(self._square(), self._colors)
            self._paint_hovered(painter)

    def _tip(self, row: int, column: int) -> str:
        if self._weights is None:
            return super()._tip(row, column)
        words = _(
            "row {row}, column {column}: weight {weight}\nBlue excites the unit where there is ink, orange does not."
        )
        return words.format(row=row, column=column, weight=signed(float(self._weights[row, column]), 3))
