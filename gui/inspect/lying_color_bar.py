"""A lying colour bar with the numbers of its ends and its middle."""

from __future__ import annotations

import numpy as np
from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPaintEvent, QPalette
from PySide6.QtWidgets import QSizePolicy, QWidget

from engine.numbers import number
from gui.look.direction import keep_left_to_right, picture_painter
from gui.look.sizes import px
from gui.widgets.color_scale import ColorScale


class ColorBar(QWidget):
    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        keep_left_to_right(self)
        self._scale: ColorScale | None = None
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def show_scale(self, scale: ColorScale | None) -> None:
        self._scale = scale
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        scale = self._scale
        if scale is None:
            return
        ends = [number(value, 2) for value in (scale.low, scale.high)]
        metrics = self.fontMetrics()
        left, right = (metrics.horizontalAdvance(text) + 6 for text in ends)
        bar = QRectF(left, 3, self.width() - left - right, self.height() - 6)
        with picture_painter(self) as painter:
            painter.drawImage(bar, scale.picture(np.linspace(scale.low, scale.high, 256, dtype=np.float32)[None]))
            painter.setPen(self.palette().color(QPalette.ColorRole.WindowText))
            middle = Qt.AlignmentFlag.AlignVCenter
            painter.drawText(self.rect(), middle | Qt.AlignmentFlag.AlignLeft, ends[0])
            painter.drawText(self.rect(), middle | Qt.AlignmentFlag.AlignRight, ends[1])
            if scale.low < 0 < scale.high:
                painter.setPen(Qt.GlobalColor.black)
                painter.drawText(bar, Qt.AlignmentFlag.AlignCenter, "0")

    def sizeHint(self) -> QSize:
        return QSize(px(220), self.fontMetrics().height() + 4)
