"""The milestones in a window beside the main one: method, year, share that is wrong, source; to sort and take away."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QColor, QIcon, QPainter, QPixmap
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDialog,
    QHBoxLayout,
    QHeaderView,
    QTableWidget,
    QVBoxLayout,
    QWidget,
)

from engine.experiments.yardsticks.milestones import WHICH_LINEAR
from engine.experiments.yardsticks.ranking import MEANING, MEASURED, OWN, PUBLISHED, Ranked
from engine.numbers import number, short
from engine.words import _
from gui.look import sizes, theme
from gui.look.plain import plain_tip
from gui.look.sizes import extent, px, resize, sized
from gui.widgets.buttons import push_button
from gui.widgets.export import Table, Thing
from gui.widgets.labels import label
from gui.widgets.sort_item import SortItem
from gui.widgets.take_away import TakeAway

KINDS = {PUBLISHED: _("published"), MEASURED: _("measured here"), OWN: _("your run")}
COLORS = {PUBLISHED: theme.FAINT, MEASURED: theme.TRAIN, OWN: theme.TEST}
HEADERS = (
    (_("Which"), _("Published by others, measured on this computer, or a run of yours")),
    (_("Method"), _("What was fitted or trained")),
    (_("Year"), _("When it was published")),
    (_("Wrong (%)"), _("Test images that it gets wrong: 100 % less the accuracy")),
    (_("Source"), _("Where it was published; or which images it learned from and was tested with")),
)
KIND, METHOD, YEAR, WRONG, SOURCE = range(len(HEADERS))
CSV_HEADERS = ("kind", "method", "year", "wrong (%)", "source")
MARK = QSize(10, 10)
WIDTH = 330  # pixels of the methods


class MilestonesDialog(QDialog):
    """It does not block the main window."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("milestonesDialog")
        self.setWindowTitle(_("Milestones"))
        self._ranking: Sequence[Ranked] = ()
        self.table = _made_table()
        self._words = label("muted", f"{MEANING} {WHICH_LINEAR}", wordWrap=True, objectName="milestonesWords")
        self._words.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.take_away = TakeAway(self._things)
        self.take_away.setObjectName("milestonesTakeAwayButton")
        self.take_away.setAutoDefault(False)
        close = push_button(_("Close"), "milestonesCloseButton", _("Back to the main window (Esc)"), self.reject)
        buttons = QHBoxLayout()
        buttons.addWidget(self.take_away)
        buttons.addStretch(1)
        buttons.addWidget(close)
        layout = QVBoxLayout(self)
        layout.addWidget(self._words)
        layout.addWidget(self.table, 1)
        layout.addLayout(buttons)
        resize(self, 1000, 660)
        sizes.changed.connect(self._size_icons)
        self._size_icons()

    def _size_icons(self) -> None:
        self.table.setIconSize(extent(MARK.width(), MARK.height()))
        self.table.horizontalHeader().resizeSection(METHOD, px(WIDTH))

    def show_ranking(self, ranking: Sequence[Ranked]) -> None:
        """Sorted as the person has sorted before; at first the fewest wrong are on top."""
        self._ranking = ranking
        self.table.setSortingEnabled(False)
        self.table.setRowCount(len(ranking))
        for row, one in enumerate(ranking):
            for column, (text, value) in enumerate(_cells(one)):
                self.table.setItem(row, column, _item(one, column, text, value))
        self.table.setSortingEnabled(True)

    def _things(self) -> list[Thing]:
        ranking = list(self._ranking)
        rows = [(one.kind, one.method, one.year or "", round(one.wrong, 4), one.source) for one in ranking]
        return [Table(_("Milestones"), CSV_HEADERS, lambda: rows)] if rows else []


def _made_table() -> QTableWidget:
    table = QTableWidget(0, len(HEADERS), objectName="milestonesTable")
    table.setAccessibleName(_("Milestones, measured yardsticks and your runs"))
    for column, (title, tip) in enumerate(HEADERS):
        item = SortItem(title)
        item.setToolTip(tip)
        table.setHorizontalHeaderItem(column, item)
    table.setFont(theme.digits_font(table.font()))
    table.verticalHeader().hide()
    sized(table.verticalHeader().setDefaultSectionSize, 7, lines=1)
    header = table.horizontalHeader()
    header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
    header.setSectionResizeMode(METHOD, QHeaderView.ResizeMode.Interactive)
    header.setSectionResizeMode(SOURCE, QHeaderView.ResizeMode.Stretch)
    header.setHighlightSections(False)
    table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
    table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
    table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
    table.setAlternatingRowColors(True)
    table.setShowGrid(False)
    table.setTabKeyNavigation(False)
    table.sortByColumn(WRONG, Qt.SortOrder.AscendingOrder)
    return table


def _cells(one: Ranked) -> list[tuple[str, object]]:
    """What stands in each column, and what it is sorted by."""
    return [
        (KINDS[one.kind], KINDS[one.kind]),
        (one.method, one.method.casefold()),
        (str(one.year) if one.year else "", one.year),
        (short(one.wrong, 4) if one.kind == PUBLISHED else number(one.wrong, 2), one.wrong),
        (one.source, one.source.casefold()),
    ]


def _item(one: Ranked, column: int, text: str, value: object) -> SortItem:
    item = SortItem(text)
    item.set_value(value)
    item.setToolTip(plain_tip(text))
    if column in (YEAR, WRONG):
        item.setTextAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
    if column == KIND:
        item.setIcon(_mark(one.kind))
    if one.kind != PUBLISHED:
        font = item.font()
        font.setBold(True)
        item.setFont(font)
    return item


def _mark(kind: str) -> QIcon:
    """A dot; the word beside it says the same."""
    picture = QPixmap(MARK * 2)
    picture.setDevicePixelRatio(2)
    picture.fill(Qt.GlobalColor.transparent)
    with QPainter(picture) as painter:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(COLORS[kind]))
        painter.drawEllipse(1, 1, MARK.width() - 2, MARK.height() - 2)
    return QIcon(picture)
