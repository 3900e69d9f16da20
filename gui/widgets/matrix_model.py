"""A matrix of numbers as a model of Qt's: what is written into its cells, what is said of them, and their heads."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np
from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from gui.look.plain import plain_tip
from gui.widgets.matrix_heard import head, written
from gui.widgets.matrix_names import MatrixNames

_Index = QModelIndex | QPersistentModelIndex
_Role = Qt.ItemDataRole


class MatrixModel(QAbstractTableModel):
    def __init__(self, names: MatrixNames, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._names = names
        self.values = np.empty((0, 0))
        self._texts: Sequence[Sequence[str]] | None = None
        self.tips: Callable[[int, int], str] | None = None
        """What is said of a cell, given its row and column; without it there is its number alone."""

    def show(self, values: np.ndarray, texts: Sequence[Sequence[str]] | None) -> None:
        """``values``: (rows, columns); ``texts``: as it is written. The chosen cells stay if there are as many."""
        another = values.shape != self.values.shape
        if another:
            self.beginResetModel()
        self.values, self._texts = values, texts
        if another:
            self.endResetModel()
        elif values.size:
            rows, columns = values.shape
            self.dataChanged.emit(self.index(0, 0), self.index(rows - 1, columns - 1))

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else self.values.shape[0]

    def columnCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else self.values.shape[1]

    def data(self, index: _Index, role: int = _Role.DisplayRole) -> str | None:
        row, column = index.row(), index.column()
        if role == _Role.ToolTipRole and self.tips is not None:
            return plain_tip(self.tips(row, column))
        if role == _Role.AccessibleTextRole and self.tips is not None:
            return self.tips(row, column)
        if role not in (_Role.DisplayRole, _Role.AccessibleTextRole):
            return None
        return (self._texts[row][column] if self._texts else "") or written(self.values[row, column])

    def headerData(self, section: int, across: Qt.Orientation, role: int = _Role.DisplayRole) -> str | None:
        """The name of the class alone; for those who hear it, what it is a name of, too."""
        down = across == Qt.Orientation.Vertical
        title, names = self._names.titles()[not down], self._names.labels()[not down]
        if role == _Role.DisplayRole:
            return head("", names, section)
        return head(title, names, section) if role == _Role.AccessibleTextRole else None
