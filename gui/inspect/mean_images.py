"""The mean image of the right and of the wrong of each class: two rows of ten, or more of both."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from PySide6.QtCore import QEvent, QPoint, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QFont,
    QFontMetrics,
    QHelpEvent,
    QImage,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPalette,
    QPen,
    QResizeEvent,
)
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from engine.digits.dataset import DIGIT_NAMES
from engine.numbers import whole
from engine.words import _, ngettext
from gui.look.direction import keep_left_to_right, picture_painter
from gui.look.plain import plain_tip
from gui.look.sizes import extent, px
from gui.widgets.class_names import are_digits, names_beside
from gui.widgets.focus_ring import paint_ring
from gui.widgets.heard import Heard, at
from gui.widgets.images import grey_image
from gui.widgets.network_view import SIDE

ROWS = (_("✓ right"), _("✗ wrong"))
GAP = 8
FRAMED = 4  # pixels below a picture, where its frame is
TEN = 10  # classes whose means stand side by side
LEAST, MOST = 36, 44  # sides of the pictures of more classes


class MeanImages(QWidget):
    clicked = Signal(int, int)
    """A mean was chosen: 0 (right) or 1 (wrong), and the place of the class."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        keep_left_to_right(self)
        self._names: tuple[str, ...] = ()
        self._pictures: list[QImage | None] = []
        self._current = -1
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.set_names(DIGIT_NAMES)

    def set_names(self, names: Sequence[str]) -> None:
        """What the classes are called; with others, there are no means."""
        if tuple(names) == self._names:
            return
        self._names = tuple(names)
        self._pictures, self._current = [None] * (2 * len(names)), -1
        self._counts = np.zeros((2, len(names)), np.int64)
        self.setAccessibleName(
            _("Mean images of the right and the wrong of each digit") if are_digits(names) else
            _("Mean images of the right and the wrong of each class")
        )  # fmt: skip
        self._leave_room()
        self.updateGeometry()
        self.update()

    @property
    def many(self) -> bool:
        """Whether there are more than stand side by side: then it is as high as it must be."""
        return len(self._names) > TEN

    def show_means(self, means: np.ndarray, counts: np.ndarray) -> None:
        """``means``: (2, classes, 28, 28), 0..255; ``counts``: (2, classes). No picture where that is 0."""
        self._counts = counts
        pairs = zip(means.reshape(-1, SIDE, SIDE), counts.ravel(), strict=True)
        self._pictures = [grey_image(mean.round().astype(np.uint8)) if count else None for mean, count in pairs]
        self.update()

    def set_current(self, row: int, digit: int) -> None:
        """Frame one of the means."""
        self._current = row * len(self._names) + digit
        self.update()

    def heard(self) -> Heard:
        """For a screen reader: a table with a column for each class."""
        tip, current = self._tip, at(*self._group(self._current)) if self._current >= 0 else None
        return Heard(self.accessibleName(), len(ROWS), tip, self._names, ROWS.__getitem__, current)

    def rect_of(self, row: int, digit: int) -> QRectF:
        """Where a mean is drawn."""
        line, side = self.fontMetrics().height(), self._side()
        block, column = divmod(digit, self._columns(self.width()))
        down = side + line + GAP
        top = block * self._block(side) + line + 4 + row * down
        return QRectF(self._left() + column * (side + GAP), top, side, side)

    def _left(self) -> int:
        bold = QFont(self.font())
        bold.setBold(True)
        return max(map(QFontMetrics(bold).horizontalAdvance, ROWS)) + 3 * GAP

    def _block(self, side: float) -> float:
        """How high the names of some classes are, with the means of the right and of the wrong below them."""
        line = self.fontMetrics().height()
        return 2 * (side + GAP) + 3 * line + 4 + (GAP if self.many else 0)

    def _columns(self, width: int) -> int:
        """How many classes stand side by side: equally many in each block, as far as possible."""
        if not self.many:
            return TEN
        blocks, classes = 1, len(self._names)
        while blocks < classes and self._wide(width, -(-classes // blocks)) < px(LEAST):
            blocks += 1
        return -(-classes // blocks)

    def _wide(self, width: int, columns: int) -> float:
        return (width - self._left()) / columns - GAP

    def _side(self) -> float:
        wide = self._wide(self.width(), self._columns(self.width()))
        if self.many:
            return max(8.0, float(int(min(wide, px(MOST)))))
        high = (self.height() - 3 * self.fontMetrics().height() - 4) / 2 - GAP
        return max(8.0, float(int(min(wide, high))))

    def _at(self, position: QPoint) -> int:
        places = range(2 * len(self._names))
        return next((place for place in places if self.rect_of(*self._group(place)).contains(position)), -1)

    def _group(self, place: int) -> tuple[int, int]:
        """0 (right) or 1 (wrong), and the place of the class."""
        return divmod(place, len(self._names))

    def _choose(self, place: int) -> None:
        if 0 <= place < 2 * len(self._names):
            self.set_current(*self._group(place))
            self.clicked.emit(*self._group(place))

    def paintEvent(self, event: QPaintEvent) -> None:
        with picture_painter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
            bold = QFont(self.font())
            bold.setBold(True)
            for first in range(0, len(self._names), self._columns(self.width())):
                self._paint_sides(painter, bold, first)
            for place in range(2 * len(self._names)):
                self._paint_one(painter, *self._group(place))
            self._paint_heads(painter, bold)
            if self.hasFocus():
                bottom = self.rect_of(1, len(self._names) - 1).bottom() + 2 * FRAMED + self.fontMetrics().height()
                paint_ring(painter, QRectF(0, 0, self.width(), min(bottom, self.height())), self.palette())

    def _paint_sides(self, painter: QPainter, bold: QFont, first: int) -> None:
        painter.setFont(bold)
        painter.setPen(self.palette().color(QPalette.ColorRole.WindowText))
        for row, words in enumerate(ROWS):
            beside = self.rect_of(row, first)
            side = QRectF(GAP, beside.y(), beside.x() - 2 * GAP, beside.height())
            painter.drawText(side, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, words)

    def _paint_heads(self, painter: QPainter, bold: QFont) -> None:
        painter.setPen(self.palette().color(QPalette.ColorRole.WindowText))
        line = self.fontMetrics().height()
        heads = names_beside(bold, self._names, line, self._side() + GAP - 2)
        painter.setFont(heads.font)
        for place, name in enumerate(heads.texts):
            rect = self.rect_of(0, place)
            above = QRectF(rect.x() - GAP / 2, rect.y() - line - 4, rect.width() + GAP, line + 2)
            painter.drawText(above, Qt.AlignmentFlag.AlignCenter, name)

    def _paint_one(self, painter: QPainter, row: int, digit: int) -> None:
        place = len(self._names) * row + digit
        rect, picture = self.rect_of(row, digit), self._pictures[place]
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
            below = QRectF(rect.x() - GAP, rect.bottom() + FRAMED, rect.width() + 2 * GAP, self.fontMetrics().height())
            painter.drawText(below, Qt.AlignmentFlag.AlignCenter, whole(self._counts[row, digit]))
        if place == self._current:
            painter.setPen(QPen(self.palette().color(QPalette.ColorRole.Accent), 3))
            painter.drawRect(rect.adjusted(-2, -2, 2, 2))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            self._choose(self._at(event.position().toPoint()))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        moves = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}
        if event.key() in moves:
            self._choose(0 if self._current < 0 else self._current + moves[event.key()])
        elif event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self._choose(0 if self._current < 0 else self._below(event.key() == Qt.Key.Key_Up))
        else:
            super().keyPressEvent(event)

    def _below(self, upwards: bool) -> int:
        """The place under the current one, or above it; -1 if there is none."""
        row, place = self._group(self._current)
        classes, columns = len(self._names), self._columns(self.width())
        if upwards:
            return place if row == 1 else classes + place - columns if place >= columns else -1
        return classes + place if row == 0 else place + columns if place + columns < classes else -1

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            place = self._at(event.pos())
            QToolTip.showText(event.globalPos(), plain_tip(self._tip(*self._group(place))) if place >= 0 else "", self)
            return True
        return super().event(event)

    def _tip(self, row: int, digit: int) -> str:
        count = int(self._counts[row, digit])
        sentence = _right(count) if row == 0 else _wrong(count, are_digits(self._names))
        return sentence.format(count=whole(count), digit=self._names[digit])

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._leave_room()

    def _leave_room(self) -> None:
        self.setMinimumHeight(self.heightForWidth(self.width()) if self.many else 0)

    def sizeHint(self) -> QSize:
        return QSize(px(900), self.heightForWidth(px(900)))

    def minimumSizeHint(self) -> QSize:
        return extent(420, 140)

    def heightForWidth(self, width: int) -> int:
        columns = self._columns(width)
        side = self._wide(width, columns)
        if self.many:
            return round(-(-len(self._names) // columns) * self._block(max(8, int(min(side, px(MOST))))))
        return round(self._block(side))


def _right(count: int) -> str:
    return ngettext(
        "The mean of the {count} image of {digit} that was guessed right",
        "The mean of the {count} images of {digit} that were guessed right",
        count,
    )


def _wrong(count: int, digits: bool) -> str:
    if digits:
        return ngettext(
            "The mean of the {count} image of {digit} that was taken for another digit",
            "The mean of the {count} images of {digit} that were taken for another digit",
            count,
        )
    return ngettext(
        "The mean of the {count} image of {digit} that was taken for another class",
        "The mean of the {count} images of {digit} that were taken for another class",
        count,
    )
