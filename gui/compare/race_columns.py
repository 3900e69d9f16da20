"""The columns of a comparison: what each says, which of them there is room for, and how wide they are."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QHeaderView, QTableWidget, QTableWidgetItem

from engine.words import _
from gui.look.sizes import px

BEST_TIP = _("Test accuracy of the best epoch. Optimistic: that epoch was chosen on the test images themselves")
TO_GOAL_TIP = _(
    "Epochs to 90 %: the first epoch with 90 % of the test images right, on average over the runs that got there"
)
HEADERS = (
    (_("Candidate"), _("What is compared. The tick shows or hides its curve")),
    (_("Final (%)"), _("Test accuracy after the last epoch: mean ± standard deviation over seeds")),
    (_("Best (%) *"), BEST_TIP),
    (_("To 90 %"), TO_GOAL_TIP),
    (_("Time (s)"), _("What one run takes on one core, on average; of a yardstick: to be fitted")),
    (_("Image (ms)"), _("What it takes to judge an image, of many in one go")),
    (_("Size (kB)"), _("The numbers that it needs to judge: of a network, 4 bytes for each parameter")),
    (_("Parameters"), _("Weights and biases")),
    (_("Runs"), _("Finished of all; and those that failed")),
)
CANDIDATE, FINAL, BEST, TO_GOAL, SECONDS, IMAGE, SIZE, PARAMETERS, RUNS = range(len(HEADERS))
WITH_YARDSTICKS, WITHOUT, OF_RUNS = (IMAGE, SIZE), (PARAMETERS,), (BEST, TO_GOAL)
"""Columns that are there where there are yardsticks; where there are none; and those of which yardsticks know nothing,
which are not shown beside them as long as no network has finished."""
GIVING_WAY = (BEST, PARAMETERS, TO_GOAL, SIZE, IMAGE, SECONDS)
"""What is given up for the names, in this order."""
HEAD, ARROW = 12, 16  # pixels of a head beside its words, and of the arrow in that by which is sorted
BETWEEN = 6  # pixels of two columns
NAMES = 0.4  # of the width, that names have a right to: with their ticks and lines


class RaceColumns(QObject):
    """Of ``table``, which has a column for each of HEADERS."""

    def __init__(self, table: QTableWidget) -> None:
        super().__init__(table)
        self._table, self._rows, self._yardsticks = table, (), 0
        self._soon = QTimer(self, interval=0, singleShot=True)
        self._soon.timeout.connect(self.fit)
        header = table.horizontalHeader()
        header.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        header.setSectionResizeMode(CANDIDATE, QHeaderView.ResizeMode.Stretch)

    def set_rows(self, rows: Sequence[Sequence[QTableWidgetItem]], yardsticks: int) -> None:
        """``yardsticks``: how many of them, the last, are such."""
        self._rows, self._yardsticks = rows, yardsticks
        self.fit()

    def fit_soon(self) -> None:
        """Once for all rows that change."""
        self._soon.start()

    def fit(self) -> None:
        """A name that is cut tells candidates apart no more: before that, other columns go. What room is left over is
        shared by all, so that no row is torn apart."""
        self._soon.stop()
        shown, room = self._wanted(), self._table.viewport().width()
        name = min(self._table.sizeHintForColumn(CANDIDATE), round(NAMES * room))
        widths = {column: self._width_of(column) for column in shown}
        for column in self._giving_way(shown):
            if name + sum(widths[one] for one in shown) <= room:
                break
            shown.remove(column)
        spare = max(0, room - name - sum(widths[one] for one in shown)) // (len(shown) + 1)
        for column in range(CANDIDATE + 1, len(HEADERS)):
            self._table.setColumnHidden(column, column not in shown)
            if column in shown:
                self._table.setColumnWidth(column, widths[column] + spare)

    def _wanted(self) -> list[int]:
        networks = self._rows[: len(self._rows) - self._yardsticks]
        is_known = any(items[FINAL].text() for items in networks)
        left_out = WITHOUT if self._yardsticks else WITH_YARDSTICKS
        if self._yardsticks and not is_known:
            left_out += OF_RUNS
        return [column for column in range(CANDIDATE + 1, len(HEADERS)) if column not in left_out]

    def _giving_way(self, shown: Sequence[int]) -> list[int]:
        """First those that say the same of all."""
        differ = {column: len({items[column].text() for items in self._rows}) > 1 for column in shown}
        return sorted((column for column in GIVING_WAY if column in shown), key=differ.__getitem__)

    def _width_of(self, column: int) -> int:
        """What its words need."""
        header = self._table.horizontalHeader()
        head = header.fontMetrics().horizontalAdvance(HEADERS[column][0]) + px(HEAD)
        if header.isSortIndicatorShown() and header.sortIndicatorSection() == column:
            head += px(ARROW)
        return max(head, self._table.sizeHintForColumn(column) + px(BETWEEN))
