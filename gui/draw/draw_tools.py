"""The row of tools under the canvas: eraser, undo, redo, clear, and pictures."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QHBoxLayout, QMenu, QPushButton, QWidget

from engine.digits.dataset import DIGIT_NAMES
from engine.words import _
from gui.canvas import canvas_words
from gui.canvas.canvas import Canvas
from gui.look.sizes import sized
from gui.model.drawing import Drawing
from gui.widgets.actions import ActionButton
from gui.widgets.steps import connect_steps, step_buttons


class DrawTools(QWidget):
    """``clearing``: the action that removes all ink. ``pictures``: those of the menu of pictures."""

    def __init__(
        self, drawing: Drawing, canvas: Canvas, clearing: QAction, pictures: Sequence[QAction],
        parent: QWidget | None = None,
    ) -> None:  # fmt: skip
        super().__init__(parent)
        self.eraser = QPushButton(_("Eraser"), objectName="eraserButton", checkable=True)
        self.eraser.toggled.connect(canvas.set_erasing)
        canvas.erasing_changed.connect(self.eraser.setChecked)
        self.undo, self.redo = step_buttons("", _("step"))
        connect_steps(drawing.stack, self.undo, self.redo)
        self.clear = ActionButton(clearing, "clearButton")
        self.picture = QPushButton(_("Picture"), objectName="pictureButton")
        menu = QMenu(self)
        menu.setToolTipsVisible(True)
        menu.addActions(pictures)
        self.picture.setMenu(menu)
        self.set_names(DIGIT_NAMES)
        self._lay_out()

    def set_names(self, names: Sequence[str]) -> None:
        """What the classes are called: one may have the eraser's key."""
        self.eraser.setToolTip(canvas_words.eraser_tip(names))
        if tuple(names) == DIGIT_NAMES:
            words = _("Have a picture of a digit judged, or take the drawing away as one")
        else:
            words = _("Have a picture judged, or take the drawing away as one")
        self.picture.setToolTip(words)

    def _lay_out(self) -> None:
        row = QHBoxLayout(self)
        sized(row.setContentsMargins, 3, 6, 3, 0)  # flush with the canvas inside its frame
        sized(row.setSpacing, 5)
        for button in (self.eraser, self.undo, self.redo, self.clear):
            row.addWidget(button)
        row.addStretch(1)
        row.addWidget(self.picture)
