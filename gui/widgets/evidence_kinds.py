"""The choice between the two ways to show evidence."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QRadioButton, QWidget

from engine.digits.dataset import DIGIT_NAMES
from engine.words import _
from gui.widgets.evidence_bars import KINDS
from gui.widgets.explain import RowExplain

_WORDS = {
    "probability": (_("Probability"), _("How sure the network is of each digit; the ten add up to 1")),
    "log_probability": (
        _("Log-probability"),
        _("The natural logarithm of the probability; it tells the unlikely digits apart"),
    ),
}
_OF_CLASSES = {
    "probability": _("How sure the network is of each class; all of them add up to 1"),
    "log_probability": _("The natural logarithm of the probability; it tells the unlikely classes apart"),
}


class EvidenceKinds(QWidget):
    """A radio button for each of ``KINDS``, the first of them chosen to begin with."""

    chosen = Signal(str)
    """The person has chosen this kind."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        """``name``: the buttons' object names, in which {} is the kind."""
        super().__init__(parent)
        self._buttons: dict[str, QRadioButton] = {}
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        for kind in KINDS:
            words, tip = _WORDS[kind]
            button = QRadioButton(words, objectName=name.format(kind), checked=kind == KINDS[0])
            button.setToolTip(tip)
            button.clicked.connect(self._on_clicked)
            self._buttons[kind] = button
            row.addWidget(button)
        row.addWidget(RowExplain(*self._buttons.values()))

    def set_names(self, names: Sequence[str]) -> None:
        """What the classes are called."""
        for kind, button in self._buttons.items():
            button.setToolTip(_WORDS[kind][1] if tuple(names) == DIGIT_NAMES else _OF_CLASSES[kind])

    def kind(self) -> str:
        return next(kind for kind, button in self._buttons.items() if button.isChecked())

    def set_kind(self, kind: str) -> None:
        """Show that this kind is chosen, without a signal."""
        self._buttons[kind].setChecked(True)

    def _on_clicked(self) -> None:
        self.chosen.emit(self.kind())
