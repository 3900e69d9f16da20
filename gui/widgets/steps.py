"""The two buttons by which steps are taken back and done again."""

from __future__ import annotations

from PySide6.QtGui import QUndoStack
from PySide6.QtWidgets import QPushButton

from engine.words import _


def step_buttons(of: str, what: str) -> tuple[QPushButton, QPushButton]:
    """Undo and Redo. ``of``: ends their objectNames; ``what``: what is taken back, "change" or "step"."""
    is_change = what == "change"
    undo = QPushButton(_("Undo change") if is_change else _("Undo"), objectName=f"undo{of}Button", enabled=False)
    undo.setToolTip(_("Take back the last change (Ctrl+Z)") if is_change else _("Take back the last step (Ctrl+Z)"))
    redo = QPushButton(_("Redo change") if is_change else _("Redo"), objectName=f"redo{of}Button", enabled=False)
    redo.setToolTip(_("Do it again (Ctrl+Shift+Z)"))
    return undo, redo


def connect_steps(stack: QUndoStack, undo: QPushButton, redo: QPushButton) -> None:
    """The buttons are enabled as long as there is something to take back, or to do again."""
    undo.clicked.connect(stack.undo)
    redo.clicked.connect(stack.redo)
    for button, possible, changed in (
        (undo, stack.canUndo(), stack.canUndoChanged),
        (redo, stack.canRedo(), stack.canRedoChanged),
    ):
        button.setEnabled(possible)
        changed.connect(button.setEnabled)
