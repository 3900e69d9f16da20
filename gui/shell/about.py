"""What Inkling is, which version, what it is made of and under which licences; and what a bug report needs."""

from __future__ import annotations

import platform
import sys
from collections.abc import Iterable
from functools import partial

import torch
from PySide6.QtCore import Qt, qVersion
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QHBoxLayout,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QPlainTextEdit,
    QPushButton,
    QSplitter,
    QTabWidget,
    QVBoxLayout,
    QWidget,
)

from engine.errors import UserError
from engine.machine import cores
from engine.version import VERSION
from engine.words import _
from gui.look import theme
from gui.look.sizes import resize, sized
from gui.shell.licences import Licence, licences
from gui.work.tasks import Tasks

ICON = 64  # pixels
SIZE = 880, 560

TEXT = _(
    "<h3>Inkling {version}</h3>\n"
    "<p>Train a small neural network on handwritten digits, watch it learn, and draw digits for it.</p>\n"
    "<p>The code is under the MIT licence. The digits are MNIST, by Yann LeCun and Corinna Cortes, under\n"
    '<a href="https://creativecommons.org/licenses/by-sa/3.0/">CC BY-SA 3.0</a>. '
    "Qt and PySide6 are used under the LGPL,\nversion 3, as separate libraries.</p>"
).format(version=VERSION)


def show_about(parent: QWidget, tasks: Tasks) -> None:
    AboutDialog(parent, tasks).open()


def facts(made_of: Iterable[Licence]) -> str:
    """What a bug report needs, a line each, in English for those who read it. Nothing in it tells who the person is."""
    screens = [
        f"{screen.size().width()} x {screen.size().height()} at {100 * screen.devicePixelRatio():.0f} %"
        for screen in QGuiApplication.screens()
    ]
    scheme = "dark" if theme.is_dark(QGuiApplication.instance()) else "light"
    return "\n".join(
        [
            f"Inkling {VERSION}, {'packaged' if getattr(sys, 'frozen', False) else 'from source'}",
            f"{platform.platform()}, {cores()} cores, {torch.get_num_threads()} for torch",
            f"Python {platform.python_version()}, Qt {qVersion()} on {QGuiApplication.platformName()}, {scheme}",
            f"Screen: {', '.join(screens)}",
            *(f"{licence.name} {licence.version}".rstrip() for licence in made_of),
        ]
    )


class AboutDialog(QDialog):
    """The licences are read in a thread: torch's alone are a hundred files."""

    def __init__(self, parent: QWidget, tasks: Tasks) -> None:
        super().__init__(parent)
        self.setObjectName("aboutDialog")
        self.setWindowTitle(_("About Inkling"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._tasks = tasks
        self._make_parts()
        self._lay_out()
        resize(self, *SIZE)
        tasks.start("licences", licences, self._on_found, self._on_failed)

    def _make_parts(self) -> None:
        self._names = QListWidget(objectName="licenceNames")
        self._names.setAccessibleName(_("What Inkling is made of"))
        self._names.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._names.currentItemChanged.connect(self._on_chosen)
        self._text = _reader("licenceText", _("The licence"))
        self._facts = _reader("systemFacts", _("System facts"))
        self._text.setPlaceholderText(_("Reading the licences…"))
        self._facts.setPlaceholderText(_("Looking at this system…"))
        self._tabs = QTabWidget(documentMode=True, objectName="aboutTabs")
        self._tabs.setAccessibleName(_("About Inkling"))
        self._split = QSplitter(objectName="licenceSplit", childrenCollapsible=False)
        self._split.addWidget(self._names)
        self._split.addWidget(self._text)
        self._tabs.addTab(self._split, _("Made of"))
        self._tabs.addTab(self._facts, _("This system"))
        self.copy = QPushButton(_("Copy system facts"), objectName="copyFactsButton", enabled=False)
        self.copy.setToolTip(_("Versions and the kind of system, for a report about a mistake in Inkling"))
        self.copy.clicked.connect(self._on_copy)

    def _lay_out(self) -> None:
        icon = QLabel()
        icon.setAccessibleName(_("The sign of Inkling"))
        icon.setPixmap(QGuiApplication.windowIcon().pixmap(ICON, ICON))
        words = QLabel(TEXT, wordWrap=True, openExternalLinks=True)
        head = QHBoxLayout()
        sized(head.setSpacing, 16)
        head.addWidget(icon, 0, Qt.AlignmentFlag.AlignTop)
        head.addWidget(words, 1)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.addButton(self.copy, QDialogButtonBox.ButtonRole.ActionRole)
        buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.addLayout(head)
        layout.addWidget(self._tabs, 1)
        layout.addWidget(buttons)

    def _on_found(self, found: list[Licence]) -> None:
        self._facts.setPlainText(facts(found))
        self.copy.setEnabled(True)
        for licence in found:
            item = QListWidgetItem(f"{licence.name} {licence.version}".rstrip())
            item.setToolTip(licence.terms)
            item.setData(Qt.ItemDataRole.UserRole, licence)
            self._names.addItem(item)
        names = self._names.sizeHintForColumn(0) + 2 * self._names.verticalScrollBar().sizeHint().width()
        self._split.setSizes([names, self._split.width() - names])
        self._names.setCurrentRow(0)
        self._names.setFocus()

    def _on_failed(self, error: UserError) -> None:
        self._text.setPlainText(str(error))

    def _on_chosen(self, item: QListWidgetItem | None) -> None:
        if item is not None:
            licence = item.data(Qt.ItemDataRole.UserRole)
            self._tasks.start("text of a licence", licence.text, partial(self._on_read, licence), self._on_failed)

    def _on_read(self, licence: Licence, text: str) -> None:
        self._text.setPlainText(f"{licence.terms}\n\n{text}")

    def _on_copy(self) -> None:
        QGuiApplication.clipboard().setText(self._facts.toPlainText())
        self.copy.setText(_("Copied"))


def _reader(name: str, meaning: str) -> QPlainTextEdit:
    made = QPlainTextEdit(objectName=name, readOnly=True)
    made.setAccessibleName(meaning)
    flag = Qt.TextInteractionFlag
    made.setTextInteractionFlags(flag.TextSelectableByMouse | flag.TextSelectableByKeyboard)  # whose cursor is seen
    made.setFont(theme.fixed_width_font())
    return made
