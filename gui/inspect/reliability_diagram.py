"""The diagram of what is stated against what is right, bin by bin, with the number of images below."""

from __future__ import annotations

import numpy as np
from PySide6.QtCore import QEvent, QLineF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QBrush,
    QColor,
    QFocusEvent,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPalette,
    QPen,
)
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from engine.inspection.reliability import Reliability
from engine.numbers import number, whole
from engine.words import _
from gui.inspect.reliability_words import gap, of_bin
from gui.look import theme
from gui.look.direction import keep_left_to_right, picture_painter
from gui.look.plain import plain_tip
from gui.look.sizes import fine, px
from gui.widgets.empty_words import paint_empty
from gui.widgets.heard import Heard, heard_list

TICKS = (0, 20, 40, 60, 80, 100)  # percent
COUNTS = 0.2  # of the height is for the numbers of images
WORDS = 2.3  # lines of text between the bars and these: of the axis
MARK = 0.9  # share of a bin's width that the bar takes, and the line that says what is stated


class ReliabilityDiagram(QWidget):
    """Bins are chosen with the mouse, or with the arrow keys, Home and End."""

    chosen = Signal(int)
    """Another bin is the current one."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent, objectName="reliabilityDiagram")
        keep_left_to_right(self)
        self._found: Reliability | None = None
        self._empty = ""
        self.current = -1
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(_("Stated probability against the share that is right, by bin"))

    def show_reliability(self, found: Reliability | None, empty: str = "") -> None:
        """``empty``: what is written where there is nothing to show."""
        self._found, self._empty = found, empty
        if found is None:
            self.current = -1
        elif not 0 <= self.current < found.bins or not found.counts[self.current]:
            self.current = most_telling(found)
        self._describe()
        self.update()

    def choose(self, place: int) -> None:
        """Make a bin the current one."""
        if self._found is not None and 0 <= place < self._found.bins and place != self.current:
            self.current = place
            self._describe()
            self.update()
            self.chosen.emit(place)

    def _describe(self) -> None:
        words = "" if self._found is None or self.current < 0 else of_bin(self._found, self.current)
        self.setAccessibleDescription(words)

    def heard(self) -> Heard:
        """For a screen reader: a sentence for each bin that has images."""
        found = self._found
        bins = [] if found is None else np.flatnonzero(found.counts).tolist()
        words = [] if found is None else [of_bin(found, place) for place in bins]
        return heard_list(self.accessibleName(), words, bins.index(self.current) if self.current in bins else -1)

    # Places

    def _area(self) -> QRectF:
        """Where the bars are, from 0 to 100 % both ways."""
        metrics = self.fontMetrics()
        left = metrics.horizontalAdvance("100") + metrics.height() + px(10)
        right = metrics.horizontalAdvance("100") / 2 + px(4)
        return QRectF(left, px(8), max(1, self.width() - left - right), max(1, self._floor() - px(8)))

    def _floor(self) -> float:
        return self.height() * (1 - COUNTS) - WORDS * self.fontMetrics().height()

    def bin_rect(self, place: int) -> QRectF:
        """Where a bin is, from the top of the bars to the foot of the counts."""
        area, bins = self._area(), 1 if self._found is None else self._found.bins
        wide = area.width() / bins
        return QRectF(area.left() + place * wide, area.top(), wide, self.height() - area.top())

    def _bin_at(self, x: float) -> int:
        area = self._area()
        if self._found is None or not area.left() <= x <= area.right():
            return -1
        return min(self._found.bins - 1, int((x - area.left()) / area.width() * self._found.bins))

    # Painting

    def paintEvent(self, event: QPaintEvent) -> None:
        with picture_painter(self) as painter:
            if self._found is None:
                paint_empty(painter, QRectF(self.rect()), self._empty, self.palette())
                return
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            area, text = self._area(), self.palette().color(QPalette.ColorRole.WindowText)
            self._paint_ground(painter, area, text)
            self._paint_counts(painter, area)
            for place in np.flatnonzero(self._found.counts).tolist():
                self._paint_bin(painter, area, place, text)
            self._paint_axes(painter, area, text)
            self._paint_current(painter)

    def _paint_ground(self, painter: QPainter, area: QRectF, text: QColor) -> None:
        painter.fillRect(area, self.palette().color(QPalette.ColorRole.Base))
        faint = theme.blend(self.palette().color(QPalette.ColorRole.Base), text, 0.12)
        painter.setPen(QPen(faint, fine(1)))
        for tick in TICKS:
            y = area.bottom() - tick / 100 * area.height()
            painter.drawLine(QLineF(area.left(), y, area.right(), y))

    def _paint_bin(self, painter: QPainter, area: QRectF, place: int, text: QColor) -> None:
        found, column = self._found, self.bin_rect(place)
        bar = QRectF(column.center().x() - MARK * column.width() / 2, 0, MARK * column.width(), 0)
        bar.setBottom(area.bottom())
        bar.setTop(area.bottom() - found.right[place] * area.height())
        painter.fillRect(bar, QColor(theme.BAR))
        stated = area.bottom() - found.stated[place] * area.height()
        between = QRectF(bar.left(), min(stated, bar.top()), bar.width(), abs(stated - bar.top()))
        too_sure = gap(found, place) > 0
        pattern = Qt.BrushStyle.BDiagPattern if too_sure else Qt.BrushStyle.FDiagPattern
        painter.fillRect(between, QBrush(QColor(theme.WRONG if too_sure else theme.RIGHT), pattern))
        low, high = area.bottom() - found.range_of_chance[:, place] * area.height()
        middle = column.center().x()
        painter.setPen(QPen(text, fine(1)))
        painter.drawLine(QLineF(middle, low, middle, high))
        painter.setPen(QPen(text, fine(2.5)))
        painter.drawLine(QLineF(bar.left(), stated, bar.right(), stated))

    def _paint_counts(self, painter: QPainter, area: QRectF) -> None:
        """By the square root, so that few images are seen beside many."""
        found, metrics = self._found, self.fontMetrics()
        top = area.bottom() + (WORDS + 1) * metrics.height()
        room = max(1.0, self.height() - top - 1)
        painter.setPen(self.palette().color(QPalette.ColorRole.PlaceholderText))
        heights = np.sqrt(found.counts / max(1, found.counts.max()))
        for place in np.flatnonzero(found.counts).tolist():
            column = self.bin_rect(place)
            high = max(1.0, float(heights[place]) * room)
            foot = QRectF(
                column.center().x() - MARK * column.width() / 2, top + room - high, MARK * column.width(), high
            )
            painter.fillRect(foot, QColor(theme.FAINT))
            words = whole(int(found.counts[place]))
            if metrics.horizontalAdvance(words) <= column.width():
                above = QRectF(column.left(), foot.top() - metrics.height(), column.width(), metrics.height())
                painter.drawText(above, Qt.AlignmentFlag.AlignCenter, words)

    def _paint_axes(self, painter: QPainter, area: QRectF, text: QColor) -> None:
        metrics, high = self.fontMetrics(), self.fontMetrics().height()
        painter.setPen(QPen(self.palette().color(QPalette.ColorRole.PlaceholderText), fine(1.5), Qt.PenStyle.DashLine))
        painter.drawLine(QLineF(area.bottomLeft(), area.topRight()))
        painter.setPen(text)
        wide = metrics.horizontalAdvance("1000")
        for tick in TICKS:
            words, along, up = number(tick, 0), area.left() + tick / 100 * area.width(), tick / 100 * area.height()
            below = QRectF(along - wide / 2, area.bottom() + 2, wide, high)
            painter.drawText(below, Qt.AlignmentFlag.AlignCenter, words)
            side = QRectF(area.left() - wide - 4, area.bottom() - up - high / 2, wide, high)
            painter.drawText(side, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, words)
        foot = QRectF(area.left(), area.bottom() + 2 + high, area.width(), high)
        painter.drawText(foot, Qt.AlignmentFlag.AlignCenter, _("stated: the probability of the guess (%)"))
        painter.save()
        painter.translate(0, area.bottom())
        painter.rotate(-90)
        side = QRectF(0, 0, area.height(), high)
        beside = metrics.elidedText(_("right (%)"), Qt.TextElideMode.ElideRight, int(area.height()))
        painter.drawText(side, Qt.AlignmentFlag.AlignCenter, beside)
        painter.restore()
        images = QRectF(0, self.height() - high - 1, area.left() - px(4), high)
        painter.drawText(images, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, _("images"))

    def _paint_current(self, painter: QPainter) -> None:
        """Around its bar, and around its count: between them are the words of the axis."""
        if self.current < 0:
            return
        wide = fine(2.5 if self.hasFocus() else 1.5)
        painter.setPen(QPen(self.palette().color(QPalette.ColorRole.Accent), wide))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        column, axis = self.bin_rect(self.current), self._area().bottom()
        counted = axis + WORDS * self.fontMetrics().height()
        for top, bottom in ((column.top() - px(4), axis), (counted, column.bottom() - 2)):
            painter.drawRoundedRect(QRectF(column.left(), top, column.width(), bottom - top), 3, 3)

    # What the person does

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self.choose(self._bin_at(event.position().x()))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        last = -1 if self._found is None else self._found.bins - 1
        to = {
            Qt.Key.Key_Left: max(0, self.current - 1),
            Qt.Key.Key_Right: min(last, self.current + 1),
            Qt.Key.Key_Home: 0,
            Qt.Key.Key_End: last,
        }.get(Qt.Key(event.key()))
        if to is None:
            super().keyPressEvent(event)
        else:
            self.choose(to)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.update()

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            place = self._bin_at(event.pos().x())
            words = "" if place < 0 else of_bin(self._found, place)
            QToolTip.showText(event.globalPos(), plain_tip(words), self)
            return True
        return super().event(event)

    def minimumSizeHint(self) -> QSize:
        return QSize(px(260), px(180))

    def sizeHint(self) -> QSize:
        return QSize(px(520), px(420))


def most_telling(found: Reliability) -> int:
    """The bin that has most of the error; -1 if there are no images."""
    weighed = [abs(gap(found, place)) * int(found.counts[place]) for place in range(found.bins)]
    return int(np.argmax(weighed)) if any(weighed) else int(np.argmax(found.counts)) if found.counts.any() else -1
