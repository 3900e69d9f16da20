"""The candidates of an experiment in numbers: a table to sort by, and the legend that hides and shows the curves."""

from __future__ import annotations

import math
from collections.abc import Sequence

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QTableWidget, QTableWidgetItem, QWidget

from engine.experiments.statistics import Summary
from engine.numbers import number, short, whole, with_spread
from engine.words import _
from gui.compare.line_style import SWATCH, LineStyle
from gui.compare.race_columns import (
    BEST,
    CANDIDATE,
    FINAL,
    HEADERS,
    IMAGE,
    PARAMETERS,
    RUNS,
    SECONDS,
    SIZE,
    TO_GOAL,
    RaceColumns,
)
from gui.compare.yardstick_rows import Row
from gui.look import sizes, theme
from gui.look.plain import plain_tip
from gui.look.sizes import extent, px
from gui.widgets.copying import copy_key_for
from gui.widgets.row_table import alignment
from gui.widgets.sort_item import SortItem

LARGEST_FIRST = (FINAL, BEST)
EMPTY = _("none")
"""For those who hear the table: an empty cell."""
MOST_ROWS = 5  # that the table asks for room for
FLOAT = 4  # bytes of a parameter


class _Item(SortItem):
    def set(self, text: str, value: float) -> None:
        if text != self.text():
            self.setText(text)
            self.say(text or EMPTY)
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
        self._yardsticks = 0  # of them, the last
        self._sorted: tuple[int, Qt.SortOrder] | None = None
        for column, (title, tip) in enumerate(HEADERS):
            header = QTableWidgetItem(title)
            header.setToolTip(tip)
            header.setTextAlignment(alignment(column != CANDIDATE))
            self.setHorizontalHeaderItem(column, header)
        self.setFont(theme.digits_font(self.font()))
        self._columns = RaceColumns(self)
        self._size_icons()
        sizes.changed.connect(self._size_icons)
        self.verticalHeader().hide()
        self._size_rows()
        sizes.changed.connect(self._size_rows)
        header = self.horizontalHeader()
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
        copy_key_for(self)
        self.setTextElideMode(Qt.TextElideMode.ElideMiddle)  # names differ at their ends
        self.itemChanged.connect(self._on_item_changed)
        self.currentCellChanged.connect(self._on_current_changed)

    def _size_icons(self) -> None:
        self.setIconSize(sizes.extent(SWATCH.width(), SWATCH.height()))
        self._columns.fit_soon()

    def set_candidates(self, labels: Sequence[str], styles: Sequence[LineStyle], yardsticks: int = 0) -> None:
        """A row for each, ticked and without numbers. ``yardsticks``: how many of them, the last, are such."""
        self._yardsticks = yardsticks
        self.blockSignals(True)
        self.setRowCount(0)
        self.setRowCount(len(labels))
        self._rows, self._sorted = [], None
        self.horizontalHeader().setSortIndicatorShown(False)
        for row, (label, style) in enumerate(zip(labels, styles, strict=True)):
            self._rows.append(self._make_row(row, label, style))
        self._columns.set_rows(self._rows, yardsticks)
        self.blockSignals(False)
        self.setCurrentCell(-1, -1)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._columns.fit()

    def _make_row(self, row: int, label: str, style: LineStyle) -> list[_Item]:
        items = [_Item() for _n in HEADERS]
        for column, item in enumerate(items):
            item.setFlags(Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable)
            item.say(EMPTY)
            item.setTextAlignment(alignment(column != CANDIDATE))
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
        items[SIZE].set(_kilobytes(summary.parameters * FLOAT), summary.parameters * FLOAT)
        items[SIZE].setToolTip(_("{parameters} parameters").format(parameters=whole(summary.parameters)))
        items[RUNS].set(_runs_words(summary, runs), summary.finished)
        items[RUNS].setToolTip(plain_tip(reasons))
        self.blockSignals(False)
        self._columns.fit_soon()
        self.viewport().update()

    def show_image_seconds(self, candidate: int, seconds: float) -> None:
        """What a network takes for each; NaN: it is not known."""
        self._rows[candidate][IMAGE].set(_milliseconds(seconds), seconds)
        self._columns.fit_soon()

    def show_yardstick(self, candidate: int, row: Row) -> None:
        """What means nothing for a yardstick stays empty."""
        items = self._rows[candidate]
        self.blockSignals(True)
        items[CANDIDATE].setToolTip(plain_tip(row.tip))
        items[FINAL].set(mean_and_spread(row.accuracy, row.spread), row.accuracy)
        items[SECONDS].set("" if math.isnan(row.fit_seconds) else _seconds(row.fit_seconds), row.fit_seconds)
        items[IMAGE].set(_milliseconds(row.image_seconds), row.image_seconds)
        items[SIZE].set("" if math.isnan(row.size) else _kilobytes(row.size), row.size)
        items[RUNS].set(row.runs_words, len(row.records))
        items[RUNS].setToolTip(plain_tip(row.reasons))
        self.blockSignals(False)
        self._columns.fit_soon()
        self.viewport().update()

    def chosen(self) -> int:
        """The candidate of the current row, or -1."""
        item = self.item(self.currentRow(), CANDIDATE)
        return self._candidate_of(item) if item is not None else -1

    def is_shown(self, candidate: int) -> bool:
        """Whether it is ticked."""
        return self._rows[candidate][CANDIDATE].checkState() == Qt.CheckState.Checked

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
        self._columns.fit()
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
        rows = min(max(self.rowCount(), 2), max(MOST_ROWS + min(self._yardsticks, 2), room // 4 // row))
        return self.horizontalHeader().sizeHint().height() + rows * row + 2 * self.frameWidth()

    def minimumSizeHint(self) -> QSize:
        return extent(300, 90)

    def _size_rows(self) -> None:
        """By the letters of the table: its hidden header has its own later."""
        self.verticalHeader().setDefaultSectionSize(px(7) + self.fontMetrics().lineSpacing())

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self._size_rows()


def mean_and_spread(mean: float, spread: float) -> str:
    """ "95.41 ± 0.12"; without a spread under two seeds."""
    if math.isnan(mean):
        return ""
    return number(mean, 2) if math.isnan(spread) else with_spread(mean, spread, 2)


def _seconds(seconds: float) -> str:
    return number(seconds, 1 if seconds >= 0.1 else 2)


def _milliseconds(seconds: float) -> str:
    return "" if math.isnan(seconds) else number(1000 * seconds, 2 if seconds >= 1e-4 else 3)


def _kilobytes(size: float) -> str:
    return whole(size / 1000)


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
