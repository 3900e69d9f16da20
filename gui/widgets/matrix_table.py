"""A small matrix that is a table: coloured numbers with the names of their rows and columns, and the colour bar."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np
from PySide6.QtCore import QEvent, QRectF, QSize, QSizeF, Signal
from PySide6.QtGui import QFontMetricsF, QImage, QPaintEvent, QPalette, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from gui.look.direction import keep_left_to_right, picture_painter
from gui.look.sizes import extent
from gui.widgets.cell_texts import CellTexts, cell_texts
from gui.widgets.color_bar import bar_room, paint_bar
from gui.widgets.color_scale import ColorScale
from gui.widgets.empty_words import paint_empty
from gui.widgets.focus_ring import around, paint_ring
from gui.widgets.matrix_cells import MatrixCells
from gui.widgets.matrix_model import MatrixModel
from gui.widgets.matrix_names import MatrixNames
from gui.widgets.matrix_view import CLOSER, MatrixView, whole


class MatrixTable(QWidget):
    """For up to some hundred rows and columns. The arrow keys go from cell to cell, Shift with them, or the mouse
    drawn over cells, chooses a block, Ctrl+C copies it with its heads, and all where none is chosen. Where there are
    many, the wheel, plus and minus look closer, and a double click shows all again."""

    pointed = Signal(int, int)
    """Row and column that are pointed at or have been reached by the keys; (-1, -1): none."""
    clicked = Signal(int, int)
    """A cell was clicked, or Return was pressed on it."""
    selected = Signal()
    """Other cells are chosen."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        """``name``: its objectName; its cells have "Cells" behind it."""
        super().__init__(parent, objectName=name)
        keep_left_to_right(self)
        self._scale = ColorScale()
        self._texts: Sequence[Sequence[str]] | None = None
        self._bar_title, self._empty_words = "", ""
        self._names = MatrixNames()
        self._area: QRectF | None = None  # None: to be found anew
        self._written = CellTexts(self.font(), ())
        self._picture = QImage()
        self._view = whole((1, 1))
        self._model = MatrixModel(self._names, self)
        self.cells = MatrixCells(self._model, f"{name}Cells", self)
        self.cells.picture, self.cells.texts = self._sampled, lambda: self._written
        self.cells.pointed.connect(self._on_pointed)
        self.cells.focused.connect(self.update)
        self.cells.wanted.connect(self.clicked)
        self.cells.selected.connect(self.selected)
        self.cells.zoomed.connect(self._on_zoomed)
        self.cells.scrolled.connect(self._on_scrolled)
        self.cells.doubleClicked.connect(self.show_all)
        self.cells.hide()
        self.setFocusProxy(self.cells)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    # What is shown

    def set_values(
        self, values: np.ndarray | None, scale: ColorScale | None = None, texts: Sequence[Sequence[str]] | None = None
    ) -> None:
        """Show ``values``, (rows, columns) numbers of which NaN is none; the array is kept, and must not change.

        ``scale``: from which number to which the colours go (they clip; the numbers do not). ``texts``: what is
        written into each cell, where it is large enough for that. With None for ``values`` there is nothing to show.
        """
        self._texts, self._scale = texts, scale or self._scale
        values = np.empty((0, 0)) if values is None else values
        if values.shape != self._view.shape:
            self._view = whole(values.shape)
        self._model.show(values, texts)
        self.cells.setHidden(not values.size)
        self._forget()

    def set_labels(self, rows: Sequence[str], columns: Sequence[str]) -> None:
        """What is written beside each row and under each column, as far as there is room."""
        self._names.set_labels(rows, columns)
        self._forget()

    def set_titles(self, rows: str, columns: str, bar: str = "") -> None:
        """What rows, columns and colours are."""
        self._names.set_titles(rows, columns)
        self._bar_title = bar
        self._forget()

    def set_tips(self, tips: Callable[[int, int], str]) -> None:
        """What is said of a cell, given its row and column: its tooltip, and what a screen reader says."""
        self._model.tips = tips

    def set_empty_text(self, words: str) -> None:
        """What is written where there is no matrix."""
        self._empty_words = words
        self.update()

    def name_for_hearing(self, name: str) -> None:
        self.cells.setAccessibleName(name)

    def values(self) -> np.ndarray | None:
        return self._model.values if self._model.values.size else None

    def show_cell(self, row: int, column: int) -> None:
        """Mark a cell."""
        self.cells.show_cell(row, column)

    def show_all(self) -> None:
        """The whole matrix, however large."""
        self._look(whole(self._view.shape))

    def _on_zoomed(self, factor: float, row: int, column: int) -> None:
        if min(self._view.shape) > CLOSER:
            self._look(self._view.zoomed(factor, row, column))

    def _on_scrolled(self) -> None:
        self._view = self._view.from_(*self.cells.first_in_sight())
        self._show_part()
        self.update()

    def _look(self, view: MatrixView) -> None:
        if view != self._view:
            self._view = view
            self._forget()

    # Geometry

    def _forget(self) -> None:
        self._picture, self._area = QImage(), None
        if self.isVisible() and self.values() is not None:
            self._fit()
        self.update()

    def _fit(self) -> None:
        """Cells are squares, as large as there is room for."""
        right = bar_room(QFontMetricsF(self.font()), bool(self._bar_title))
        self._area = self._names.fit(self.font(), QSizeF(self.size()), self._view, right)
        self.cells.fit(self._area.toRect(), self._view)
        self._show_part()

    def _show_part(self) -> None:
        """The colours and the numbers of what is in sight."""
        self._picture = QImage()
        self._written = cell_texts(self.font(), self._texts, self._view, self._cell, self._is_bright)
        self.cells.viewport().update()

    def _cell(self, row: int, column: int) -> QRectF:
        """Where a cell is drawn, within the matrix."""
        view = self._view
        wide, high = self._area.width() / view.columns, self._area.height() / view.rows
        return QRectF((column - view.column) * wide, (row - view.row) * high, wide, high)

    def cell_rect(self, row: int, column: int) -> QRectF:
        """Where a cell is drawn, in this widget."""
        if self._area is None:
            self._fit()
        return self._cell(row, column).translated(self._area.topLeft())

    # Painting

    def paintEvent(self, event: QPaintEvent) -> None:
        with picture_painter(self) as painter:
            if self.values() is None:
                paint_empty(painter, QRectF(self.rect()), self._empty_words, self.palette())
                return
            if self._area is None:
                self._fit()
            if self._area.width() < 1 or self._area.height() < 1:
                return
            painter.setPen(self.palette().color(QPalette.ColorRole.WindowText))
            self._names.paint(painter, self._area, self._view, self.cell_rect)
            row, column = self.cells.pointed_at()
            value = float(self._model.values[row, column]) if row >= 0 else None
            painter.setPen(self.palette().color(QPalette.ColorRole.WindowText))
            paint_bar(painter, self._area, self._scale, self._bar_title, value)
            if self.cells.hasFocus():
                paint_ring(painter, around(self._area), self.palette())

    def _is_bright(self, row: int, column: int) -> bool:
        return self._scale.is_bright(float(self._model.values[row, column]))

    def _sampled(self) -> QImage:
        """The cells with a device pixel for each that there is, made anew only when they have changed."""
        if self._picture.isNull():
            ratio, room = self.devicePixelRatioF(), self.cells.viewport().size()
            height, width = round(room.height() * ratio), round(room.width() * ratio)
            self._picture = self._scale.picture(self._view.sampled(self._model.values, height, width))
        return self._picture

    def _on_pointed(self, row: int, column: int) -> None:
        if self._area is not None:  # the number is marked on the bar, and nothing else changes
            self.update(self._area.toRect().adjusted(round(self._area.width()), 0, self.width(), 0))
        self.pointed.emit(row, column)

    # What Qt asks for

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._forget()

    def showEvent(self, event) -> None:
        super().showEvent(event)
        self._forget()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._forget()

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.DevicePixelRatioChange:
            self._forget()
        return super().event(event)

    def sizeHint(self) -> QSize:
        return extent(420, 360)

    def minimumSizeHint(self) -> QSize:
        return extent(180, 140)
