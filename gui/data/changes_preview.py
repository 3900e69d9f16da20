"""Some images before the changes, and what becomes of them: as many as there is room for."""

from __future__ import annotations

import numpy as np
from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QVBoxLayout, QWidget

from engine.words import _
from gui.look.sizes import sized
from gui.widgets.digit_grid import DigitGrid
from gui.widgets.explain import RowExplain
from gui.widgets.labels import label
from gui.widgets.present_button import PresentButton

FEWEST = 15  # images


class _Grid(DigitGrid):
    resized = Signal()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.resized.emit()


class ChangesPreview(QWidget):
    wanted = Signal()
    """It is to be made anew: of other images than before, or of another number of them."""
    most = 60
    """Images that it shows in the largest room."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.before, self.after = _Grid(scale=2, largest=6), DigitGrid(scale=2, largest=6)
        self.before.resized.connect(self._on_resized)
        for grid, name in ((self.before, "previewBefore"), (self.after, "previewAfter")):
            grid.setObjectName(name)
            sized(grid.setMinimumWidth, 2 * 64 + 8)  # so that the page fits into a small window
        self.after.set_empty_text(_("None of these images is left."))
        self.side = QComboBox(objectName="previewBox")
        self.side.addItem(_("training images"), True)
        self.side.addItem(_("test images"), False)
        self.side.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self.side.setMinimumContentsLength(4)  # where there is no more room: letters may be large
        self.side.setAccessibleName(_("Preview"))
        self.side.setToolTip(_("What the network is trained on, or what it is tested with"))
        self.side.activated.connect(self.wanted)
        self._lay_out()

    def _lay_out(self) -> None:
        before = label("plotTitle", _("Before"))
        PresentButton(_("Before, and after"), [(self.before, self.after)], before)
        after = QHBoxLayout(spacing=3)
        after.addWidget(label("plotTitle", _("After:")))
        after.addWidget(self.side)
        after.addWidget(RowExplain(self.side))
        after.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(before)
        column.addWidget(self.before, 1)
        column.addLayout(after)
        column.addWidget(self.after, 1)

    def of_training(self) -> bool:
        """Whether it shows what is trained on, or what is tested with."""
        return bool(self.side.currentData())

    def room(self) -> int:
        """For how many images there is room."""
        return min(self.most, self.before.filled_by(FEWEST))

    def show_images(self, before: np.ndarray, after: np.ndarray) -> None:
        """(n, 28, 28) uint8 images."""
        self.before.set_images(before)
        self.after.plan_for(len(before))
        self.after.set_images(after)

    def _on_resized(self) -> None:
        if self.before.count() not in (0, self.room()):
            self.wanted.emit()
