"""The left of the Compare page: what is raced, or which yardsticks are measured, one in front of the other."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QLayout, QScrollArea, QVBoxLayout, QWidget

from engine.words import _
from gui.look.sizes import sized
from gui.widgets.labels import label
from gui.widgets.tabs import Tabs

NETWORKS, YARDSTICKS = range(2)
NAMES = (
    (_("Networks"), _("Race networks that differ in one thing, or in two")),
    (_("Yardsticks"), _("Measure other classifiers on the same images")),
)
RACING = _(
    "An experiment is running and takes all cores: yardsticks can be measured when it has ended, or is cancelled."
)
MEASURING = _("Yardsticks are being measured: an experiment can start when they have ended, or are cancelled.")
TRAINING = _("A training is under way: it makes the times longer than they are.")


class Sides(Tabs):
    """``networks``, ``yardsticks``: from top to bottom. Each is scrolled by itself."""

    def __init__(
        self, networks: Sequence[QWidget], yardsticks: Sequence[QWidget], parent: QWidget | None = None
    ) -> None:
        super().__init__("compareSides", parent=parent)
        self.tabBar().setExpanding(True)
        for named in (self, self.tabBar()):
            named.setAccessibleName(_("What is compared"))
        self.notes = [label("muted", wordWrap=True, objectName=f"{name}Note") for name in ("networks", "yardsticks")]
        for place, widgets in enumerate((networks, yardsticks)):
            name, tip = NAMES[place]
            column = QVBoxLayout()
            self.addTab(_scrolled(column), name)
            for widget in (self.notes[place], *widgets):  # last, or each would have its looks three times
                column.addWidget(widget)
            column.addStretch(1)
            self.setTabToolTip(place, tip)
        sized(self.setFixedWidth, 290)
        self.show_notes(False, False, False)

    def show_notes(self, racing: bool, measuring: bool, training: bool) -> None:
        """Why Start is not possible, or what is to be known before it, by what is under way."""
        _show(self.notes[NETWORKS], MEASURING if measuring else "")
        _show(self.notes[YARDSTICKS], RACING if racing else TRAINING if training else "")


def _show(note: QLabel, words: str) -> None:
    if words != note.text():
        note.setText(words)
    note.setVisible(bool(words))


def _scrolled(column: QLayout) -> QScrollArea:
    inside = QWidget()
    inside.setLayout(column)
    sized(column.setContentsMargins, 0, 6, 8, 0)
    scroll = QScrollArea(widgetResizable=True, frameShape=QScrollArea.Shape.NoFrame)
    scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # it follows the focus of what is in it
    scroll.setWidget(inside)
    return scroll
