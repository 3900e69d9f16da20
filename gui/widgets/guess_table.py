"""What several judges say of one image: a row each, with its guess and how sure it is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QBrush, QColor
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableWidget, QTableWidgetItem, QWidget

from engine.numbers import number
from engine.words import _
from gui.look import sizes, theme
from gui.look.plain import plain_tip
from gui.look.sizes import px
from gui.widgets.copying import copy_key_for

COLUMNS = (_("judge"), _("guess"), "p")
TIPS = (
    _("The networks and the yardsticks at hand"),
    _("What it takes the image for"),
    _("The probability of the guess; a yardstick that says nothing but its guess has none"),
)
MOST = 9  # rows


@dataclass(frozen=True)
class Said:
    """``guess``: a class's name, empty while it is not known. ``probability``: of it, in words. ``right``: None where
    nobody knows. ``shown``: it is the one that everything else here is about."""

    judge: str
    guess: str = ""
    probability: str = ""
    right: bool | None = None
    shown: bool = False


def sure_words(p: float, counted: bool = False) -> str:
    """A probability in as few signs as can be. Of a network it is never rounded up to certainty; where votes are
    ``counted``, all of them may be for one class."""
    if p >= 0.9995 and not (counted and p == 1):
        return _(">{percent} %").format(percent=number(99.9, 1))
    return _("{percent} %").format(percent=number(100 * p, 1))


class GuessTable(QTableWidget):
    def __init__(self, name: str, most: int = MOST, parent: QWidget | None = None) -> None:
        """``name``: its objectName. ``most``: rows that are in sight at once; more are scrolled to."""
        super().__init__(0, len(COLUMNS), parent)
        self.setObjectName(name)
        self._said: list[Said] = []
        self._most = most
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        self.setTabKeyNavigation(False)
        copy_key_for(self)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setShowGrid(False)
        self.setWordWrap(False)  # else a long name ends at a space, far from the end of its cell
        self.setFont(theme.digits_font(self.font()))
        self.verticalHeader().hide()
        self.setHorizontalHeaderLabels(COLUMNS)
        across = self.horizontalHeader()
        for column, tip in enumerate(TIPS):
            self.horizontalHeaderItem(column).setToolTip(plain_tip(tip))
            self.horizontalHeaderItem(column).setTextAlignment(_alignment(column))
            across.setSectionResizeMode(column, QHeaderView.ResizeMode.ResizeToContents if column else _STRETCH)
        across.setHighlightSections(False)
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        sizes.changed.connect(self._size_rows)
        self._size_rows()

    def show_rows(self, said: Sequence[Said]) -> None:
        """Only what has changed is written: this is called many times a second."""
        if len(said) != len(self._said):
            self.setRowCount(len(said))
            self._said = self._said[: len(said)]
            self.updateGeometry()
        for row, one in enumerate(said):
            if row >= len(self._said) or self._said[row] != one:
                self._write(row, one)
        self._said = list(said)

    def rows(self) -> list[Said]:
        return list(self._said)

    def _write(self, row: int, said: Said) -> None:
        sign = {None: "", True: "✓ ", False: "✗ "}[said.right]
        color = {None: None, True: theme.RIGHT, False: theme.WRONG}[said.right]
        for column, text in enumerate((said.judge, sign + (said.guess or "…"), said.probability)):
            item = QTableWidgetItem(text)
            item.setTextAlignment(_alignment(column))
            item.setToolTip(plain_tip(text) if len(text) > 1 else "")
            if said.shown:
                font = item.font()
                font.setBold(True)
                item.setFont(font)
            if column == 1 and color is not None:
                item.setForeground(QBrush(QColor(color)))
            self.setItem(row, column, item)

    def _size_rows(self) -> None:
        row = self.fontMetrics().height() + px(5)
        self.verticalHeader().setMinimumSectionSize(row)
        self.verticalHeader().setDefaultSectionSize(row)
        self.horizontalHeader().setFixedHeight(row + px(2))
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        rows = min(self._most, max(1, self.rowCount()))
        return QSize(px(240), rows * self.verticalHeader().defaultSectionSize() + self._rest())

    def minimumSizeHint(self) -> QSize:
        return QSize(
            px(180), min(2, max(1, self.rowCount())) * self.verticalHeader().defaultSectionSize() + self._rest()
        )

    def _rest(self) -> int:
        return self.horizontalHeader().height() + 2 * self.frameWidth()


_STRETCH = QHeaderView.ResizeMode.Stretch


def _alignment(column: int) -> Qt.AlignmentFlag:
    across = (Qt.AlignmentFlag.AlignLeft, Qt.AlignmentFlag.AlignHCenter, Qt.AlignmentFlag.AlignRight)[column]
    return across | Qt.AlignmentFlag.AlignVCenter
