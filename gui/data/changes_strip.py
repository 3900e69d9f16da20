"""What is applied to the digits, on top of every page: a button for each, that removes it."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QToolButton, QWidget

from engine.words import _
from gui.look.plain import menu_words, plain_tip
from gui.look.sizes import px, sized
from gui.widgets.buttons import push_button
from gui.widgets.labels import label

LONGEST = 320  # pixels of what a button says


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
        self._title = label("muted", _("Applied to the digits:"))
        self._row.addWidget(self._title)
        self._buttons: list[QToolButton] = []
        self._all = push_button(_("Remove all"), "removeAllButton", "", self.all_removed)
        self._row.addStretch(1)
        self._row.addWidget(self._all)
        self.hide()

    def show_applied(self, applied: list[tuple[str, str]], are_digits: bool = True) -> None:
        """``applied``: for each, its name and what the person reads."""
        self._title.setText(_("Applied to the digits:") if are_digits else _("Applied to the images:"))
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
        fitting = self.fontMetrics().elidedText(words, Qt.TextElideMode.ElideRight, px(LONGEST))
        button = QToolButton(text=menu_words(f"{fitting}  ✕"), objectName=f"remove_{name}")
        tip = _("Applied to the next training: {change}. Click to remove it.").format(change=words)
        button.setToolTip(plain_tip(tip))
        button.setAccessibleName(_("Remove: {change}").format(change=words))
        button.setProperty("change", name)
        button.clicked.connect(self._on_clicked)
        return button

    def _on_clicked(self) -> None:
        self.removed.emit(self.sender().property("change"))
