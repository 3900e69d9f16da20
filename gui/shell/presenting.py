"""Presentation, for the back row: a panel of the page in sight fills the page. The View menu, its key, and Esc."""

from __future__ import annotations

from PySide6.QtCore import QObject
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QWidget

from engine.words import _
from gui.widgets.focus import focus_in
from gui.widgets.present_button import KEYS, PresentButton, buttons_in_sight
from gui.widgets.stage import Stage, clear_stages
from gui.work.messages import Messages

NOTHING = _("There is nothing on this page that could fill it: choose another tab, or load what is missing")


class Presenting(QObject):
    def __init__(self, window: QWidget, stage: Stage, pages: QWidget, messages: Messages) -> None:
        super().__init__(window)
        self._window, self._stage, self._pages, self._messages = window, stage, pages, messages
        stage.changed.connect(self._on_changed)

    def add_to(self, menu: QMenu) -> None:
        self.action: QAction = menu.addAction(_("&Presentation"), self._on_wanted)
        self.action.setObjectName("presentation")
        self.action.setShortcut(KEYS)
        self.action.setCheckable(True)
        self.action.setToolTip(_("Fill the page with the panel in use, in large words"))

    def _on_wanted(self) -> None:
        """There and back."""
        if clear_stages(self._window):
            return
        button = self._button()
        if button is not None:
            button.present()
        else:
            self._messages.told.emit(NOTHING)
        self._on_changed()

    def _button(self) -> PresentButton | None:
        """Of the panel that has the focus, else of the largest on the page."""
        found = buttons_in_sight(self._window)
        focused = focus_in(self._window)
        worth = {one: (one.holds(focused), self._pages.isAncestorOf(one), one.size_of_parts()) for one in found}
        return max(found, key=lambda button: worth[button], default=None)

    def _on_changed(self) -> None:
        """The status bar is about what is small now."""
        presenting = self._stage.piece is not None
        self.action.setChecked(presenting)
        self._window.statusBar().setHidden(presenting)
