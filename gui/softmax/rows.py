"""Four rows of bars: sums that are dragged, their exponentials, the quotients, and the logarithms of these."""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np
from PySide6.QtCore import QEvent, QRectF, QSize, QSizeF, Qt, Signal
from PySide6.QtGui import QColor, QHelpEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPalette, QPen
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from engine.inspection.softmax import SoftmaxByHand
from engine.words import _
from gui.look import theme
from gui.look.direction import keep_left_to_right, picture_painter
from gui.look.plain import plain_tip
from gui.look.sizes import extent
from gui.softmax.rows_layout import LEAST_LOG, ROWS, RowsLayout, lay_out, reach_of
from gui.softmax.words import ROW_TIPS, shown
from gui.softmax.words import ROWS as HEADS
from gui.softmax.words import ROWS_MOVED as MOVED_HEADS
from gui.widgets.heard import Heard, heard_list

_STEPS = {Qt.Key.Key_Up: 0.1, Qt.Key.Key_Down: -0.1, Qt.Key.Key_PageUp: 1.0, Qt.Key.Key_PageDown: -1.0}
_ACROSS = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}
_BAR, _CHOSEN = QColor(theme.BAR), QColor(theme.WINNER)
_ALIGN = Qt.AlignmentFlag
_Role = QPalette.ColorRole


