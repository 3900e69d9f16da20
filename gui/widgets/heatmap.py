"""A matrix as a picture with its colour bar: correlations of thousands of images, accuracies of a race."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from PySide6.QtCore import QEvent, QPoint, QRectF, QSize, QSizeF, Qt, Signal
from PySide6.QtGui import (
    QFontMetricsF,
    QHelpEvent,
    QImage,
    QKeyEvent,
    QMouseEvent,
    QPaintEvent,
    QPalette,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from gui.look.direction import keep_left_to_right, picture_painter
from gui.look.sizes import extent
from gui.widgets.cell_frame import paint_frame
from gui.widgets.cell_texts import CellTexts, cell_texts
from gui.widgets.color_bar import bar_room, paint_bar
from gui.widgets.color_scale import ColorScale
from gui.widgets.copying import CopyKey
from gui.widgets.empty_words import paint_empty
from gui.widgets.focus_ring import around, paint_ring
from gui.widgets.heard import Heard, heard_list
from gui.widgets.keys import CHOOSE
from gui.widgets.matrix_heard import heard_matrix, matrix_text
from gui.widgets.matrix_names import MatrixNames
from gui.widgets.matrix_view import CLOSER, MatrixView, whole

_MOVES = {
    Qt.Key.Key_Up: (-1, 0),
    Qt.Key.Key_Down: (1, 0),
    Qt.Key.Key_Left: (0, -1),
    Qt.Key.Key_Right: (0, 1),
}


class Heatmap(QWidget):
    """Shows a matrix, row 0 at the top, with a colour bar at the right.

    Where there are more cells than pixels, each pixel shows the cell in its middle: what is seen is one true number,
    and no mean. The wheel looks closer (large matrices only), dragging moves, a double click shows all again. The
    arrow keys move the marked cell, Return and the space bar click it, Ctrl+C copies all as text.
    """

    pointed = Signal(int, int)
    """Row and column under the pointer, or -1, -1 when there is none any more."""
    clicked = Signal(int, int)
    """A cell was clicked."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        keep_left_to_right(self)
        self._values: np.ndarray | None = None
        self._scale = ColorScale()
        self._texts: Sequence[Sequence[str]] | None = None
        self._names = MatrixNames()
        self._area: QRectF | None = None  # None: to be found anew
        self._written = CellTexts(self.font(), ())
        self._bar_title, self._empty_words = "", ""
        self._view = whole((1, 1))
        self._cell = (-1, -1)
        self._picture = QImage()
        self._dragged: tuple[QPoint, MatrixView] | None = None
        self._moved = False
        self.setMouseTracking(True)
        CopyKey(self, self.text)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    # What is shown

    def set_values(
        self, values: np.ndarray | None, scale: ColorScale | None = None, texts: Sequence[Sequence[str]] | None = None
    ) -> None:
        """Show ``values``, (rows, columns) numbers of which NaN is none; the array is kept, and must not change.

        ``scale``: from which number to which the colours go (they clip; the numbers do not). ``texts``: what is
        written into each cell, where it is large enough for that. With None for ``values`` there is nothing to show.
        """
        if values is not None and (values.ndim != 2 or 0 in values.shape):
            raise ValueError(f"a heat map needs rows and columns, not the shape {values.shape}")
        self._values, self._texts = values, texts
        self._scale = scale or self._scale
        self._cell = (-1, -1)
        self.show_all()

    def set_labels(self, rows: Sequence[str], columns: Sequence[str]) -> None:
        """What is written beside each row and under each column, as far as there is room; empty for none."""
        self._names.set_labels(rows, columns)
        self._forget()

    def set_titles(self, rows: str, columns: str, bar: str = "") -> None:
        """What rows, columns and colours are."""
        self._names.set_titles(rows, columns)
        self._bar_title = bar
        self._forget()

    def set_empty_text(self, words: str) -> None:
        """What is written where there is no matrix."""
        self._empty_words = words
        self.update()

    def values(self) -> np.ndarray | None:
        return self._values

    def cell(self) -> tuple[int, int]:
        """The marked cell; (-1, -1) if there is none."""
        return self._cell

    def point_at(self, row: int, column: int) -> None:
        """Mark a cell, or none (-1, -1)."""
        if (row, column) != self._cell:
            self._cell = (row, column)
            self.pointed.emit(row, column)
            self.update()

    def show_all(self) -> None:
        """The whole matrix, however large."""
        self._view = whole((1, 1) if self._values is None else self._values.shape)
        self._forget()

    def visible_cells(self) -> tuple[int, int]:
        """How many rows and columns are shown."""
        return round(self._view.rows), round(self._view.columns)

    def _forget(self) -> None:
        self._picture, self._area = QImage(), None
        self.update()

    def text(self) -> str:
        """All of it, to be pasted into a table; empty if there is nothing, or too much."""
        return "" if self._values is None else matrix_text(self._values, self._names, self._texts)

    def heard(self) -> Heard:
        """For a screen reader: a table."""
        values = self._values
        if values is None:
            return heard_list(self.accessibleName(), [self._empty_words] if self._empty_words else [])
        return heard_matrix(self.accessibleName(), values, self._names, self._cell)

    # Geometry

    def area(self) -> QRectF:
        """Where the matrix is drawn: cells are squares, as large as fits."""
        if self._area is None:
            right = bar_room(QFontMetricsF(self.font()), bool(self._bar_title))
            self._area = self._names.fit(self.font(), QSizeF(self.size()), self._view, right)
            self._written = cell_texts(self.font(), self._texts, self._view, self.cell_rect, self._is_bright)
        return QRectF(self._area)

    def cell_at(self, position: QPoint) -> tuple[int, int]:
        """Row and column at a position in this widget; (-1, -1) outside of the matrix."""
        area = self.area()
        if self._values is None or not area.contains(position.x() + 0.5, position.y() + 0.5):
            return -1, -1
        down, along = position.y() + 0.5 - area.y(), position.x() + 0.5 - area.x()
        return self._view.at(down / area.height(), along / area.width())

    def cell_rect(self, row: int, column: int) -> QRectF:
        """Where a cell is drawn."""
        area, view = self.area(), self._view
        wide, high = area.width() / view.columns, area.height() / view.rows
        return QRectF(area.x() + (column - view.column) * wide, area.y() + (row - view.row) * high, wide, high)

    # Painting

    def paintEvent(self, event: QPaintEvent) -> None:
        with picture_painter(self) as painter:
            if self._values is None:
                paint_empty(painter, QRectF(self.rect()), self._empty_words, self.palette())
                return
            area = self.area()
            if area.width() < 1 or area.height() < 1:
                return
            painter.drawImage(area, self._sampled(area))
            self._written.paint(painter, area)
            painter.setPen(self.palette().color(QPalette.ColorRole.WindowText))
            self._names.paint(painter, area, self._view, self.cell_rect)
            if self._cell[0] >= 0:
                paint_frame(painter, area, self.cell_rect(*self._cell))
            value = float(self._values[self._cell]) if self._cell[0] >= 0 else None
            painter.setPen(self.palette().color(QPalette.ColorRole.WindowText))
            paint_bar(painter, area, self._scale, self._bar_title, value)
            if self.hasFocus():
                paint_ring(painter, around(area), self.palette())

    def _is_bright(self, row: int, column: int) -> bool:
        return self._scale.is_bright(float(self._values[row, column]))

    def _sampled(self, area: QRectF) -> QImage:
        """The shown part with a device pixel for each that there is, made anew only when that part has changed."""
        if self._picture.isNull():
            ratio = self.devicePixelRatioF()
            height, width = round(area.height() * ratio), round(area.width() * ratio)
            self._picture = self._scale.picture(self._view.sampled(self._values, height, width))
        return self._picture

    # What the person does

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        position = event.position().toPoint()
        if self._dragged is not None:
            self._drag(position)
        self.point_at(*self.cell_at(position))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            self._dragged, self._moved = (event.position().toPoint(), self._view), False

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        cell = self.cell_at(event.position().toPoint())
        if self._dragged is not None and not self._moved and cell[0] >= 0:
            self.clicked.emit(*cell)
        self._dragged = None

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        self.show_all()

    def _drag(self, position: QPoint) -> None:
        start, view = self._dragged
        area, moved = self.area(), position - start
        self._moved = self._moved or moved.manhattanLength() > 4
        if self._moved:
            down, along = moved.y() / area.height() * view.rows, moved.x() / area.width() * view.columns
            self._look(view.from_(view.row - down, view.column - along))

    def wheelEvent(self, event: QWheelEvent) -> None:
        cell = self.cell_at(event.position().toPoint())
        if cell[0] < 0 or min(self._values.shape) <= CLOSER or not event.angleDelta().y():
            event.ignore()
            return
        self._look(self._view.zoomed(0.8 ** (event.angleDelta().y() / 120), *cell))

    def _look(self, view: MatrixView) -> None:
        self._view = view
        self._forget()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if self._values is None:
            super().keyPressEvent(event)
        elif event.key() in _MOVES:
            self._step(*_MOVES[event.key()])
        elif event.key() in (Qt.Key.Key_Plus, Qt.Key.Key_Minus) and min(self._values.shape) > CLOSER:
            cell = self._cell if self._cell[0] >= 0 else (self._view.row, self._view.column)
            self._look(self._view.zoomed(0.5 if event.key() == Qt.Key.Key_Plus else 2.0, *cell))
        elif event.key() in CHOOSE and self._cell[0] >= 0:
            self.clicked.emit(*self._cell)
        else:
            super().keyPressEvent(event)

    def _step(self, down: int, along: int) -> None:
        rows, columns = self._values.shape
        row, column = (self._cell[0] + down, self._cell[1] + along) if self._cell[0] >= 0 else (0, 0)
        row, column = min(max(row, 0), rows - 1), min(max(column, 0), columns - 1)
        self._look(self._view.showing(row, column))
        self.point_at(row, column)

    def leaveEvent(self, event: QEvent) -> None:
        self.point_at(-1, -1)
        super().leaveEvent(event)

    # What Qt asks for

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._picture, self._area = QImage(), None
        super().resizeEvent(event)

    def event(self, event: QEvent) -> bool:
        if event.type() in (QEvent.Type.DevicePixelRatioChange, QEvent.Type.FontChange):
            self._picture, self._area = QImage(), None
        is_help = isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip
        if is_help and self.toolTip():
            below = self.mapToGlobal(QPoint(0, self.height()))  # not over what it explains
            QToolTip.showText(below, self.toolTip(), self)
            return True
        return super().event(event)

    def sizeHint(self) -> QSize:
        return extent(420, 360)

    def minimumSizeHint(self) -> QSize:
        return extent(180, 140)
