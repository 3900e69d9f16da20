"""How many images there are of each class, as bars that can be clicked."""

from __future__ import annotations

import numpy as np
from PySide6.QtCore import QEvent, QPoint, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QHelpEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPalette, QPen
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from engine.digits.dataset import CLASSES, DIGIT_NAMES
from engine.numbers import whole
from engine.words import _
from gui.look import theme
from gui.look.direction import keep_left_to_right, picture_painter
from gui.look.plain import plain_tip
from gui.look.sizes import px
from gui.widgets.heard import Heard, heard_list
from gui.widgets.keys import CHOOSE

SMALLER = 0.84  # of the text, where there are more classes than ten
NAMES_SHARE = 0.4  # of the width, for names at most


class ClassBars(QWidget):
    """A bar for each class with its count. The arrow keys and the pointer choose one, Return or a click takes it."""

    clicked = Signal(int)
    """A class was taken."""
    pointed = Signal(int)
    """A class is chosen by the arrow keys."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        keep_left_to_right(self)
        self._names, self._counts = DIGIT_NAMES, np.zeros(CLASSES, int)
        self._pointed = -1
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Expanding)
        self._name_it()

    def set_counts(self, counts: np.ndarray, names: tuple[str, ...] = DIGIT_NAMES) -> None:
        """``counts``: (classes,) images of each; ``names``: what they are called."""
        self._counts = counts
        if names != self._names:
            self._names, self._pointed = names, -1
            self.updateGeometry()
        self._name_it()
        pairs = zip(names, counts, strict=True)
        self.setAccessibleDescription(", ".join(f"{name}: {whole(count)}" for name, count in pairs))
        self.update()

    def _name_it(self) -> None:
        digits = self._names == DIGIT_NAMES
        self.setAccessibleName(_("Images of each digit") if digits else _("Images of each class"))

    def heard(self) -> Heard:
        """For a screen reader."""
        pairs = zip(self._names, self._counts.tolist(), strict=True)
        words = [_("{name}: {count}").format(name=name, count=whole(count)) for name, count in pairs]
        return heard_list(self.accessibleName(), words, self._pointed)

    # Where what is

    def row_rect(self, label: int) -> QRectF:
        """Where a class's bar is drawn, with its name and count."""
        height = self.height() / len(self._names)
        return QRectF(0, label * height, self.width(), height)

    def _label_at(self, position: QPoint) -> int:
        last = len(self._names) - 1
        return min(last, max(0, int(position.y() * len(self._names) / max(1, self.height()))))

    def _letters(self) -> QFont:
        font = theme.digits_font(self.font())
        if len(self._names) > CLASSES:
            font.setPixelSize(round(SMALLER * self.fontInfo().pixelSize()))
        return font

    def _name_width(self, painter: QPainter) -> int:
        widest = max(map(painter.fontMetrics().horizontalAdvance, self._names))
        return min(widest + 8, round(NAMES_SHARE * self.width()))

    # Painting

    def paintEvent(self, event: QPaintEvent) -> None:
        with picture_painter(self) as painter:
            painter.setFont(self._letters())
            name, count = self._name_width(painter), painter.fontMetrics().horizontalAdvance(whole(60_000)) + 4
            for label in range(len(self._names)):
                self._paint_row(painter, label, name, count)
            if self.hasFocus() and self._pointed >= 0:
                painter.setPen(QPen(self.palette().color(QPalette.ColorRole.Accent), 1))
                painter.drawRect(self.row_rect(self._pointed).adjusted(0.5, 0.5, -0.5, -0.5))

    def _paint_row(self, painter: QPainter, label: int, name: int, count: int) -> None:
        """``name``, ``count``: how wide the room for each is."""
        row, middle = self.row_rect(label), Qt.AlignmentFlag.AlignVCenter
        if label == self._pointed:
            painter.fillRect(row, self.palette().color(QPalette.ColorRole.Midlight))
        share = self._counts[label] / max(1, int(self._counts.max()))
        gap = min(3.0, 0.17 * row.height())
        room = row.width() - name - count
        painter.fillRect(QRectF(name, row.y() + gap, room * share, row.height() - 2 * gap), QColor(theme.BAR))
        painter.setPen(self.palette().color(QPalette.ColorRole.WindowText))
        elided = painter.fontMetrics().elidedText(self._names[label], Qt.TextElideMode.ElideRight, name - 6)
        painter.drawText(row.adjusted(2, 0, 0, 0), middle | Qt.AlignmentFlag.AlignLeft, elided)
        right = QRectF(row.right() - count, row.y(), count - 2, row.height())
        painter.drawText(right, middle | Qt.AlignmentFlag.AlignRight, whole(self._counts[label]))

    # What the person does

    def _point_at(self, label: int) -> None:
        if label != self._pointed:
            self._pointed = label
            self.update()

    def _tip(self, label: int) -> str:
        if self._names == DIGIT_NAMES:
            return _("Click a digit to see all of its images")
        tip = _("{name}: {count}\nClick a class to see all of its images")
        return plain_tip(tip.format(name=self._names[label], count=whole(self._counts[label])))

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            label = self._label_at(event.pos())
            QToolTip.showText(event.globalPos(), self._tip(label), self, self.row_rect(label).toAlignedRect())
            return True
        return super().event(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self._point_at(self._label_at(event.position().toPoint()))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            self.clicked.emit(self._label_at(event.position().toPoint()))

    def leaveEvent(self, event: QEvent) -> None:
        self._point_at(-1)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            step = -1 if event.key() == Qt.Key.Key_Up else 1
            self._point_at(min(len(self._names) - 1, max(0, self._pointed + step)))
            self.pointed.emit(self._pointed)
        elif event.key() in CHOOSE and self._pointed >= 0:
            self.clicked.emit(self._pointed)
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event) -> None:
        self._point_at(max(0, self._pointed))
        super().focusInEvent(event)

    # What Qt asks for

    def row_height(self) -> int:
        """What a row needs, in pixels."""
        if len(self._names) <= CLASSES:
            return self.fontMetrics().height() + 3
        return round(SMALLER * self.fontMetrics().height()) + 1

    def sizeHint(self) -> QSize:
        return QSize(px(180), len(self._names) * self.row_height())

    def minimumSizeHint(self) -> QSize:
        return QSize(px(140), self.sizeHint().height())
