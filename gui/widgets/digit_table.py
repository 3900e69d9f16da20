"""A table with a row for each class and one for all of them, to be read only."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableWidget, QTableWidgetItem, QWidget

from engine.digits.dataset import DIGIT_NAMES
from engine.words import _
from gui.look import sizes, theme
from gui.look.plain import plain_tip
from gui.look.sizes import sized
from gui.widgets.copying import copy_key_for

MOST = 11  # rows that are in sight at once


class DigitTable(QTableWidget):
    """The columns share the width. Of up to ten classes all rows are in sight; of more, the row of all comes first, and
    one scrolls."""

    def __init__(self, name: str, alignment: Qt.AlignmentFlag, parent: QWidget | None = None) -> None:
        """``name``: its objectName; ``alignment``: of what stands in the cells, from left to right."""
        super().__init__(0, 0, parent)
        self._rows: list[str] = []
        self._alignment = alignment | Qt.AlignmentFlag.AlignVCenter
        self.setObjectName(name)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ContiguousSelection)
        self.setTabKeyNavigation(False)
        copy_key_for(self)
        self.setFont(theme.digits_font(self.font()))
        across, down = self.horizontalHeader(), self.verticalHeader()
        across.setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        across.setTextElideMode(Qt.TextElideMode.ElideRight)
        down.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        down.setTextElideMode(Qt.TextElideMode.ElideRight)
        sized(down.setMaximumWidth, 130)
        self.set_names(DIGIT_NAMES)
        sizes.changed.connect(self._size_rows)

    def set_names(self, names: Sequence[str]) -> None:
        """What the classes are called, a row for each; other names empty the cells."""
        rows = [*names, _("all")]
        if rows == self._rows:
            return
        self._rows = rows
        self.clearContents()
        self.setRowCount(len(rows))
        self.setVerticalHeaderLabels(rows)
        for row, name in enumerate(names):
            self.verticalHeaderItem(row).setToolTip(plain_tip(name) if len(name) > 1 else "")
        many, never = len(rows) > MOST, Qt.ScrollBarPolicy.ScrollBarAlwaysOff
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded if many else never)
        down = self.verticalHeader()
        for row in range(len(rows)):
            down.moveSection(down.visualIndex(row), row)
        if many:
            down.moveSection(len(names), 0)
        self._size_rows()

    def names(self) -> list[str]:
        return self._rows[:-1]

    def _size_rows(self) -> None:
        row = self.fontMetrics().height() + 5
        self.horizontalHeader().setFixedHeight(row + 2)
        self.verticalHeader().setMinimumSectionSize(row)
        self.verticalHeader().setDefaultSectionSize(row)
        self.setFixedHeight(min(len(self._rows), MOST) * row + row + 6)

    def set_columns(self, columns: Sequence[tuple[str, str]]) -> None:
        """The columns' names and tooltips; their cells are empty."""
        self.clearContents()
        self.setColumnCount(len(columns))
        self.setHorizontalHeaderLabels([name for name, _tip in columns])
        for column, (_name, tip) in enumerate(columns):
            self.horizontalHeaderItem(column).setToolTip(plain_tip(tip))
            self.horizontalHeaderItem(column).setTextAlignment(self._alignment)

    def write(self, row: int, column: int, text: str, bold: bool = False) -> None:
        """``row``: the place of a class, or how many classes there are for the row of all of them."""
        item = QTableWidgetItem(text)
        item.setTextAlignment(self._alignment)
        font = item.font()
        font.setBold(bold)
        item.setFont(font)
        self.setItem(row, column, item)