class SoftmaxRows(QWidget):
    """The class that is pointed at, or chosen with the left and right keys, is the current one."""

    sum_wanted = Signal(int, float, bool)
    """The person wants another sum for the class at a place; whether it is the same drag as before."""
    current_changed = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        keep_left_to_right(self)
        self._sums: list[float] = []
        self._made: SoftmaxByHand | None = None
        self._names: tuple[str, ...] = ()
        self._moved = False
        self._current = 0
        self._layout: RowsLayout | None = None
        self._drags = self._dragged = False
        self._reach = 0.0
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setAccessibleName(_("Sums, exponentials, softmax and logarithms of each class"))

    def show_softmax(
        self, sums: Sequence[float], made: SoftmaxByHand, names: tuple[str, ...], has_constant: bool
    ) -> None:
        """``sums``: without the constant; ``made``: of them with it."""
        if len(names) != len(self._names):
            self._current = 0
        others = names != self._names
        self._sums, self._made, self._names, self._moved = list(sums), made, names, has_constant
        reach = self._reach if self._drags else reach_of(sums)
        if others or reach != self._reach:
            self._reach, self._layout = reach, None
        self.update()

    def current(self) -> int:
        return self._current

    def set_current(self, place: int) -> None:
        if place != self._current and 0 <= place < len(self._names):
            self._current = place
            self.update()
            self.current_changed.emit(place)

    def heard(self) -> Heard:
        """For a screen reader: a table with a column for each class."""
        made, names, heads = self._made, self._names, MOVED_HEADS if self._moved else HEADS
        if made is None:
            return heard_list(self.accessibleName(), [])
        rows = [list(map(float, self._values(row))) for row in range(ROWS)]

        def text(row: int, column: int) -> str:
            return _("{name}: {row} {value}").format(name=names[column], row=heads[row], value=shown(rows[row][column]))

        return Heard(self.accessibleName(), ROWS, text, names, heads.__getitem__, (0, self._current))

    def bar_rect(self, row: int, place: int) -> QRectF:
        """Where a bar is drawn."""
        return self._laid_out().bar(row, place, self._share(row, place))

    def _laid_out(self) -> RowsLayout:
        if self._layout is None:
            self._layout = lay_out(QSizeF(self.size()), self.font(), MOVED_HEADS, max(1, len(self._names)), self._reach)
        return self._layout

    def _values(self, row: int) -> Sequence[float]:
        made = self._made
        assert made is not None
        return (self._sums, made.exponentials, made.probabilities, made.logs)[row]

    def _share(self, row: int, place: int) -> float:
        """How long a bar is, by the room for it."""
        values = self._values(row)
        value = float(values[place])
        if math.isnan(value):
            return 0.0
        if row == 0:
            return max(-1.0, min(1.0, value / self._reach))
        if row == 1:
            finite = np.asarray(values)[np.isfinite(values)]
            most = float(finite.max(initial=0.0))
            return 1.0 if math.isinf(value) else value / most if most else 0.0
        if row == 2:
            return value
        lowest = max(LEAST_LOG, -float(np.min(values)))
        return min(1.0, -value / lowest)

    # Painting

    def paintEvent(self, event: QPaintEvent) -> None:
        if self._made is None:
            return
        layout, palette = self._laid_out(), self.palette()
        text, quiet = palette.color(_Role.WindowText), palette.color(_Role.PlaceholderText)
        with picture_painter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setFont(layout.font)
            self._paint_current(painter, layout)
            for row in range(ROWS):
                self._paint_row(painter, layout, row, text, quiet)
            self._paint_names(painter, layout, text)
            if self.hasFocus():
                painter.setPen(QPen(palette.color(_Role.Accent), 1.5))
                painter.setBrush(Qt.BrushStyle.NoBrush)
                painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 4, 4)

    def _paint_current(self, painter: QPainter, layout: RowsLayout) -> None:
        left, width = layout.columns[self._current]
        window, text = self.palette().color(_Role.Window), self.palette().color(_Role.WindowText)
        painter.fillRect(QRectF(left, 0, width, self.height()), theme.blend(window, text, 0.08))

    def _paint_row(self, painter: QPainter, layout: RowsLayout, row: int, text: QColor, quiet: QColor) -> None:
        area = layout.areas[row]
        painter.setPen(text)
        heads = MOVED_HEADS if self._moved else HEADS
        painter.drawText(
            QRectF(6, area.top(), area.left(), area.height()), _ALIGN.AlignLeft | _ALIGN.AlignVCenter, heads[row]
        )
        painter.setPen(QPen(quiet, 1))
        y = area.center().y() if row == 0 else area.top() if row == ROWS - 1 else area.bottom()
        painter.drawLine(area.left(), y, area.right(), y)
        values, metrics = self._values(row), painter.fontMetrics()
        for place in range(len(self._names)):
            bar = layout.bar(row, place, self._share(row, place))
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(_CHOSEN if place == self._current else _BAR)
            painter.drawRoundedRect(bar, min(2.0, bar.height() / 2), min(2.0, bar.height() / 2))
            words = shown(float(values[place]))
            left, width = layout.columns[place]
            if metrics.horizontalAdvance(words) <= width - 1:
                painter.setPen(text)
                painter.drawText(self._value_place(layout, row, bar, left, width), _ALIGN.AlignCenter, words)

    @staticmethod
    def _value_place(layout: RowsLayout, row: int, bar: QRectF, left: float, width: float) -> QRectF:
        """Beyond the end of the bar, where there is room, and never below the row."""
        area, line = layout.areas[row], layout.line
        down = row == ROWS - 1 or (row == 0 and bar.bottom() > area.center().y() + 0.5)
        y = min(bar.bottom(), area.bottom() - line + 4) if down else bar.top() - line
        return QRectF(left, max(area.top() - line, y), width, line)

    def _paint_names(self, painter: QPainter, layout: RowsLayout, text: QColor) -> None:
        painter.setPen(text)
        metrics = painter.fontMetrics()
        for place, name in enumerate(self._names):
            left, width = layout.columns[place]
            words = metrics.elidedText(name, Qt.TextElideMode.ElideRight, int(width))
            painter.drawText(QRectF(left, layout.names_top, width, layout.line), _ALIGN.AlignCenter, words)

    # Dragging and pointing

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if self._made is None or event.button() != Qt.MouseButton.LeftButton:
            return
        place = self._laid_out().class_at(event.position())
        if place is None:
            return
        self.set_current(place)
        if self._laid_out().row_at(event.position()) == 0:
            self._drags, self._dragged = True, False
            self._drag_to(event.position().y())

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._made is None:
            return
        if self._drags:
            self._drag_to(event.position().y())
            return
        layout = self._laid_out()
        place = layout.class_at(event.position())
        if place is not None:
            self.set_current(place)
        drags = place is not None and layout.row_at(event.position()) == 0
        self.setCursor(Qt.CursorShape.SizeVerCursor if drags else Qt.CursorShape.ArrowCursor)

    def _drag_to(self, y: float) -> None:
        value = self._laid_out().sum_at(y)
        if value != self._sums[self._current]:
            self.sum_wanted.emit(self._current, value, self._dragged)
            self._dragged = True

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        self._drags = False
        if self._made is not None:
            self.show_softmax(self._sums, self._made, self._names, self._moved)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = event.key()
        if self._made is None or key not in (*_STEPS, *_ACROSS):
            super().keyPressEvent(event)
        elif key in _ACROSS:
            self.set_current(self._current + _ACROSS[key])
        else:
            value = round(self._sums[self._current] + _STEPS[key], 1)
            self.sum_wanted.emit(self._current, value, event.isAutoRepeat())

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            row = self._laid_out().row_at(event.pos().toPointF()) if self._made is not None else None
            QToolTip.showText(event.globalPos(), "" if row is None else plain_tip(ROW_TIPS[row]), self)
            return True
        return super().event(event)

    def resizeEvent(self, event) -> None:
        self._layout = None

    def changeEvent(self, event: QEvent) -> None:
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self._layout = None
        super().changeEvent(event)

    def sizeHint(self) -> QSize:
        return extent(720, 400)

    def minimumSizeHint(self) -> QSize:
        return extent(420, 240)
