"""The window that lists the runs: every training is kept, until the person deletes it or room is needed."""

from __future__ import annotations

import re
from pathlib import Path

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices, QShowEvent
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QMenu,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from engine.numbers import number, whole
from engine.runs.library import Entry
from engine.words import _, ngettext
from gui.look.sizes import resize
from gui.look.words import RUN_PAGES
from gui.runs.controller import RunsController
from gui.runs.offer_strip import OfferStrip
from gui.runs.table import RunsTable
from gui.widgets.buttons import push_button
from gui.widgets.explain import RowExplain
from gui.widgets.export import with_ending
from gui.widgets.file_choice import ask_open, ask_save
from gui.widgets.number_box import NumberBox
from gui.widgets.present_button import PresentButton
from gui.work.settings import runs_folder, runs_limit

EXPORTS = (
    (_("Network…"), "network", "safetensors", _("The network as it is now, for Inkling")),
    (
        _("Network of the best epoch…"),
        "best",
        "safetensors",
        _("Chosen on the test images: its test accuracy is optimistic"),
    ),
    (_("PyTorch state_dict…"), "state_dict", "pt", _("For programs of your own: torch.load(…, weights_only=True)")),
    (
        _("Python program…"),
        "python",
        "py",
        _("A short program that loads the network and reads a picture, without Inkling"),
    ),
    (_("PyTorch program (.py)…"), "program", "py", _("The plain program that trains it anew, its images beside it")),
    (
        _("Notebook (.ipynb)…"),
        "notebook",
        "ipynb",
        _("The same for Jupyter, with the lesson's words between its parts"),
    ),
    (_("Whole run as zip…"), "zip", "zip", _("Everything, for another computer with Inkling")),
)
FILTERS = {
    "safetensors": _("Networks (*.safetensors)"), "pt": _("PyTorch (*.pt)"), "py": _("Python (*.py)"),
    "ipynb": _("Notebooks (*.ipynb)"), "zip": _("Runs (*.zip)"),
}  # fmt: skip
NOT_IN_FILE_NAMES = re.compile(r'[\\/:*?"<>|]')  # of Windows, which has the strictest rules
EXPLAINED = _("Each run is one training, with its settings, its curves and its network. Those with a star are kept.")
EMPTY = _("No runs yet: train a network on the Train page, and it is kept here.")


