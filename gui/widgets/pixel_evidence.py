"""An image under the colours of what each of its pixels says for or against a class."""

from __future__ import annotations

import numpy as np
from PySide6.QtGui import QColor, QImage, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from engine.digits.dataset import DIGIT_NAMES
from engine.numbers import number
from engine.words import _
from gui.look import theme
from gui.look.direction import picture_painter
from gui.widgets.images import translucent_image
from gui.widgets.network_view import NetworkView


class PixelEvidence(NetworkView):
    """Blue (+) speaks for the class, vermillion (−) against it, as in every scale with zero in the middle."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._says: np.ndarray | None = None
        self._name: str | int = ""
        self._colors = QImage()
        self.show_pixels(None, None, "")

    def show_pixels(self, image: np.ndarray | None, says: np.ndarray | None, name: str | int) -> None:
        """``image``: (28, 28) uint8; ``says``: (28, 28), over 0 for the class, under 0 against it; ``name``: its."""
        self._says, self._name = says, name
        digits = str(name) in ("", *DIGIT_NAMES)
        self.setAccessibleName(
            _("What each pixel says for or against the digit") if digits else
            _("What each pixel says for or against the class")
        )  # fmt: skip
        self._colors = QImage() if says is None else _colored(says)
        self.set_image(image)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self._says is None:
            return
        square = self._square()
        with picture_painter(self) as painter:
            painter.drawImage(square, self._colors)
            self._paint_signs(painter)
            self._paint_hovered(painter)

    def _paint_signs(self, painter: QPainter) -> None:
        """Signs on the pixels that say most, where there is room for them: colour is not the only sign."""
        if self.pixel_rect(0, 0).width() < 7:
            return
        limit = np.abs(self._says).max()
        painter.setPen(QColor("#FFFFFF"))
        for row, column in np.argwhere(np.abs(self._says) > 0.35 * limit) if limit > 0 else ():
            cell, up = self.pixel_rect(row, column), self._says[row, column] > 0
            center, arm = cell.center(), cell.width() * 0.25
            painter.drawLine(center.x() - arm, center.y(), center.x() + arm, center.y())
            if up:
                painter.drawLine(center.x(), center.y() - arm, center.x(), center.y() + arm)

    def _tip(self, row: int, column: int) -> str:
        if self._says is None:
            return super()._tip(row, column)
        value = float(self._says[row, column])
        if value > 0:
            words = _("speaks for {digit}: {value}")
        else:
            words = _("speaks against {digit}: {value}") if value < 0 else _("speaks nothing about {digit}: {value}")
        return "\n".join([super()._tip(row, column), words.format(digit=self._name, value=number(value, 3))])


def _colored(says: np.ndarray) -> QImage:
    """(28, 28) as a picture: the more it says, the less transparent."""
    limit = float(np.abs(says[np.isfinite(says)]).max(initial=0)) or 1.0
    share = np.clip(np.nan_to_num(np.abs(says)) / limit, 0, 1) ** 0.6
    for_, against = (np.uint32(QColor(color).rgb() & 0xFFFFFF) for color in (theme.TRAIN, theme.TEST))
    return translucent_image((share * 235).astype(np.uint32) << 24 | np.where(says > 0, for_, against))
