"""The mean image of the right and of the wrong of each digit: two rows of ten."""

from __future__ import annotations

import numpy as np
from PySide6.QtCore import QEvent, QPoint, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFont, QHelpEvent, QImage, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPalette, QPen
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from engine.numbers import whole
from engine.words import _, ngettext
from gui.look.sizes import extent, px
from gui.widgets.images import grey_image
from gui.widgets.network_view import SIDE

ROWS = (_("✓ right"), _("✗ wrong"))
GAP = 8
_MOVES = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1, Qt.Key.Key_Up: -10, Qt.Key.Key_Down: 10}


class MeanImages(QWidget):
    clicked = Signal(int, int)
    """A mean was chosen: 0 (right) or 1 (wrong), and the digit."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._pictures: list[QImage | None] = [None] * 20
        self._counts = np.zeros((2, 10), np.int64)
        self._current = -1
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(_("Mean images of the right and the wrong of each digit"))

    def show_means(self, means: np.ndarray, counts: np.ndarray) -> None:
        """``means``: (2, 10, 28, 28), 0..255; ``counts``: (2, 10). Where the count is 0, there is no picture."""
        self._counts = counts
        pairs = zip(means.reshape(20, SIDE, SIDE), counts.ravel(), strict=True)
        self._pictures = [grey_image(mean.round().astype(np.uint8)) if count else None for mean, count in pairs]
        self.update()

    def set_current(self, row: int, digit: int) -> None:
        """Frame one of the means."""
        self._current = row * 10 + digit
        self.update()

    def rect_of(self, row: int, digit: int) -> QRectF:
        """Where a mean is drawn."""
        metrics = self.fontMetrics()
        left = metrics.horizontalAdvance(ROWS[1]) + 2 * GAP
        top = metrics.height() + 4
        side = self._side()
        down = side + metrics.height() + GAP
        return QRectF(left + digit * (side + GAP), top + row * down, side, side)

    def _side(self) -> float:
        metrics = self.fontMetrics()
        wide = (self.width() - metrics.horizontalAdvance(ROWS[1]) - 2 * GAP) / 10 - GAP
        high = (self.height() - 3 * metrics.height() - 4) / 2 - GAP
        return max(8.0, float(int(min(wide, high))))

    def _at(self, position: QPoint) -> int:
        inside = (place for place in range(20) if self.rect_of(*divmod(place, 10)).contains(position))
        return next(inside, -1)

    def _choose(self, place: int) -> None:
        if 0 <= place < 20:
            self.set_current(*divmod(place, 10))
            self.clicked.emit(*divmod(place, 10))

    def paintEvent(self, event: QPaintEvent) -> None:
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
            bold = QFont(self.font())
            bold.setBold(True)
            for row, words in enumerate(ROWS):
                first = self.rect_of(row, 0)
                painter.setFont(bold)
                painter.setPen(self.palette().color(QPalette.ColorRole.WindowText))
                side = QRectF(0, first.y(), first.x() - GAP, first.height())
                painter.drawText(side, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, words)
                for digit in range(10):
                    self._paint_one(painter, row, digit)
            self._paint_heads(painter, bold)

    def _paint_heads(self, painter: QPainter, bold: QFont) -> None:
        painter.setFont(bold)
        painter.setPen(self.palette().color(QPalette.ColorRole.WindowText))
        for digit in range(10):
            rect = self.rect_of(0, digit)
            painter.drawText(QRectF(rect.x(), 0, rect.width(), rect.y() - 2), Qt.AlignmentFlag.AlignCenter, str(digit))

    def _paint_one(self, painter: QPainter, row: int, digit: int) -> None:
        rect, picture = self.rect_of(row, digit), self._pictures[10 * row + digit]
        muted = self.palette().color(QPalette.ColorRole.PlaceholderText)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setFont(self.font())
        painter.setPen(muted)
        if picture is None:
            painter.drawText(rect, Qt.AlignmentFlag.AlignCenter, _("none"))
            painter.setPen(QPen(muted, 1, Qt.PenStyle.DotLine))
            painter.drawRect(rect.adjusted(0.5, 0.5, -0.5, -0.5))
        else:
            painter.drawImage(rect, picture)
            below = QRectF(rect.x() - GAP, rect.bottom() + 1, rect.width() + 2 * GAP, self.fontMetrics().height())
            painter.drawText(below, Qt.AlignmentFlag.AlignCenter, whole(self._counts[row, digit]))
        if 10 * row + digit == self._current:
            painter.setPen(QPen(self.palette().color(QPalette.ColorRole.Accent), 3))
            painter.drawRect(rect.adjusted(-2, -2, 2, 2))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            self._choose(self._at(event.position().toPoint()))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in _MOVES:
            self._choose(0 if self._current < 0 else self._current + _MOVES[event.key()])
        else:
            super().keyPressEvent(event)

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            place = self._at(event.pos())
            QToolTip.showText(event.globalPos(), self._tip(*divmod(place, 10)) if place >= 0 else "", self)
            return True
        return super().event(event)

    def _tip(self, row: int, digit: int) -> str:
        count = int(self._counts[row, digit])
        sentence = (
            ngettext(
                "The mean of the {count} image of {digit} that was guessed right",
                "The mean of the {count} images of {digit} that were guessed right",
                count,
            )
            if row == 0
            else ngettext(
                "The mean of the {count} image of {digit} that was taken for another digit",
                "The mean of the {count} images of {digit} that were taken for another digit",
                count,
            )
        )
        return sentence.format(count=whole(count), digit=digit)

    def sizeHint(self) -> QSize:
        return QSize(px(900), self.heightForWidth(px(900)))

    def minimumSizeHint(self) -> QSize:
        return extent(420, 140)

    def heightForWidth(self, width: int) -> int:
        metrics = self.fontMetrics()
        side = (width - metrics.horizontalAdvance(ROWS[1]) - 2 * GAP) / 10 - GAP
        return round(2 * (side + GAP) + 3 * metrics.height() + 4)
