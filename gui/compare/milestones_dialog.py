"""The milestones in a window beside the main one, to sort and take away."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from engine.experiments.yardsticks.milestones import WHICH_LINEAR
from engine.experiments.yardsticks.ranking import MEANING, Ranked
from engine.words import _
from gui.look.sizes import resize
from gui.widgets.buttons import push_button
from gui.widgets.export import Table, Thing
from gui.widgets.labels import label
from gui.widgets.milestones_table import CSV_HEADERS, MilestonesTable
from gui.widgets.take_away import TakeAway


class MilestonesDialog(QDialog):
    """It does not block the main window."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("milestonesDialog")
        self.setWindowTitle(_("Milestones"))
        self._ranking: Sequence[Ranked] = ()
        self.table = MilestonesTable("milestonesTable")
        self._words = label("muted", f"{MEANING} {WHICH_LINEAR}", wordWrap=True, objectName="milestonesWords")
        self._words.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.take_away = TakeAway(self._things)
        self.take_away.setObjectName("milestonesTakeAwayButton")
        self.take_away.setAutoDefault(False)
        close = push_button(_("Close"), "milestonesCloseButton", _("Back to the main window (Esc)"), self.reject)
        buttons = QHBoxLayout()
        buttons.addWidget(self.take_away)
        buttons.addStretch(1)
        buttons.addWidget(close)
        layout = QVBoxLayout(self)
        layout.addWidget(self._words)
        layout.addWidget(self.table, 1)
        layout.addLayout(buttons)
        resize(self, 1000, 660)

    def show_ranking(self, ranking: Sequence[Ranked]) -> None:
        self._ranking = ranking
        self.table.show_ranking(ranking)

    def _things(self) -> list[Thing]:
        ranking = list(self._ranking)
        rows = [(one.kind, one.method, one.year or "", round(one.wrong, 4), one.source) for one in ranking]
        return [Table(_("Milestones"), CSV_HEADERS, lambda: rows)] if rows else []
