"""How many images there are of each digit, as ten bars that can be clicked."""

from __future__ import annotations

import numpy as np
from PySide6.QtCore import QEvent, QPoint, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPalette, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from engine.numbers import whole
from engine.words import _
from gui.look import theme
from gui.look.sizes import px
from gui.widgets.keys import CHOOSE

DIGITS = 10


class ClassBars(QWidget):
    """A bar for each digit with its count. The arrow keys and the pointer choose one, Return or a click takes it."""

    clicked = Signal(int)
    """A digit was taken."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._counts = np.zeros(DIGITS, int)
        self._pointed = -1
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(_("Images of each digit"))
        self.setToolTip(_("Click a digit to see all of its images"))

    def set_counts(self, counts: np.ndarray) -> None:
        """``counts``: (10,) images of each digit."""
        self._counts = counts
        self.setAccessibleDescription(", ".join(f"{digit}: {whole(count)}" for digit, count in enumerate(counts)))
        self.update()

    def row_rect(self, digit: int) -> QRectF:
        """Where a digit's bar is drawn, with its name and count."""
        height = self.height() / DIGITS
        return QRectF(0, digit * height, self.width(), height)

    def _digit_at(self, position: QPoint) -> int:
        return min(DIGITS - 1, max(0, int(position.y() * DIGITS / max(1, self.height()))))

    def paintEvent(self, event: QPaintEvent) -> None:
        metrics = self.fontMetrics()
        name, count = metrics.horizontalAdvance("0") + 8, metrics.horizontalAdvance(whole(60_000)) + 4
        most = max(1, int(self._counts.max()))
        with QPainter(self) as painter:
            painter.setFont(theme.digits_font(self.font()))
            for digit in range(DIGITS):
                row = self.row_rect(digit)
                if digit == self._pointed:
                    painter.fillRect(row, self.palette().color(QPalette.ColorRole.Midlight))
                room = row.width() - name - count
                share = self._counts[digit] / most
                painter.fillRect(QRectF(name, row.y() + 3, room * share, row.height() - 6), QColor(theme.BAR))
                painter.setPen(self.palette().color(QPalette.ColorRole.WindowText))
                middle = Qt.AlignmentFlag.AlignVCenter
                painter.drawText(row.adjusted(2, 0, 0, 0), middle | Qt.AlignmentFlag.AlignLeft, str(digit))
                right = QRectF(row.right() - count, row.y(), count - 2, row.height())
                painter.drawText(right, middle | Qt.AlignmentFlag.AlignRight, whole(self._counts[digit]))
            if self.hasFocus() and self._pointed >= 0:
                painter.setPen(QPen(self.palette().color(QPalette.ColorRole.Accent), 1))
                painter.drawRect(self.row_rect(self._pointed).adjusted(0.5, 0.5, -0.5, -0.5))

    def _point_at(self, digit: int) -> None:
        if digit != self._pointed:
            self._pointed = digit
            self.update()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self._point_at(self._digit_at(event.position().toPoint()))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            self.clicked.emit(self._digit_at(event.position().toPoint()))

    def leaveEvent(self, event: QEvent) -> None:
        self._point_at(-1)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            step = -1 if event.key() == Qt.Key.Key_Up else 1
            self._point_at(min(DIGITS - 1, max(0, self._pointed + step)))
        elif event.key() in CHOOSE and self._pointed >= 0:
            self.clicked.emit(self._pointed)
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event) -> None:
        self._point_at(max(0, self._pointed))
        super().focusInEvent(event)

    def sizeHint(self) -> QSize:
        return QSize(px(180), DIGITS * (self.fontMetrics().height() + 3))

    def minimumSizeHint(self) -> QSize:
        return QSize(px(140), self.sizeHint().height())
