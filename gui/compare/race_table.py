"""The candidates of an experiment in numbers: a table to sort by, and the legend that hides and shows the curves."""

from __future__ import annotations

import math
from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableWidget, QTableWidgetItem, QWidget

from engine.experiments.statistics import Summary
from engine.numbers import number, short, whole
from engine.words import _
from gui.compare.line_style import SWATCH, LineStyle
from gui.look import sizes, theme
from gui.look.plain import plain_tip
from gui.look.sizes import extent, px, sized
from gui.widgets.sort_item import SortItem

BEST_TIP = _("Test accuracy of the best epoch. Optimistic: that epoch was chosen on the test images themselves")
TO_GOAL_TIP = _(
    "Epochs to 90 %: the first epoch with 90 % of the test images right, on average over the runs that got there"
)
HEADERS = (
    (_("Candidate"), _("What is compared. The tick shows or hides its curve")),
    (_("Final (%)"), _("Test accuracy after the last epoch: mean ± standard deviation over seeds")),
    (_("Best (%) *"), BEST_TIP),
    (_("To 90 %"), TO_GOAL_TIP),
    (_("Time (s)"), _("What one run takes on one core, on average")),
    (_("Parameters"), _("Weights and biases")),
    (_("Runs"), _("Finished of all; and those that failed")),
)
CANDIDATE, FINAL, BEST, TO_GOAL, SECONDS, PARAMETERS, RUNS = range(len(HEADERS))
LARGEST_FIRST = (FINAL, BEST)
MOST_ROWS = 5  # that the table asks for room for


class _Item(SortItem):
    def set(self, text: str, value: float) -> None:
        if text != self.text():
            self.setText(text)
        self.set_value(value)


