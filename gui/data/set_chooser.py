"""Which set of images is in hand: those that ship, the one that was opened, and the buttons that open another."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QComboBox, QPushButton

from engine.digits.bundle import BUNDLED
from engine.digits.dataset import Digits
from engine.words import _
from gui.widgets.explain import RowExplain
from gui.widgets.page_header import PageHeader


class SetChooser(QObject):
    """Its widgets stand in a page's header: see ``add_to``."""

    chosen = Signal(str)
    """A set that ships, by its name in engine.digits."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.sets = QComboBox(objectName="setsBox")
        self.sets.setToolTip(_("The sets that ship, and the one that was opened"))
        self.sets.setAccessibleName(_("Digits"))
        self.sets.setMinimumContentsLength(16)
        self.sets.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        for name, title in BUNDLED.items():
            self.sets.addItem(title, name)
        self.open = QPushButton(_("Open…"), objectName="openButton")
        self.open.setToolTip(
            _("CSV, IDX, NPZ, NPY and ARFF files, also in a zip or compressed (Ctrl+O); or drop it here")
        )
        self.folder = QPushButton(_("Open folder…"), objectName="openFolderButton")
        self.folder.setToolTip(
            _("Pictures sorted into folders, one for each class; or a folder with other files of images")
        )
        self.sets.activated.connect(self._on_activated)

    def add_to(self, header: PageHeader) -> None:
        for widget in (self.sets, self.open, self.folder, RowExplain(self.sets, self.open, self.folder)):
            header.add(widget)

    def _on_activated(self, index: int) -> None:
        name = self.sets.itemData(index)
        if name:
            self.chosen.emit(name)

    def show_set(self, digits: Digits) -> None:
        """Its name in the list: the last of it, if it does not ship."""
        while self.sets.count() > len(BUNDLED):
            self.sets.removeItem(self.sets.count() - 1)
        index = -1 if digits.origin else self.sets.findText(digits.name)
        if index < 0:
            self.sets.addItem(digits.name)
            index = self.sets.count() - 1
        self.sets.setCurrentIndex(index)
