"""Ctrl+C in a table or a picture of one: cells as text, with tabs between them and the heads first."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QItemSelectionModel, QObject, Qt
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QAbstractItemView, QTableView, QWidget

from engine.words import without_isolates

_Mode = QAbstractItemView.SelectionMode


class CopyKey(QObject):
    """Puts ``text()`` on the clipboard when the person presses the key in ``widget``; nothing where it is empty."""

    def __init__(self, widget: QWidget, text: Callable[[], str]) -> None:
        super().__init__(widget)
        self._text = text
        widget.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if not isinstance(event, QKeyEvent) or not event.matches(QKeySequence.StandardKey.Copy):
            return False
        if event.type() == QEvent.Type.ShortcutOverride:
            event.accept()  # before a command of the page that has the same key
            return True
        if event.type() != QEvent.Type.KeyPress:
            return False
        text = self._text()
        if text:
            QGuiApplication.clipboard().setText(text)
        return True


def copy_key_for(table: QTableView) -> CopyKey:
    """The chosen cells, and all where none are. Where only one row can be chosen it is chosen for something else, so
    that all are copied there, too."""
    return CopyKey(table, lambda: table_text(table))


def table_text(table: QTableView, named: bool | None = None) -> str:
    """Rows and columns in the order in which they are seen; hidden ones are left out. ``named``: whether the heads of
    the rows are copied; without it, whether they are seen."""
    model, across, down = table.model(), table.horizontalHeader(), table.verticalHeader()
    columns = _in_order(across.visualIndex, model.columnCount(), table.isColumnHidden)
    rows = _in_order(down.visualIndex, model.rowCount(), table.isRowHidden)
    chosen: QItemSelectionModel = table.selectionModel()
    if chosen.hasSelection() and table.selectionMode() not in (_Mode.SingleSelection, _Mode.NoSelection):
        cells = {(index.row(), index.column()) for index in chosen.selectedIndexes()}
        rows = [row for row in rows if any(row == one for one, _column in cells)]
        columns = [column for column in columns if any(column == one for _row, one in cells)]
    named = not down.isHidden() if named is None else named

    def head(place: int, along: Qt.Orientation) -> str:
        return _line(model.headerData(place, along))

    lines = [[head(column, Qt.Orientation.Horizontal) for column in columns]]
    lines += [[_line(model.index(row, column).data()) for column in columns] for row in rows]
    if named:
        names = ["", *(head(row, Qt.Orientation.Vertical) for row in rows)]
        lines = [[name, *line] for name, line in zip(names, lines, strict=True)]
    return "\n".join("\t".join(line) for line in lines) if rows else ""


def _in_order(visual: Callable[[int], int], count: int, hidden: Callable[[int], bool]) -> list[int]:
    return sorted((place for place in range(count) if not hidden(place)), key=visual)


def _line(value: object) -> str:
    return "" if value is None else without_isolates(" ".join(str(value).split()))
