"""The cells of a matrix as a table of Qt's: chosen by mouse and keys, heard cell by cell, painted as one picture."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QItemSelectionModel, QModelIndex, QRect, QRectF, Qt, Signal
from PySide6.QtGui import QFocusEvent, QFont, QImage, QKeyEvent, QPainter, QPaintEvent, QWheelEvent
from PySide6.QtWidgets import QAbstractItemView, QFrame, QHeaderView, QTableView, QWidget

from gui.look.direction import keep_left_to_right, picture_painter
from gui.widgets.cell_frame import paint_frame
from gui.widgets.cell_texts import CellTexts
from gui.widgets.copying import CopyKey, table_text
from gui.widgets.keys import CHOOSE
from gui.widgets.matrix_model import MatrixModel
from gui.widgets.matrix_view import CLOSER, MatrixView

_NOTHING = QModelIndex()


class MatrixCells(QTableView):
    """Its owner says which of its cells are in sight, and hands it a picture of them and their texts: to paint 62 x 62
    cells one by one would be 3,844 calls each time."""

    pointed = Signal(int, int)
    """Row and column under the pointer, else those that the keys have reached; (-1, -1): none."""
    wanted = Signal(int, int)
    """A cell was clicked, or Return or the space bar was pressed on it."""
    selected = Signal()
    """Other cells are chosen."""
    zoomed = Signal(float, int, int)
    """So many times as many cells are to be in sight, around that of this row and column."""
    focused = Signal()
    """It has the focus now, or has it no longer."""
    scrolled = Signal()
    """Others are in sight: the keys, or a block that grows, have left those that were."""

    def __init__(self, model: MatrixModel, name: str, parent: QWidget) -> None:
        super().__init__(parent)
        keep_left_to_right(self)
        keep_left_to_right(self.viewport())
        self.setObjectName(name)
        self.picture: Callable[[], QImage] = QImage
        self.texts: Callable[[], CellTexts] = lambda: CellTexts(QFont(), ())
        self._under = _NOTHING
        self._fitting = False
        self.setModel(model)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ContiguousSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setTabKeyNavigation(False)
        self._lay_bare()
        CopyKey(self, lambda: table_text(self, named=True))
        self.setMouseTracking(True)
        self.entered.connect(self._point_at)
        self.viewportEntered.connect(self._point_at)
        self.clicked.connect(self._on_clicked)
        model.modelReset.connect(self._point_at)

    def _lay_bare(self) -> None:
        """Names, titles and scale stand around it, painted by its owner."""
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setStyleSheet("border: none")
        self.setShowGrid(False)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        for header in (self.horizontalHeader(), self.verticalHeader()):
            header.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
            header.setMinimumSectionSize(1)
            header.hide()

    # What is chosen

    def pointed_at(self) -> tuple[int, int]:
        """The cell under the pointer, else that which the keys have reached; (-1, -1): neither."""
        if self._under.isValid() or not self.hasFocus():
            return self._under.row(), self._under.column()
        return self.current()

    def current(self) -> tuple[int, int]:
        """The cell that was clicked, or reached by the keys, last; (-1, -1): none."""
        return self.currentIndex().row(), self.currentIndex().column()

    def show_cell(self, row: int, column: int) -> None:
        """Mark a cell, if it is not yet, without choosing it: Ctrl+C goes on to copy all."""
        index = self.model().index(row, column)
        if index != self.currentIndex():
            self.selectionModel().setCurrentIndex(index, QItemSelectionModel.SelectionFlag.Clear)

    def block(self) -> tuple[slice, slice]:
        """The rows and the columns that are chosen."""
        chosen = self.selectionModel().selection()
        if chosen.isEmpty():
            return slice(0, 0), slice(0, 0)
        block = chosen.first()
        return slice(block.top(), block.bottom() + 1), slice(block.left(), block.right() + 1)

    def chosen_cells(self) -> int:
        rows, columns = self.block()
        return (rows.stop - rows.start) * (columns.stop - columns.start)

    def _point_at(self, index: QModelIndex = _NOTHING) -> None:
        self._under = index
        self.viewport().update()
        self.pointed.emit(*self.pointed_at())

    def currentChanged(self, current: QModelIndex, previous: QModelIndex) -> None:
        super().currentChanged(current, previous)
        self.viewport().update()
        self.pointed.emit(*self.pointed_at())

    def selectionChanged(self, selected, deselected) -> None:
        super().selectionChanged(selected, deselected)
        self.viewport().update()
        self.selected.emit()

    def _on_clicked(self, index: QModelIndex) -> None:
        if self.chosen_cells() == 1:  # else a block was chosen
            self.wanted.emit(index.row(), index.column())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        current = self.currentIndex()
        if event.key() in CHOOSE and current.isValid():
            self.wanted.emit(current.row(), current.column())
            return
        if event.key() in (Qt.Key.Key_Plus, Qt.Key.Key_Minus):
            factor = 0.5 if event.key() == Qt.Key.Key_Plus else 2.0
            self.zoomed.emit(factor, max(0, current.row()), max(0, current.column()))
            return
        self._under = _NOTHING  # the keys count now, wherever the pointer rests
        super().keyPressEvent(event)

    def keyboardSearch(self, search: str) -> None:
        """Nothing: its numbers are no names that could be typed."""

    def wheelEvent(self, event: QWheelEvent) -> None:
        index, turned = self.indexAt(event.position().toPoint()), event.angleDelta().y()
        if not index.isValid() or not turned or min(self.model().values.shape) <= CLOSER:
            event.ignore()  # the page may scroll
            return
        self.zoomed.emit(0.8 ** (turned / 120), index.row(), index.column())

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.focused.emit()
        self.pointed.emit(*self.pointed_at())

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.focused.emit()
        self.pointed.emit(*self.pointed_at())

    def leaveEvent(self, event: QEvent) -> None:
        self._point_at()
        super().leaveEvent(event)

    # How it looks

    def fit(self, area: QRect, view: MatrixView) -> None:
        """Lie over ``area``, and show this part of the matrix in it."""
        self._fitting = True
        self.setGeometry(area)
        high, wide = area.height() / view.rows, area.width() / view.columns
        _share_out(self.verticalHeader(), high)
        _share_out(self.horizontalHeader(), wide)
        self.updateGeometries()
        self.verticalScrollBar().setValue(round(view.row * high))
        self.horizontalScrollBar().setValue(round(view.column * wide))
        self._fitting = False

    def first_in_sight(self) -> tuple[float, float]:
        """The row and the column at the upper left corner, in shares of cells."""
        rows, columns = self.model().values.shape
        down, across = self.verticalHeader(), self.horizontalHeader()
        return down.offset() * rows / max(1, down.length()), across.offset() * columns / max(1, across.length())

    def scrollContentsBy(self, across: int, down: int) -> None:
        super().scrollContentsBy(across, down)
        if not self._fitting:
            self.scrolled.emit()

    def paintEvent(self, event: QPaintEvent) -> None:
        with picture_painter(self.viewport()) as painter:
            area = QRectF(self.viewport().rect())
            painter.drawImage(area, self.picture())
            self.texts().paint(painter, area)
            self._paint_frames(painter, area)

    def _paint_frames(self, painter: QPainter, area: QRectF) -> None:
        places = [self.visualRect(index) for index in (self._under, self.currentIndex()) if index.isValid()]
        if self.chosen_cells() > 1:
            places.append(self.visualRegionForSelection(self.selectionModel().selection()).boundingRect())
        for place in places:
            paint_frame(painter, area, QRectF(place))


def _share_out(header: QHeaderView, side: float) -> None:
    """Cells that are ``side`` pixels large, together and nearly so each."""
    edges = [round(section * side) for section in range(header.count() + 1)]
    for section in range(header.count()):
        header.resizeSection(section, edges[section + 1] - edges[section])
