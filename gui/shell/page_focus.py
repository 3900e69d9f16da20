"""Where the focus goes when another page comes in sight: to where one works there, or was at work last."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QApplication, QWidget

from gui.widgets.page import Page


class PageFocus(QObject):
    """``keeps(widget)``: whether it stands beside the pages and keeps the focus, as the lesson does."""

    def __init__(self, keeps: Callable[[QWidget], bool], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._keeps = keeps
        self._page: Page | None = None
        self._last: dict[Page, QWidget] = {}
        QApplication.instance().focusChanged.connect(self._on_focus_changed)

    def go_to(self, page: Page) -> None:
        """This page is in sight now. That Qt has given the focus to the first in reach meanwhile counts for nothing."""
        if page is self._page:
            return
        self._page = page
        now = QApplication.focusWidget()
        if now is not None and self._keeps(now):
            return
        for wanted in (self._last.get(page), page.place_to_work()):
            if wanted is not None and wanted.isVisible() and wanted.isEnabled():
                wanted.setFocus(Qt.FocusReason.OtherFocusReason)
                return

    def _on_focus_changed(self, _before: QWidget | None, now: QWidget | None) -> None:
        page = self._page
        if page is not None and now is not None and page.isVisible() and page.isAncestorOf(now):
            self._last[page] = now
