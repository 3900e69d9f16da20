"""The runs that are kept, as a table to sort by: name, result, network, and a star to keep them."""

from __future__ import annotations

import textwrap
from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QAbstractItemDelegate,
    QStyledItemDelegate,
    QTableWidgetItem,
    QWidget,
)

from engine.experiments.factors import FACTORS
from engine.networks.network import NetworkSpec
from engine.numbers import number, whole
from engine.runs.library import Entry
from engine.runs.titles import rates
from engine.words import _
from gui.look.plain import plain_tip
from gui.widgets.row_table import RowTable, alignment
from gui.widgets.sort_item import SortItem

HEADERS = (
    ("★", _("Runs with a star are never removed to make room. A click or the key S sets and takes it")),
    (_("Name"), _("F2 or a double click gives another name")),
    (_("Test (%)"), _("Test accuracy after the last epoch")),
    (
        _("Best (%) *"),
        _("Of the best epoch. Optimistic: it was chosen on the test images, unless some others were kept for it"),
    ),
    (_("Epochs"), _("Done, of those asked for")),
    (_("Network"), _("Units of each layer, from the pixels to the classes")),
    (_("Optimiser"), _("And its learning rate")),
    (_("Trained on"), _("The digits, how they were split, and what was done to them")),
    (_("State"), _("Whether it ran to its end")),
    (_("Size (kB)"), _("On disk")),
)
STAR, NAME, TEST, BEST, EPOCHS, NETWORK, OPTIMISER, DIGITS, STATE, SIZE = range(len(HEADERS))
NUMBERS = TEST, BEST, EPOCHS, SIZE
STATES = {
    "training": _("broken off"), "stopped": _("stopped"), "completed": _("finished"), "diverged": _("diverged"),
    "failed": _("failed"), "early": _("stopped early"),
}  # fmt: skip
LESSON = NetworkSpec()
TIP_WIDTH = 80  # characters in a line of a tooltip
_FOLDER = Qt.ItemDataRole.UserRole + 1
_CHOSEN = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
_TYPED = _CHOSEN | Qt.ItemFlag.ItemIsEditable


class RunsTable(RowTable):
    """One row for each run, the newest first; a click on a header sorts."""

    chosen_changed = Signal()
    renamed = Signal(Path, str)
    star_clicked = Signal(Path)
    opened = Signal(Path)
    """Enter, or a double click beside the name."""
    delete_pressed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("runsTable", HEADERS, NUMBERS, parent)
        self.setAccessibleName(_("Kept runs"))
        self._waiting: Sequence[Entry] | None = None  # to be shown when nobody types any more
        self.let_person_size(NAME, 250)
        self.stretch(DIGITS)
        self.sortByColumn(-1, Qt.SortOrder.DescendingOrder)
        self.setItemDelegateForColumn(NAME, _NameDelegate(self))
        self.itemChanged.connect(self._on_item_changed)
        self.itemSelectionChanged.connect(self.chosen_changed)
        self.cellClicked.connect(self._on_clicked)
        self.cellDoubleClicked.connect(self._on_double_clicked)

    def show_entries(self, entries: Sequence[Entry]) -> None:
        """The same run stays chosen, or else its neighbour. While a name is typed, the list waits for its end."""
        if self._name_field() is not None:
            self._waiting = entries
            return
        chosen, before = self.chosen(), self._folders()
        self.blockSignals(True)
        self.setSortingEnabled(False)
        self.setRowCount(len(entries))
        self._fill(entries)
        self.setSortingEnabled(True)
        self.blockSignals(False)
        self.choose(_nearest(chosen, before, set(self._folders())))
        self.chosen_changed.emit()

    def _fill(self, entries: Sequence[Entry]) -> None:
        """Views hear of it once: at each change of a cell the head would measure all that are there."""
        model = self.model()
        model.blockSignals(True)
        for row, entry in enumerate(entries):
            for column, (text, value) in enumerate(_cells(entry)):
                self.setItem(row, column, _item(column, text, value, entry.folder))
            self.item(row, NETWORK).setToolTip(plain_tip(_network_tip(entry.summary.spec)))
        model.blockSignals(False)
        if entries:
            model.dataChanged.emit(model.index(0, 0), model.index(len(entries) - 1, len(HEADERS) - 1))

    def _folders(self) -> list[Path]:
        return [self.item(row, NAME).data(_FOLDER) for row in range(self.rowCount())]

    def _name_field(self) -> QWidget | None:
        """In which a name is being typed: fields that are closed still stand in the table for a while."""
        return self.indexWidget(self.currentIndex())

    def closeEditor(self, editor: QWidget, hint: QAbstractItemDelegate.EndEditHint) -> None:
        super().closeEditor(editor, hint)
        if self._waiting is not None and self._name_field() is None:
            waiting, self._waiting = self._waiting, None
            self.show_entries(waiting)

    def finish_typing(self) -> None:
        """The name is what is typed by now."""
        field = self._name_field()
        if field is not None:
            self.commitData(field)
            self.closeEditor(field, QAbstractItemDelegate.EndEditHint.NoHint)

    def chosen(self) -> Path | None:
        """The folder of the chosen run."""
        row = self.currentRow()
        return self.item(row, NAME).data(_FOLDER) if self.selectedItems() and row >= 0 else None

    def choose(self, folder: Path | None) -> None:
        """Choose the run of that folder, or else the first."""
        folders = self._folders()
        if folders:
            self.setCurrentCell(folders.index(folder) if folder in folders else 0, NAME)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        folder = self.chosen() if self._name_field() is None else None  # keys that the field leaves come here, too
        if folder is not None and event.key() == Qt.Key.Key_Delete:
            self.delete_pressed.emit()
        elif folder is not None and event.key() == Qt.Key.Key_S and not event.modifiers():
            self.star_clicked.emit(folder)
        elif folder is not None and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.opened.emit(folder)
        else:
            super().keyPressEvent(event)

    def _on_item_changed(self, item: QTableWidgetItem) -> None:
        if item.column() == NAME:
            self._waiting = None  # it has the former name; the list is read anew when this one is written
            self.renamed.emit(item.data(_FOLDER), item.text().strip())

    def _on_clicked(self, row: int, column: int) -> None:
        if column == STAR:
            self.star_clicked.emit(self.item(row, NAME).data(_FOLDER))

    def _on_double_clicked(self, row: int, column: int) -> None:
        if column not in (STAR, NAME):
            self.opened.emit(self.item(row, NAME).data(_FOLDER))


