"""The row of tools under the canvas: eraser, undo, redo, clear, and pictures."""

from __future__ import annotations

from PySide6.QtCore import Signal, SignalInstance
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QHBoxLayout, QMenu, QPushButton, QWidget

from gui.canvas.canvas import Canvas
from gui.model.drawing import Drawing


class DrawTools(QWidget):
    paste_wanted = Signal()
    open_wanted = Signal()
    copy_wanted = Signal()
    save_wanted = Signal()

    def __init__(self, drawing: Drawing, canvas: Canvas, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._drawing = drawing
        self.eraser = QPushButton("Eraser", objectName="eraserButton", checkable=True)
        self.eraser.setToolTip("Erase whole strokes: touch one, and it is gone (E; or the other end of the pen)")
        self.eraser.toggled.connect(canvas.set_erasing)
        canvas.erasing_changed.connect(self.eraser.setChecked)
        self.undo = self._button("Undo", "undoButton", "Take back the last step (Ctrl+Z)", drawing.undo)
        self.redo = self._button("Redo", "redoButton", "Do it again (Ctrl+Shift+Z)", drawing.redo)
        self.clear = self._button("Clear", "clearButton", "Remove all ink (Delete); Undo brings it back", drawing.clear)
        self.picture = QPushButton("Picture", objectName="pictureButton")
        self.picture.setToolTip("Have a picture of a digit judged, or take the drawing away as one")
        self.picture.setMenu(self._menu())
        row = QHBoxLayout(self)
        row.setContentsMargins(3, 6, 3, 0)  # flush with the canvas inside its frame
        row.setSpacing(6)
        for button in (self.eraser, self.undo, self.redo, self.clear):
            row.addWidget(button)
        row.addStretch(1)
        row.addWidget(self.picture)
        drawing.changed.connect(self._update)
        self._update()

    def _button(self, words: str, name: str, tip: str, slot) -> QPushButton:
        made = QPushButton(words, objectName=name)
        made.setToolTip(tip)
        made.clicked.connect(slot)
        return made

    def _menu(self) -> QMenu:
        menu = QMenu(self)
        menu.setToolTipsVisible(True)
        paste = _action(menu, "Paste a picture\tCtrl+V", self.paste_wanted)
        paste.setToolTip("A picture of one digit, dark on light or light on dark: it is cut to its ink")
        _action(menu, "Open a picture…", self.open_wanted).setToolTip("Or drop one onto this page")
        menu.addSeparator()
        self._out = [
            _action(menu, "Copy the drawing\tCtrl+C", self.copy_wanted),
            _action(menu, "Save the drawing as PNG…", self.save_wanted),
        ]
        return menu

    def _update(self) -> None:
        drawing = self._drawing
        self.undo.setEnabled(drawing.can_undo)
        self.redo.setEnabled(drawing.can_redo)
        self.clear.setEnabled(not drawing.empty)
        for action in self._out:
            action.setEnabled(not drawing.empty)


def _action(menu: QMenu, words: str, wanted: SignalInstance) -> QAction:
    """Given to ``addAction``, a signal would be called like a function, which it is not."""
    made = menu.addAction(words)
    made.triggered.connect(wanted)
    return made
