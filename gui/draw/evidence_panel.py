"""The Evidence tab: what the network gets of the drawing, its evidence for each class, and the keys that keep it."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from engine.words import _
from gui.draw import page_words
from gui.draw.digit_buttons import DigitButtons
from gui.draw.said_panel import SaidPanel
from gui.look.sizes import sized
from gui.widgets.evidence_bars import EvidenceBars
from gui.widgets.evidence_kinds import EvidenceKinds
from gui.widgets.labels import label
from gui.widgets.network_view import NetworkView
from gui.widgets.roomy_panel import RoomyPanel
from gui.widgets.spare_words import SpareWords

CALIBRATED = _("Calibrated: of the drawings that it gives 90 %, about 90 % are right.")
UNCALIBRATED = _("Not calibrated: this network is often surer than it is right.")
VIEW, LARGE_VIEW = 6 * 28 + 2, 10 * 28 + 2  # sides of the network view with its frame, in pixels
ROOM = QSize(760, 600)  # of the tab, for the large one
DRAWN = _("What the network gets:\n28 × 28 pixels")
HOW = _(
    "As MNIST's makers did it: cut to the ink, the longer side made 20 pixels long, the centre of mass moved to the "
    "middle of 28 × 28 pixels."
)
FRAMED = _("{place}, as the network gets it: 28 × 28 pixels")
PASTED = _("The pasted picture’s ink:\n28 × 28 pixels")
HOW_PASTED = _("Not drawn, but found in the picture and made white on black. What you draw takes its place.")


class EvidencePanel(RoomyPanel):
    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__((ROOM,), self._size_view, parent)
        self.view = NetworkView()
        self.view.setObjectName("networkView")
        self.caption = label("muted", DRAWN, objectName="networkViewCaption", wordWrap=True)
        self.caption.setToolTip(HOW)
        self.how = SpareWords(HOW, "networkViewHow")
        self._size_view(roomy=False)
        sized(self.caption.setMinimumHeight, lines=2)
        self.caption.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.keep = label("muted")
        self.keys = DigitButtons("keepAs", page_words.keep_tip)
        self.bars = EvidenceBars()
        self.bars.setObjectName("evidenceBars")
        self.kinds = EvidenceKinds("{}Button")
        self.kinds.chosen.connect(self.bars.set_kind)
        self.calibration = QLabel(objectName="calibration", wordWrap=True)
        self.calibration.setProperty("role", "muted")
        self.said = SaidPanel()
        self._lay_out()

    def _size_view(self, roomy: bool) -> None:
        side = LARGE_VIEW if roomy else VIEW
        sized(self.view.setFixedSize, side, side)
        sized(self.caption.setFixedWidth, side)

    def _lay_out(self) -> None:
        left, right, row = QVBoxLayout(), QVBoxLayout(), QHBoxLayout()
        sized(left.setSpacing, 6)
        left.addWidget(self.view)
        left.addWidget(self.caption)
        left.addWidget(self.how, 1)
        sized(right.setSpacing, 6)
        right.addWidget(self.bars, 1)
        right.addWidget(self.kinds, 0, Qt.AlignmentFlag.AlignLeft)
        right.addWidget(self.calibration)
        right.addWidget(self.said)
        sized(row.setSpacing, 18)
        row.addLayout(left)
        row.addLayout(right, 1)
        column = QVBoxLayout(self)
        sized(column.setContentsMargins, 2, 10, 0, 0)
        sized(column.setSpacing, 6)
        column.addLayout(row, 1)
        self._beside, self._below = left, column

    # What is shown

    def set_names(self, names: Sequence[str]) -> None:
        """What the classes are called."""
        for part in (self.bars, self.kinds, self.keys):
            part.set_names(names)
        self._are_digits = page_words.are_digits(names)
        self._say_what_is_kept("")
        self._place_keys()

    def _say_what_is_kept(self, place: str) -> None:
        alone = _("Keep it in My digits as a") if self._are_digits else _("Keep it in My digits as")
        words = _("Keep the digit above as a") if place else alone
        if words != self.keep.text():
            self.keep.setText(words)

    def _place_keys(self) -> None:
        """Few short names stand beside the bars, under the network view, as the digits do; others below both."""
        place = self._beside if self.keys.are_short else self._below
        for widget in (self.keep, self.keys):
            for layout in (self._beside, self._below):
                layout.removeWidget(widget)
            place.addWidget(widget)

    def set_kind(self, kind: str) -> None:
        """Show the evidence as "probability" or "log_probability"."""
        self.bars.set_kind(kind)
        self.kinds.set_kind(kind)

    def show_image(self, image: np.ndarray | None, pasted: bool, place: str = "") -> None:
        """What the network gets, (28, 28) uint8, or None without a drawing; ``pasted``: it is of a picture; ``place``:
        which of several digits it is, in words."""
        self.view.set_image(image)
        self._say_what_is_kept(place)
        words = FRAMED.format(place=place) if place else PASTED if pasted else DRAWN
        if words != self.caption.text():
            self.caption.setText(words)
        self.how.set_words(HOW_PASTED if pasted else HOW)