class _NameDelegate(QStyledItemDelegate):
    """Return takes the name at once. Qt's own takes it after the keys and clicks that are waiting already: by then the
    field may be closed, and another one open, which the table would no longer know to be typed in."""

    def eventFilter(self, field: QObject, event: QEvent) -> bool:
        pressed = event.key() if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress else None
        if pressed not in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            return super().eventFilter(field, event)
        self.commitData.emit(field)
        self.closeEditor.emit(field, QAbstractItemDelegate.EndEditHint.SubmitModelCache)
        return True


def _nearest(chosen: Path | None, before: Sequence[Path], there: set[Path]) -> Path | None:
    """The chosen run, or the next one below it that is there, or else the next one above."""
    if chosen not in before:
        return chosen
    at = before.index(chosen)
    return next((folder for folder in (*before[at:], *reversed(before[:at])) if folder in there), None)


def _cells(entry: Entry) -> list[tuple[str, object]]:
    """The text of each cell, and what it is sorted by."""
    run = entry.summary
    state = _("training") if entry.in_use else STATES[run.outcome]
    rate = f"{run.config.optimizer.upper() if run.config.optimizer == 'sgd' else run.config.optimizer.capitalize()}"
    return [
        ("★" if entry.about.starred else "☆", entry.about.starred),
        (entry.title, entry.title.casefold()),
        _percent(run.accuracy),
        _percent(run.best_accuracy),
        (f"{run.epoch}/{run.config.epochs}", run.epoch),
        (_network_words(run.spec), run.spec.parameters),
        (f"{rate}, {rates(run.config, run.rate_changes)}", rate),
        (str(run.trained_on), str(run.trained_on)),
        (state, state),
        (whole(entry.bytes / 1000), entry.bytes),
    ]


def _percent(accuracy: float) -> tuple[str, float | None]:
    """Empty where there is none: NaN, and for the best of no epoch, -1."""
    return (number(accuracy, 1), accuracy) if accuracy >= 0 else ("", None)


def _network_words(spec: NetworkSpec) -> str:
    """Its layers, and what is not as in the lesson."""
    words = [FACTORS[name].label(getattr(spec, name)) for name in ("activation", "output")
             if getattr(spec, name) != getattr(LESSON, name)]  # fmt: skip
    return ", ".join([str(spec), *words])


def _network_tip(spec: NetworkSpec) -> str:
    """The same, and what its classes are called if they are not the digits."""
    words = _network_words(spec)
    if spec.are_digits:
        return words
    names = textwrap.fill(", ".join(spec.names), TIP_WIDTH)
    return _("{network}\nClasses: {names}").format(network=words, names=names)


def _item(column: int, text: str, value: object, folder: Path) -> SortItem:
    """The folder stands in the cell of the name."""
    item = SortItem(text)
    item.set_value(value)
    item.setFlags(_TYPED if column == NAME else _CHOSEN)
    item.setTextAlignment(alignment(column in NUMBERS))
    if column == NAME:
        item.setData(_FOLDER, folder)
        text = _("{run}\nIn the folder {folder}").format(run=text, folder=folder.name)
    item.setToolTip(_("Keep this run") if column == STAR else plain_tip(text))
    return item
