"""What is applied to the digits, on top of every page: a button for each, that removes it."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QToolButton, QWidget

from engine.words import _
from gui.look.sizes import sized
from gui.widgets.buttons import push_button
from gui.widgets.labels import label


class ChangesStrip(QWidget):
    """Hidden while nothing is applied."""

    removed = Signal(str)
    """The name of what is to be removed."""
    all_removed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("changesStrip")
        self._row = QHBoxLayout(self)
        sized(self._row.setContentsMargins, 0, 5, 0, 0)
        sized(self._row.setSpacing, 6)
        self._row.addWidget(label("muted", _("Applied to the digits:")))
        self._buttons: list[QToolButton] = []
        self._all = push_button(_("Remove all"), "removeAllButton", "", self.all_removed)
        self._row.addStretch(1)
        self._row.addWidget(self._all)
        self.hide()

    def show_applied(self, applied: list[tuple[str, str]]) -> None:
        """``applied``: for each, its name and what the person reads."""
        for button in self._buttons:
            self._row.removeWidget(button)
            button.hide()
            button.deleteLater()
        self._buttons = [self._button(name, words) for name, words in applied]
        for place, button in enumerate(self._buttons, 1):
            self._row.insertWidget(place, button)
        self._all.setVisible(len(applied) > 1)
        self.setVisible(bool(applied))

    def _button(self, name: str, words: str) -> QToolButton:
        button = QToolButton(text=f"{words}  ✕", objectName=f"remove_{name}")
        button.setToolTip(_("Applied to the next training: {change}. Click to remove it.").format(change=words))
        button.setAccessibleName(_("Remove: {change}").format(change=words))
        button.setProperty("change", name)
        button.clicked.connect(self._on_clicked)
        return button

    def _on_clicked(self) -> None:
        self.removed.emit(self.sender().property("change"))