class RaceTable(QTableWidget):
    """Rows stay where they are while numbers change; a click on a header sorts them, another turns them round."""

    shown_changed = Signal(int, bool)
    """A candidate's tick was set or taken away."""
    chosen_changed = Signal(int)
    """Another row is the current one: its candidate, or -1."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(0, len(HEADERS), parent)
        self._rows: list[list[_Item]] = []  # by candidate
        for column, (title, tip) in enumerate(HEADERS):
            header = QTableWidgetItem(title)
            header.setToolTip(tip)
            self.setHorizontalHeaderItem(column, header)
        self.setFont(theme.digits_font(self.font()))
        self._size_icons()
        sizes.changed.connect(self._size_icons)
        self.verticalHeader().hide()
        sized(self.verticalHeader().setDefaultSectionSize, 7, lines=1)
        header = self.horizontalHeader()
        header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        header.setSectionResizeMode(CANDIDATE, QHeaderView.ResizeMode.Stretch)
        header.setSortIndicatorShown(False)
        header.setHighlightSections(False)
        header.setSectionsClickable(True)
        header.sectionClicked.connect(self._on_header_clicked)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setAlternatingRowColors(True)
        self.setShowGrid(False)
        self.setTabKeyNavigation(False)
        self._sorted: tuple[int, Qt.SortOrder] | None = None
        self.itemChanged.connect(self._on_item_changed)
        self.currentCellChanged.connect(self._on_current_changed)

    def _size_icons(self) -> None:
        self.setIconSize(sizes.extent(SWATCH.width(), SWATCH.height()))

    def set_candidates(self, labels: Sequence[str], styles: Sequence[LineStyle]) -> None:
        """A row for each, ticked and without numbers."""
        self.blockSignals(True)
        self.setRowCount(0)
        self.setRowCount(len(labels))
        self._rows, self._sorted = [], None
        self.horizontalHeader().setSortIndicatorShown(False)
        for row, (label, style) in enumerate(zip(labels, styles, strict=True)):
            self._rows.append(self._make_row(row, label, style))
        self.blockSignals(False)
        self.setCurrentCell(-1, -1)

    def _make_row(self, row: int, label: str, style: LineStyle) -> list[_Item]:
        items = [_Item() for _n in HEADERS]
        for column, item in enumerate(items):
            item.setFlags(Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable)

            if column != CANDIDATE:
                item.setTextAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
            self.setItem(row, column, item)
        first = items[CANDIDATE]
        first.setFlags(first.flags() | Qt.ItemFlag.ItemIsUserCheckable)
        first.setCheckState(Qt.CheckState.Checked)
        first.setIcon(style.icon())
        first.set(label, row)
        first.setToolTip(plain_tip(label))
        return items

    def show_summary(self, candidate: int, summary: Summary, runs: int, reasons: str = "") -> None:
        """``runs``: how many it has; ``reasons``: why some of them failed."""
        items = self._rows[candidate]
        self.blockSignals(True)
        items[FINAL].set(mean_and_spread(summary.final, summary.final_spread), summary.final)
        items[BEST].set(mean_and_spread(summary.best, summary.best_spread), summary.best)
        items[TO_GOAL].set(_goal_words(summary), summary.to_goal)
        items[SECONDS].set("" if math.isnan(summary.seconds) else number(summary.seconds, 1), summary.seconds)
        items[PARAMETERS].set(whole(summary.parameters), summary.parameters)
        items[RUNS].set(_runs_words(summary, runs), summary.finished)
        items[RUNS].setToolTip(plain_tip(reasons))
        self.blockSignals(False)
        self.viewport().update()

    def chosen(self) -> int:
        """The candidate of the current row, or -1."""
        item = self.item(self.currentRow(), CANDIDATE)
        return self._candidate_of(item) if item is not None else -1

    def choose(self, candidate: int) -> None:
        self.setCurrentItem(self._rows[candidate][CANDIDATE])

    def _candidate_of(self, item: QTableWidgetItem) -> int:
        return next((candidate for candidate, items in enumerate(self._rows) if items[CANDIDATE] is item), -1)

    def _on_item_changed(self, item: QTableWidgetItem) -> None:
        candidate = self._candidate_of(item)
        if candidate >= 0:
            self.shown_changed.emit(candidate, item.checkState() == Qt.CheckState.Checked)

    def _on_current_changed(self, row: int, *_others: int) -> None:
        self.chosen_changed.emit(self.chosen())

    def _on_header_clicked(self, column: int) -> None:
        falling, rising = Qt.SortOrder.DescendingOrder, Qt.SortOrder.AscendingOrder
        first = falling if column in LARGEST_FIRST else rising
        other = rising if first == falling else falling
        self.sort(column, other if self._sorted == (column, first) else first)

    def sort(self, column: int, order: Qt.SortOrder) -> None:
        self._sorted = column, order
        self.horizontalHeader().setSortIndicatorShown(True)
        self.horizontalHeader().setSortIndicator(column, order)
        self.sortItems(column, order)

    def keyPressEvent(self, event) -> None:
        """The space bar sets the tick of the row, wherever in it the cursor is."""
        item = self.item(self.currentRow(), CANDIDATE)
        if event.key() == Qt.Key.Key_Space and item is not None:
            ticked = item.checkState() == Qt.CheckState.Checked
            item.setCheckState(Qt.CheckState.Unchecked if ticked else Qt.CheckState.Checked)
            return
        super().keyPressEvent(event)

    def sizeHint(self) -> QSize:
        return QSize(px(600), self.wanted_height(0))

    def wanted_height(self, room: int) -> int:
        """For all rows, as far as they are not too many: a quarter of ``room`` pixels is theirs in any case."""
        row = self.verticalHeader().defaultSectionSize()
        rows = min(max(self.rowCount(), 2), max(MOST_ROWS, room // 4 // row))
        return self.horizontalHeader().sizeHint().height() + rows * row + 2 * self.frameWidth()

    def minimumSizeHint(self) -> QSize:
        return extent(300, 90)


def mean_and_spread(mean: float, spread: float) -> str:
    """ "95.41 ± 0.12"; without a spread under two seeds."""
    if math.isnan(mean):
        return ""
    return number(mean, 2) if math.isnan(spread) else f"{number(mean, 2)} ± {number(spread, 2)}"


def _goal_words(summary: Summary) -> str:
    if not summary.finished:
        return ""
    if not summary.reached:
        return _("never")
    epochs = short(round(summary.to_goal, 1))
    if summary.reached == summary.finished:
        return epochs
    return _("{epochs} ({reached} of {finished})").format(
        epochs=epochs, reached=summary.reached, finished=summary.finished
    )


def _runs_words(summary: Summary, runs: int) -> str:
    if not summary.failed:
        return _("{finished} of {runs}").format(finished=summary.finished, runs=runs)
    return _("{finished} of {runs}, {failed} failed").format(
        finished=summary.finished, runs=runs, failed=summary.failed
    )
