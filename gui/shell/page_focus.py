"""Where the focus goes when another page comes in sight: to where one works there, or was at work last."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QApplication, QWidget

from gui.shell.rail_button import RailButton
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
        self._work_on(page)

    def _work_on(self, page: Page) -> None:
        for wanted in (self._last.get(page), page.place_to_work()):
            if wanted is not None and wanted.isVisible() and wanted.isEnabled():
                wanted.window().setAttribute(
                    Qt.WidgetAttribute.WA_KeyboardFocusChange
                )  # else a slider would not show it
                wanted.setFocus(Qt.FocusReason.OtherFocusReason)
                return

    def _on_focus_changed(self, before: QWidget | None, now: QWidget | None) -> None:
        page = self._page
        if isinstance(now, RailButton) and before is not None and page is not None and _is_lost(before, page):
            self._work_on(page)  # Qt gives it to whatever comes first in the window, which then looks chosen
            return
        if page is not None and now is not None and page.isVisible() and page.isAncestorOf(now):
            self._last[page] = now


def _is_lost(widget: QWidget, page: Page) -> bool:
    """Whether it stands on the page and cannot have the focus any more."""
    return page.isAncestorOf(widget) and not (widget.isVisible() and widget.isEnabled())
