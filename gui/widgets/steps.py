"""The two buttons by which steps are taken back and done again."""

from __future__ import annotations

from PySide6.QtGui import QUndoStack
from PySide6.QtWidgets import QPushButton


def step_buttons(of: str, what: str) -> tuple[QPushButton, QPushButton]:
    """Undo and Redo. ``of``: ends their objectNames; ``what``: what is taken back, as the tip calls it."""
    undo = QPushButton("Undo", objectName=f"undo{of}Button", enabled=False)
    undo.setToolTip(f"Take back the last {what} (Ctrl+Z)")
    redo = QPushButton("Redo", objectName=f"redo{of}Button", enabled=False)
    redo.setToolTip("Do it again (Ctrl+Shift+Z)")
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
