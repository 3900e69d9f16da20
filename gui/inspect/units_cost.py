"""What the network cannot do without the units that are cut: the accuracy before and after, and who lost most."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QVBoxLayout, QWidget

from engine.inspection.evaluation import Evaluation
from gui.inspect import units_words
from gui.look.sizes import sized
from gui.widgets.labels import narrow_label

PATIENCE = 400  # milliseconds


class UnitsCost(QWidget):
    """Two lines, always."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._note = ""
        self._patience = QTimer(self, singleShot=True, interval=PATIENCE)
        self._patience.timeout.connect(self._on_waited)
        self.accuracy = narrow_label("plotTitle", objectName="unitsCost")
        self.classes = narrow_label("muted", objectName="unitsLost")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        sized(column.setSpacing, 4)
        column.addWidget(self.accuracy)
        column.addWidget(self.classes)

    def show_note(self, note: str) -> None:
        """What is said after anything else from now on."""
        self._note = note

    def show_nothing_cut(self, facts: Mapping[str, str]) -> None:
        """``facts``: all that the network's file says."""
        self._say(units_words.nothing_cut(facts), "")

    def expect(self) -> None:
        """Something else will be said soon: what stands there stays, unless it takes long."""
        if not self._patience.isActive():
            self._patience.start()

    def show_whole(self) -> None:
        """Units are cut, and it is the whole network that Inspect shows, because it is chosen."""
        self._say(units_words.ELSEWHERE, "")

    def show_cost(self, before: Evaluation, after: Evaluation, names: Sequence[str]) -> None:
        self._say(units_words.cost(before, after), units_words.lost(before, after, names))

    def _on_waited(self) -> None:
        self._say(units_words.JUDGING, "")

    def _say(self, accuracy: str, classes: str) -> None:
        self._patience.stop()
        self.accuracy.setText(accuracy)
        self.classes.setText(" ".join(filter(None, (classes, self._note))))
