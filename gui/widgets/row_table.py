"""A table of rows that are chosen as a whole and sorted by a click on a head; each head says what is in its column."""

from __future__ import annotations

from collections.abc import Container, Sequence

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableWidget, QTableWidgetItem, QWidget

from gui.look import theme
from gui.look.sizes import sized
from gui.widgets.copying import copy_key_for
from gui.widgets.empty_words import paint_empty

ABOVE_AND_BELOW = 8  # pixels beside the words of a row


class RowTable(QTableWidget):
    def __init__(
        self, name: str, heads: Sequence[tuple[str, str]], numbers: Container[int] = (), parent: QWidget | None = None
    ) -> None:
        """``heads``: the title of each column, and its tooltip; ``numbers``: the columns of these, which end alike."""
        super().__init__(0, len(heads), parent)
        self.setObjectName(name)
        self.empty_words = ""
        for column, (title, tip) in enumerate(heads):
            head = QTableWidgetItem(title)
            head.setToolTip(tip)
            head.setTextAlignment(alignment(column in numbers))
            self.setHorizontalHeaderItem(column, head)
        self.setFont(theme.digits_font(self.font()))
        self.verticalHeader().hide()
        sized(self.verticalHeader().setDefaultSectionSize, ABOVE_AND_BELOW, lines=1)
        self.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        self.horizontalHeader().setHighlightSections(False)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setAlternatingRowColors(True)
        self.setShowGrid(False)
        self.setTabKeyNavigation(False)  # Tab leaves it
        self.setSortingEnabled(True)
        copy_key_for(self)

    def set_empty_text(self, words: str) -> None:
        """What is written where there are no rows."""
        self.empty_words = words
        self.viewport().update()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self.empty_words and not self.rowCount():
            with QPainter(self.viewport()) as painter:
                paint_empty(painter, QRectF(self.viewport().rect()), self.empty_words, self.palette())

    def let_person_size(self, column: int, width: int) -> None:
        """``width``: pixels at first."""
        self.horizontalHeader().setSectionResizeMode(column, QHeaderView.ResizeMode.Interactive)
        self.horizontalHeader().resizeSection(column, width)

    def stretch(self, column: int) -> None:
        """It takes the width that the others leave."""
        self.horizontalHeader().setSectionResizeMode(column, QHeaderView.ResizeMode.Stretch)


def alignment(is_number: bool) -> Qt.AlignmentFlag:
    """Of a cell, and of what stands above it."""
    return (Qt.AlignmentFlag.AlignRight if is_number else Qt.AlignmentFlag.AlignLeft) | Qt.AlignmentFlag.AlignVCenter
