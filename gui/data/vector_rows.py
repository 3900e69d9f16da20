"""A few images as the network gets them: each a single row of 784 greys."""

from __future__ import annotations

import numpy as np
from PySide6.QtCore import QEvent, QPoint, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QHelpEvent, QImage, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPalette, QPen
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from engine.words import _
from gui.look.direction import keep_left_to_right, picture_painter
from gui.look.plain import plain_tip
from gui.look.sizes import extent, px
from gui.widgets.heard import Heard, heard_list
from gui.widgets.images import grey_image
from gui.widgets.network_view import SIDE

GAP, NAME = 5, 20  # between the rows, and for the label at the left, in logical pixels
WIDEST = 96  # the same for a label that is a word, at most


class VectorRows(QWidget):
    """Rows of 784 greys with their labels; one of them is the current one."""

    clicked = Signal(int)
    """A row was clicked, or chosen by the arrow keys."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        keep_left_to_right(self)
        self._labels: list[str] = []
        self._picture = QImage()
        self._current = -1
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setAccessibleName(_("Images as rows of 784 values"))

    def set_images(self, images: np.ndarray, labels: list[str]) -> None:
        """``images``: (n, 28, 28) uint8."""
        self._picture = grey_image(images.reshape(len(images), SIDE * SIDE))
        self._labels, self._current = labels, -1
        self.update()

    def set_current(self, index: int) -> None:
        self._current = index
        self.update()

    def heard(self) -> Heard:
        """For a screen reader: the label of each row."""
        return heard_list(self.accessibleName(), self._labels, self._current)

    def row_rect(self, index: int) -> QRectF:
        """Where a row is drawn."""
        height = self.height() / max(1, len(self._labels))
        name = self._name_width()
        return QRectF(name, index * height + GAP / 2, self.width() - name - 3, height - GAP)

    def _name_width(self) -> int:
        widest = max(map(self.fontMetrics().horizontalAdvance, self._labels), default=0)
        return min(max(NAME, widest + 8), px(WIDEST))

    def _row_at(self, position: QPoint) -> int:
        return min(len(self._labels) - 1, int(position.y() * len(self._labels) / max(1, self.height())))

    def paintEvent(self, event: QPaintEvent) -> None:
        with picture_painter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
            text = self.palette().color(QPalette.ColorRole.WindowText)
            for index, label in enumerate(self._labels):
                row = self.row_rect(index)
                painter.drawImage(row, self._picture, QRectF(0, index, SIDE * SIDE, 1))
                painter.setPen(text)
                name = QRectF(0, row.y(), row.x() - 4, row.height())
                words = painter.fontMetrics().elidedText(label, Qt.TextElideMode.ElideRight, int(name.width()))
                painter.drawText(name, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight, words)
                if index == self._current:
                    painter.setPen(QPen(self.palette().color(QPalette.ColorRole.Accent), 2))
                    painter.drawRect(row.adjusted(-1, -1, 1, 1))

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip and self._labels:
            QToolTip.showText(event.globalPos(), plain_tip(self._labels[self._row_at(event.pos())]), self)
            return True
        return super().event(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton and self._labels:
            self.clicked.emit(self._row_at(event.position().toPoint()))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down) and self._labels:
            step = -1 if event.key() == Qt.Key.Key_Up else 1
            self.clicked.emit(min(len(self._labels) - 1, max(0, self._current + step)))
        else:
            super().keyPressEvent(event)

    def sizeHint(self) -> QSize:
        return extent(420, 220)

    def minimumSizeHint(self) -> QSize:
        return extent(200, 160)
