"""A table with a row for each digit and one for all of them, to be read only."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableWidget, QTableWidgetItem, QWidget

from engine.words import _
from gui.look import sizes, theme

DIGITS = [str(digit) for digit in range(10)]
ROWS = [*DIGITS, _("all")]


class DigitTable(QTableWidget):
    """All rows are in sight, and the columns share the width."""

    def __init__(self, name: str, alignment: Qt.AlignmentFlag, parent: QWidget | None = None) -> None:
        """``name``: its objectName; ``alignment``: of what stands in the cells, from left to right."""
        super().__init__(len(ROWS), 0, parent)
        self._alignment = alignment | Qt.AlignmentFlag.AlignVCenter
        self.setObjectName(name)
        self.setVerticalHeaderLabels(ROWS)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        self.setTabKeyNavigation(False)
        self.setFont(theme.digits_font(self.font()))
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        across, down = self.horizontalHeader(), self.verticalHeader()
        across.setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        across.setTextElideMode(Qt.TextElideMode.ElideRight)
        down.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self._size_rows()
        sizes.changed.connect(self._size_rows)

    def _size_rows(self) -> None:
        row = self.fontMetrics().height() + 5
        self.horizontalHeader().setFixedHeight(row + 2)
        self.verticalHeader().setMinimumSectionSize(row)
        self.verticalHeader().setDefaultSectionSize(row)
        self.setFixedHeight(len(ROWS) * row + row + 6)

    def set_columns(self, columns: Sequence[tuple[str, str]]) -> None:
        """The columns' names and tooltips; their cells are empty."""
        self.clearContents()
        self.setColumnCount(len(columns))
        self.setHorizontalHeaderLabels([name for name, _tip in columns])
        for column, (_name, tip) in enumerate(columns):
            self.horizontalHeaderItem(column).setToolTip(tip)

    def write(self, row: int, column: int, text: str, bold: bool = False) -> None:
        """Rows 0 to 9 are the digits', row 10 is that of all."""
        item = QTableWidgetItem(text)
        item.setTextAlignment(self._alignment)
        font = item.font()
        font.setBold(bold)
        item.setFont(font)
        self.setItem(row, column, item)
