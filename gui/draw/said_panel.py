"""What the other networks and the yardsticks at hand say of the drawing: a small table that can be folded away."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QToolButton, QVBoxLayout, QWidget

from engine.words import _
from gui.look.direction import fold_arrow
from gui.look.sizes import sized
from gui.widgets.buttons import push_button
from gui.widgets.explain import RowExplain
from gui.widgets.guess_table import GuessTable, Said
from gui.widgets.labels import label

ROWS = 4  # in sight; the bars need the room
NOBODY = _("Nobody else is at hand. Fit a yardstick, another classifier on the same images, and draw for both.")


class SaidPanel(QWidget):
    folded = Signal(bool)
    """The person has opened it, or folded it away; True: away."""
    yardstick_wanted = Signal()
    """The person wants to fit one."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("saidPanel")
        self.fold = QToolButton(objectName="saidFold", checkable=True, text=_("What others say"))
        self.fold.setToolTip(_("What the other networks and the yardsticks at hand take the drawing for"))
        self.fold.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.fold.setAutoRaise(True)
        self.fold.toggled.connect(self._on_toggled)
        self.table = GuessTable("saidTable", ROWS)
        self.table.setAccessibleName(_("What others say of the drawing"))
        self.table.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        self.nobody = label("muted", NOBODY, wordWrap=True, objectName="saidNobody")
        tip = _("Choose a classifier to set beside the network")
        self.fit = push_button(_("Fit a yardstick…"), "saidFitButton", tip, self.yardstick_wanted)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        sized(column.setSpacing, 4)
        folding = QHBoxLayout()
        folding.addWidget(self.fold)
        folding.addWidget(RowExplain(self.fold))
        folding.addStretch(1)
        column.addLayout(folding)
        column.addWidget(self.table)
        column.addWidget(self.nobody)
        column.addWidget(self.fit, 0, Qt.AlignmentFlag.AlignLeft)
        self.chosen_open = False
        """What the person has chosen; a yardstick that is fitted opens it by itself."""
        self._show_parts()

    @property
    def open(self) -> bool:
        return self.fold.isChecked()

    def set_open(self, wanted: bool) -> None:
        """Without a signal."""
        self.fold.blockSignals(True)
        self.fold.setChecked(wanted)
        self.fold.blockSignals(False)
        self._show_parts()

    def _on_toggled(self) -> None:
        self.chosen_open = self.open
        self._show_parts()
        self.folded.emit(not self.open)

    def restore(self, chosen_open: bool) -> None:
        self.chosen_open = chosen_open
        self.set_open(chosen_open)

    def show_rows(self, said: Sequence[Said]) -> None:
        if bool(said) != bool(self.table.rows()):
            self.table.show_rows(said)
            self._show_parts()
        else:
            self.table.show_rows(said)

    def set_fresh(self, fresh: bool) -> None:
        """Whether what is shown is about the drawing as it is now; greyed otherwise."""
        if self.table.isEnabled() != fresh:
            self.table.setEnabled(fresh)

    def _show_parts(self) -> None:
        said = bool(self.table.rows())
        self.fold.setArrowType(fold_arrow(self.open))
        self.table.setVisible(self.open and said)
        self.nobody.setVisible(self.open and not said)
        self.fit.setVisible(self.open and not said)
