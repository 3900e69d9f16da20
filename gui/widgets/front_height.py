"""A stack of pages that is at least as high as the one in front needs, whatever the others need."""

from __future__ import annotations

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QSizePolicy, QStackedWidget, QWidget


class FrontHeight(QObject):
    """By itself a stack is as high as the highest of its pages needs, and what it stands in scrolls for a page that
    nobody sees."""

    def __init__(self, stack: QStackedWidget) -> None:
        super().__init__(stack)
        self._stack = stack
        self._policies: dict[QWidget, QSizePolicy.Policy] = {}
        stack.currentChanged.connect(self._on_changed)
        stack.widgetAdded.connect(self._on_changed)
        stack.widgetRemoved.connect(self._on_changed)
        self._on_changed()

    def _on_changed(self) -> None:
        pages = [self._stack.widget(index) for index in range(self._stack.count())]
        self._policies = {page: self._policies.get(page, page.sizePolicy().verticalPolicy()) for page in pages}
        for page, policy in self._policies.items():
            now = page.sizePolicy()
            now.setVerticalPolicy(policy if page is self._stack.currentWidget() else QSizePolicy.Policy.Ignored)
            page.setSizePolicy(now)
