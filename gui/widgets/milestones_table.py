"""The milestones as a table: method, year, share that is wrong, source; whose each is, is written and marked."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QColor, QIcon, QPainter, QPixmap
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QWidget

from engine.experiments.yardsticks.ranking import MEASURED, OWN, PUBLISHED, YOU, Ranked
from engine.numbers import number, short
from engine.words import _
from gui.look import sizes, theme
from gui.look.plain import plain_tip
from gui.look.sizes import extent, px
from gui.widgets.row_table import RowTable, alignment
from gui.widgets.sort_item import SortItem

KINDS = {PUBLISHED: _("published"), MEASURED: _("measured here"), OWN: _("your run"), YOU: _("you")}
COLORS = {PUBLISHED: theme.FAINT, MEASURED: theme.TRAIN, OWN: theme.TEST, YOU: theme.BEST}
HEADERS = (
    (_("Which"), _("Published by others, measured on this computer, a run of yours, or you")),
    (_("Method"), _("What was fitted or trained")),
    (_("Year"), _("When it was published")),
    (_("Wrong (%)"), _("Test images that it gets wrong: 100 % less the accuracy")),
    (_("Source"), _("Where it was published; or which images it learned from and was tested with")),
)
KIND, METHOD, YEAR, WRONG, SOURCE = range(len(HEADERS))
NUMBERS = YEAR, WRONG
CSV_HEADERS = ("kind", "method", "year", "wrong (%)", "source")
MARK = QSize(10, 10)
WIDTH = 330  # pixels of the methods


class MilestonesTable(RowTable):
    """``narrow``: methods that go on below, with the mark of whose they are, and the source in the tooltip."""

    def __init__(self, name: str, narrow: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(name, HEADERS, NUMBERS, parent)
        self._narrow = narrow
        self.setAccessibleName(_("Milestones, measured yardsticks and your runs"))
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        if narrow:
            self.stretch(METHOD)
            self.setColumnHidden(KIND, True)
            self.setColumnHidden(SOURCE, True)
            self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        else:
            self.let_person_size(METHOD, px(WIDTH))
            self.stretch(SOURCE)
        self.sortByColumn(WRONG, Qt.SortOrder.AscendingOrder)
        sizes.changed.connect(self._size_parts)
        self._size_parts()

    def _size_parts(self) -> None:
        self.setIconSize(extent(MARK.width(), MARK.height()))
        if not self._narrow:
            self.horizontalHeader().resizeSection(METHOD, px(WIDTH))

    def show_ranking(self, ranking: Sequence[Ranked]) -> None:
        """Sorted as the person has sorted before; at first the fewest wrong are on top."""
        self.setSortingEnabled(False)
        self.setRowCount(len(ranking))
        for row, one in enumerate(ranking):
            for column, (text, value) in enumerate(_cells(one)):
                self.setItem(row, column, self._item(one, column, text, value))
        self.setSortingEnabled(True)

    def _item(self, one: Ranked, column: int, text: str, value: object) -> SortItem:
        marked = column == (METHOD if self._narrow else KIND)
        says_whose = self._narrow and marked and one.kind in (MEASURED, OWN)  # "you" says it itself
        item = SortItem(_("{kind}: {method}").format(kind=KINDS[one.kind], method=text) if says_whose else text)
        item.set_value(value)
        item.say(item.text() or _("none"))
        item.setToolTip(plain_tip(f"{text}\n{one.source}" if self._narrow else text))
        item.setTextAlignment(alignment(column in NUMBERS))
        if marked:
            item.setIcon(_mark(one.kind))
        if one.kind != PUBLISHED:
            font = item.font()
            font.setBold(True)
            item.setFont(font)
        return item


def _cells(one: Ranked) -> list[tuple[str, object]]:
    """What stands in each column, and what it is sorted by."""
    return [
        (KINDS[one.kind], KINDS[one.kind]),
        (one.method, one.method.casefold()),
        (str(one.year) if one.year else "", one.year),
        (short(one.wrong, 4) if one.kind == PUBLISHED else number(one.wrong, 2), one.wrong),
        (one.source, one.source.casefold()),
    ]


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
