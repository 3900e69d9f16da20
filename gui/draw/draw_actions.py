"""The commands of the Draw page: the ink away, and pictures in and out."""

from __future__ import annotations

from PySide6.QtCore import QObject

from engine.digits.dataset import DIGIT_NAMES
from engine.words import _
from gui.draw import page_words
from gui.draw.pasting import Pasting
from gui.model.drawing import Drawing
from gui.widgets.actions import add_action, add_separator
from gui.widgets.page import Page


class DrawActions(QObject):
    """``clear``, and ``pictures``: paste, open, copy and save."""

    def __init__(self, page: Page, drawing: Drawing, pasting: Pasting) -> None:
        super().__init__(page)
        self._drawing = drawing
        tip = _("Remove all ink; Undo brings it back")
        self.clear = add_action(page, "clear", _("Clear"), drawing.clear, tip=tip)
        add_separator(page)
        paste, copy, tip = pasting.paste, pasting.copy, page_words.picture_tip(DIGIT_NAMES)
        self.pictures = [
            add_action(page, "pastePicture", _("&Paste a picture"), paste, "Ctrl+V", tip),
            add_action(page, "openPicture", _("Open a p&icture…"), pasting.ask, tip=_("Or drop one onto this page")),
            add_action(
                page, "copyDrawing", _("&Copy the drawing"), copy, "Ctrl+C", _("As a picture, to the clipboard")
            ),
            add_action(page, "saveDrawing", _("&Save the drawing as PNG…"), pasting.ask_save),
        ]
        self._of_ink = self.clear, *self.pictures[2:]
        drawing.changed.connect(self._on_drawn)
        self._on_drawn()

    def _on_drawn(self) -> None:
        for action in self._of_ink:
            if action.isEnabled() == self._drawing.empty:
                action.setEnabled(not self._drawing.empty)
