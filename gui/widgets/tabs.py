"""Tabs that are high enough for their words, and for what stands in the corner beside them."""

from __future__ import annotations

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QTabBar, QTabWidget, QToolButton, QWidget

from gui.look.sizes import px

PLAIN, HIGH = 10, 18  # pixels that a tab is higher than its words; where a button stands beside it


class Tabs(QTabWidget):
    """``high``: as high as a button, since what stands in the corner is cut to the height of the tabs."""

    def __init__(self, name: str, high: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(parent, objectName=name)
        self.setTabBar(_Bar(HIGH if high else PLAIN))
        self.setDocumentMode(True)  # after the bar, which has it, too
        for arrow in self.tabBar().findChildren(QToolButton):  # Qt names those of every tab bar alike
            arrow.setObjectName(f"{name}{arrow.objectName()}")


class _Bar(QTabBar):
    def __init__(self, more: int) -> None:
        super().__init__()
        self._more = more

    def tabSizeHint(self, index: int) -> QSize:
        return super().tabSizeHint(index).expandedTo(QSize(0, self.fontMetrics().height() + px(self._more)))
