"""A cell of a table that is sorted by a value rather than by its text."""

from __future__ import annotations

import math

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QTableWidgetItem

_VALUE = Qt.ItemDataRole.UserRole


class SortItem(QTableWidgetItem):
    """What has no value comes last, whichever way the table is sorted."""

    def set_value(self, value: object) -> None:
        """Anything that can be compared with the other values of its column; None or NaN: there is none."""
        self.setData(_VALUE, None if isinstance(value, float) and math.isnan(value) else value)

    def say(self, words: str) -> None:
        """What a screen reader says of it in place of its text: of an empty cell, why it is empty."""
        if self.data(Qt.ItemDataRole.AccessibleTextRole) != words:
            self.setData(Qt.ItemDataRole.AccessibleTextRole, words)

    def __lt__(self, other: QTableWidgetItem) -> bool:
        mine, others = self.data(_VALUE), other.data(_VALUE)
        if mine is not None and others is not None:
            return mine < others
        first, last = (others, mine) if self._is_falling() else (mine, others)  # Qt puts the largest first then
        return first is not None and last is None

    def _is_falling(self) -> bool:
        table = self.tableWidget()
        return table is not None and table.horizontalHeader().sortIndicatorOrder() == Qt.SortOrder.DescendingOrder
