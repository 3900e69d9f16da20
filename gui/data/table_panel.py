"""The As a table tab: the set as its file has it, a row for each image, its label first, then its 784 pixels."""

from __future__ import annotations

from typing import Any

import numpy as np
from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import QApplication, QHBoxLayout, QHeaderView, QTableView, QVBoxLayout, QWidget

from engine.digits.dataset import PIXELS, Digits
from engine.numbers import whole
from engine.words import _, ngettext
from gui.look import theme
from gui.look.direction import keep_left_to_right
from gui.look.sizes import sized
from gui.widgets.copying import copy_key_for
from gui.widgets.labels import label
from gui.widgets.network_view import SIDE, NetworkView
from gui.widgets.present_button import PresentButton

HOVER = _("Click a number, or go with the arrow keys: its pixel is marked in the image.")
Index = QModelIndex | QPersistentModelIndex


class TablePanel(QWidget):
    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._digits: Digits | None = None
        self.model = DigitsModel()
        self.shape = label("plotTitle", objectName="tableShape", wordWrap=True)
        self.kinds = label("muted", objectName="tableKinds", wordWrap=True)
        self.table = self._make_table()
        self.view = NetworkView()
        self.view.setObjectName("tableView")
        sized(self.view.setFixedSize, 180, 180)
        self.reading = label("muted", HOVER, objectName="tableReading", wordWrap=True)
        sized(self.reading.setFixedWidth, 180)
        self._lay_out()

    def _make_table(self) -> QTableView:
        made = QTableView(objectName="digitsTable")
        keep_left_to_right(made)
        made.setModel(self.model)
        made.setAccessibleName(_("The set as a table"))
        made.setTabKeyNavigation(False)
        copy_key_for(made)
        made.setFont(theme.digits_font(made.font()))
        made.selectionModel().currentChanged.connect(self._on_cell_chosen)
        for header in (made.horizontalHeader(), made.verticalHeader()):
            header.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        sized(made.horizontalHeader().setDefaultSectionSize, 16, words=["label"])
        return made

    def _lay_out(self) -> None:
        side = QVBoxLayout()
        side.addWidget(self.view)
        side.addWidget(self.reading)
        side.addStretch(1)
        row = QHBoxLayout()
        row.addWidget(self.table, 1)
        row.addLayout(side)
        PresentButton(_("As a table"), [self.table], self.shape)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.shape)
        column.addLayout(row, 1)
        column.addWidget(self.kinds)

    def show_digits(self, digits: Digits) -> None:
        """Another set; the same one changes nothing."""
        if digits is self._digits:
            return
        self._digits = digits
        self.model.set_digits(digits)
        rows = ngettext("{rows} row × {columns} columns", "{rows} rows × {columns} columns", len(digits))
        self.shape.setText(rows.format(rows=whole(len(digits)), columns=PIXELS + 1))
        sentence = _(
            "In PyTorch: y = column 0, the labels: {rows} whole numbers (long, 64 bit). "
            "X = columns 1 to 784, the pixels: {rows} × 784 (float, 32 bit, after division by 255)."
        )
        self.kinds.setText(sentence.format(rows=whole(len(digits))))
        self.table.setCurrentIndex(self.model.index(0, 0))

    def _on_cell_chosen(self, now: QModelIndex) -> None:
        if self._digits is None or not now.isValid():
            return
        self.view.set_image(self._digits.images[now.row()])
        self.view.mark(None if now.column() == 0 else divmod(now.column() - 1, SIDE))
        self.reading.setText(_reading(self._digits, now.row(), now.column()))


def _reading(digits: Digits, row: int, column: int) -> str:
    if column == 0:
        sentence = _("Row {row}, column 0: the label. This image was meant as “{name}”.")
        return sentence.format(row=whole(row), name=digits.names[digits.labels[row]])
    down, across = divmod(column - 1, SIDE)
    sentence = _("Row {row}, column {column} = 1 + 28 × {down} + {across}: the pixel of row {down}, column {across}.")
    return sentence.format(row=whole(row), column=column, down=down, across=across)


class DigitsModel(QAbstractTableModel):
    """Only the cells in sight are ever asked for, so that 60,000 rows scroll like 60."""

    def __init__(self) -> None:
        super().__init__()
        self._pixels, self._labels = np.empty((0, PIXELS), np.uint8), np.empty(0, np.int64)
        self._tint = QColor(theme.TRAIN)
        self._tint.setAlpha(60)

    def set_digits(self, digits: Digits) -> None:
        self.beginResetModel()
        self._pixels, self._labels = digits.images.reshape(-1, PIXELS), digits.labels
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008  # as Qt has it
        return 0 if parent.isValid() else len(self._labels)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else PIXELS + 1

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        row, column = index.row(), index.column()
        if role == Qt.ItemDataRole.DisplayRole:
            return str(self._labels[row] if column == 0 else self._pixels[row, column - 1])
        if role == Qt.ItemDataRole.BackgroundRole and column == 0:
            return self._tint
        if role == Qt.ItemDataRole.ForegroundRole and column and self._pixels[row, column - 1] == 0:
            return QApplication.palette().color(QPalette.ColorRole.PlaceholderText)
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        return None

    def headerData(self, section: int, across: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if role != Qt.ItemDataRole.DisplayRole:
            return None
        if across == Qt.Orientation.Horizontal and section == 0:
            return _("label")
        return str(section)