class RunsWindow(QDialog):
    """Beside the main window, which it does not block."""

    def __init__(self, runs: RunsController, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("runsWindow")
        self.setWindowTitle(_("Runs"))
        resize(self, 1240, 480)
        self._runs = runs
        self.table = RunsTable()
        self.table.set_empty_text(EMPTY)
        self._make_buttons()
        self._lay_out()
        self.table.chosen_changed.connect(self._on_chosen)
        self.table.renamed.connect(runs.rename)
        self.table.star_clicked.connect(runs.turn_star)
        self.table.opened.connect(self._on_open_wanted)
        self.table.delete_pressed.connect(self._on_delete)
        self.note.editingFinished.connect(self._on_note_edited)
        self.undo.taken.connect(runs.undo)
        runs.changed.connect(self._show_entries)
        runs.deleted.connect(self._on_deleted)
        runs.closing.connect(self._finish_typing)
        self._show_entries()

    def _make_buttons(self) -> None:
        self.open = self._menu_button(
            _("Open in"), "openInButton", _("Show the run on a page, with its curves and network")
        )
        for text, page in RUN_PAGES:
            self.open.menu().addAction(text).setData(page)
        self.open.menu().triggered.connect(self._on_page_chosen)
        self.export = self._menu_button(
            _("Export"), "exportRunButton", _("Save the network, or the whole run, as a file")
        )
        self.export.menu().setToolTipsVisible(True)
        for text, kind, _ending, tip in EXPORTS:
            action = self.export.menu().addAction(text)
            action.setData(kind)
            action.setToolTip(tip)
        self.export.menu().triggered.connect(self._on_export_chosen)
        self.reveal = push_button(
            _("Show folder"), "revealRunButton", _("Open the run's folder in the file manager"), self._on_reveal
        )
        self.remove = push_button(
            _("Delete"),
            "deleteRunButton",
            _("Delete the run; it can be brought back until Inkling is closed"),
            self._on_delete,
        )
        self.take_in = push_button(
            _("Import…"), "importRunButton", _("Open a run that was exported as zip"), self._on_import
        )

    def _menu_button(self, text: str, name: str, tip: str) -> QPushButton:
        made = QPushButton(text, objectName=name)
        made.setToolTip(tip)
        made.setMenu(QMenu(made))
        return made

    def _lay_out(self) -> None:
        self.note = QLineEdit(objectName="runNoteField", placeholderText=_("A note on the chosen run"))
        self.note.setToolTip(_("Why it was trained, or what came of it: the note is kept in the run's folder"))
        self.note.setAccessibleName(_("Note on the chosen run"))
        self._noted: tuple[Path | None, str] = (None, "")  # of which run it is, and what was last read or written
        self.undo = OfferStrip("undoDelete")
        self.words = QLabel(objectName="runsWords")
        self.limit = NumberBox(objectName="runsLimitField", minimum=10, maximum=1_000_000, singleStep=100)
        self.limit.setSuffix(_(" MB"))
        self.limit.setValue(runs_limit() // 1_000_000)
        self.limit.setToolTip(_("When all runs together are larger, the oldest without a star are removed"))
        self.limit.valueChanged.connect(self._on_limit_changed)
        buttons = QHBoxLayout()
        for button in (self.open, self.export, self.reveal, self.remove):
            button.setAutoDefault(False)
            buttons.addWidget(button)
        buttons.addStretch(1)
        self.take_in.setAutoDefault(False)
        buttons.addWidget(self.take_in)
        buttons.addWidget(PresentButton(_("Runs"), [self.table], explanation=lambda: EXPLAINED))
        footer = QHBoxLayout()
        footer.addWidget(self.words, 1)
        most = QLabel(_("Keep at most"))
        most.setBuddy(self.limit)
        for widget in (most, self.limit, RowExplain(self.limit)):
            footer.addWidget(widget)
        layout = QVBoxLayout(self)
        layout.addWidget(self.undo)
        layout.addWidget(self.table, 1)
        noting = QHBoxLayout()
        noting.addWidget(self.note, 1)
        noting.addWidget(RowExplain(self.note))
        layout.addLayout(noting)
        layout.addLayout(buttons)
        layout.addLayout(footer)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._runs.look()
        self.table.setFocus()

    # What is shown

    def _show_entries(self) -> None:
        self.table.show_entries(self._runs.entries)
        count, megabytes = len(self._runs.entries), number(self._runs.bytes / 1e6, 1)
        words = ngettext("{count} run · {megabytes} MB", "{count} runs · {megabytes} MB", count)
        self.words.setText(words.format(count=whole(count), megabytes=megabytes) if count else _("No runs yet"))

    def _on_chosen(self) -> None:
        entry = self._runs.entry(self.table.chosen())
        for widget in (self.open, self.export, self.reveal, self.remove, self.note):
            widget.setEnabled(entry is not None)
        self._show_note(entry)

    def _show_note(self, entry: Entry | None) -> None:
        """A note of the same run that is being typed stays; one of another run is saved first."""
        folder = entry.folder if entry else None
        if self.note.hasFocus() and folder == self._noted[0]:
            return
        self._on_note_edited()
        self._noted = folder, entry.about.note if entry else ""
        self.note.setText(self._noted[1])

    # What the person does

    def _on_page_chosen(self, action) -> None:
        self._open(self.table.chosen(), action.data())

    def _on_open_wanted(self, folder: Path) -> None:
        self._open(folder, "trainPage")

    def _open(self, folder: Path | None, page: str) -> None:
        if folder is not None:
            self._runs.open(folder, page)

    def _on_export_chosen(self, action) -> None:
        folder = self.table.chosen()
        ending = next(ending for _text, kind, ending, _tip in EXPORTS if kind == action.data())
        entry = self._runs.entry(folder)
        if entry is None:
            return
        start = f"{NOT_IN_FILE_NAMES.sub('', entry.title)}.{ending}"
        path, _kind = ask_save(self, _("Export"), "networks" if ending != "zip" else "runs", start, FILTERS[ending])
        if path:
            self._runs.export(folder, action.data(), with_ending(path, ending))

    def _on_reveal(self) -> None:
        folder = self.table.chosen()
        if folder is not None:
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(folder)))

    def _on_delete(self) -> None:
        folder = self.table.chosen()
        if folder is not None:
            self._runs.delete(folder)

    def _on_deleted(self, title: str) -> None:
        self.undo.offer(_("Deleted “{title}”.").format(title=title), _("Undo"), _("Close"))

    def _on_import(self) -> None:
        path = ask_open(self, _("Open a run"), "runs", FILTERS["zip"])
        if path and runs_folder() is not None:
            self._runs.take_in(path)

    def _on_note_edited(self) -> None:
        folder, text = self._noted
        if folder is not None and self.note.text() != text:
            self._noted = folder, self.note.text()
            self._runs.set_note(folder, self.note.text())

    def _finish_typing(self) -> None:
        self.table.finish_typing()
        self._on_note_edited()

    def _on_limit_changed(self, megabytes: int) -> None:
        self._runs.set_limit(megabytes)
