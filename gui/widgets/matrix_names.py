"""What stands beside and below a matrix: the names of its rows and columns, as far as they fit, and what those are."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QPointF, QRectF, QSizeF, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QPainter

from gui.look.sizes import px
from gui.widgets.class_names import LONGEST, NamesBelow, NamesBeside, longest, names_below, names_beside
from gui.widgets.color_bar import draw_upwards
from gui.widgets.matrix_view import MatrixView

EDGE = 3  # above and below the matrix
APART = 4  # pixels between what the rows are and their names


class MatrixNames:
    def __init__(self) -> None:
        self._rows: Sequence[str] = ()
        self._columns: Sequence[str] = ()
        self._titles = ("", "")
        self._beside: NamesBeside | None = None
        self._below: NamesBelow | None = None

    def set_labels(self, rows: Sequence[str], columns: Sequence[str]) -> None:
        self._rows, self._columns = rows, columns

    def set_titles(self, rows: str, columns: str) -> None:
        self._titles = rows, columns

    def labels(self) -> tuple[Sequence[str], Sequence[str]]:
        """The names of the rows, and of the columns; empty for none."""
        return self._rows, self._columns

    def titles(self) -> tuple[str, str]:
        """What the rows are, and the columns."""
        return self._titles

    def fit(self, font: QFont, size: QSizeF, view: MatrixView, right: float) -> QRectF:
        """Where the matrix is drawn in a widget of this size, with so much room at the ``right``: its cells are squares
        as large as fits. How the names are written follows from it."""
        below = QFontMetricsF(font).height() if self._columns else 0.0
        beside = room = min(longest(QFontMetricsF(font), self._rows), max(px(LONGEST), 0.25 * size.width()))
        area = QRectF()
        for _pass in range(3):  # names that need more room leave a smaller matrix, with lower rows and narrower columns
            area = self._area(font, size, view, QSizeF(beside, below), right)
            self._below = names_below(font, self._columns, area.width() / view.columns)
            self._beside = names_beside(font, self._rows, area.height() / view.rows, room)
            high = self._below.height if self._columns else 0.0
            if high <= below and self._beside.width <= beside:
                break
            below, beside = max(below, high), max(beside, self._beside.width)
        return area

    def _area(self, font: QFont, size: QSizeF, view: MatrixView, names: QSizeF, right: float) -> QRectF:
        line = QFontMetricsF(font).height()
        left = names.width() + 4
        left += line + px(APART) if self._titles[0] else 0
        bottom = (names.height() + 2) * bool(self._columns) + (line + 2) * bool(self._titles[1])
        room = QRectF(left, EDGE, size.width() - left - right, size.height() - bottom - 2 * EDGE)
        cell = max(0.0, min(room.width() / view.columns, room.height() / view.rows))
        width, height = cell * view.columns, cell * view.rows
        x = room.x() + (room.width() - width) / 2
        return QRectF(round(x), round(room.y() + (room.height() - height) / 2), round(width), round(height))

    def paint(self, painter: QPainter, area: QRectF, view: MatrixView, cell: Callable[[int, int], QRectF]) -> None:
        """In the painter's pen and font; ``cell``: where a cell is drawn, given its row and column."""
        font, line, center = painter.font(), painter.fontMetrics().height(), Qt.AlignmentFlag.AlignCenter
        rows, columns = view.in_sight()
        for row in rows if self._rows else ():
            self._beside.paint(painter, row, QPointF(area.x() - 4, cell(row, 0).center().y()))
        for column in columns if self._columns else ():
            place = cell(0, column)
            self._below.paint(painter, column, QRectF(place.x(), area.bottom() + 2, place.width(), line))
        painter.setFont(font)
        below = area.bottom() + 2 + (self._below.height if self._columns else 0)
        painter.drawText(QRectF(area.x(), below, area.width(), line), center, self._titles[1])
        if self._titles[0]:
            left = area.x() - 4 - round(self._beside.width) - px(APART) - line
            draw_upwards(painter, QRectF(left, area.y(), line, area.height()), self._titles[0])
