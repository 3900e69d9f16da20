"""Tabs that are high enough for their words, and for what stands in the corner beside them: also a "?", which says of
the tab in front what its tooltip says."""

from __future__ import annotations

from PySide6.QtCore import QSize
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QStackedWidget,
    QStyle,
    QStyleOptionTabWidgetFrame,
    QTabBar,
    QTabWidget,
    QToolButton,
    QWidget,
)

from engine.words import _
from gui.look.sizes import px, sized
from gui.widgets.folds import closes_by_esc
from gui.widgets.front_height import FrontHeight
from gui.widgets.labels import label

PLAIN, HIGH = 14, 18  # pixels that a tab is higher than its words, also one behind; where a button stands beside it


class Tabs(QTabWidget):
    """``high``: as high as a button, since what stands in the corner is cut to the height of the tabs."""

    def __init__(self, name: str, high: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(parent, objectName=name)
        self.setTabBar(_Bar(HIGH if high else PLAIN))
        self.setDocumentMode(True)  # after the bar, which has it, too
        for arrow in self.tabBar().findChildren(QToolButton):  # Qt names those of every tab bar alike
            arrow.setObjectName(f"{name}{arrow.objectName()}")
        self._make_explain(name)
        FrontHeight(self.findChild(QStackedWidget))

    def _make_explain(self, name: str) -> None:
        self.explain = QToolButton(text="?", checkable=True, autoRaise=True, objectName=f"{name}Explain")
        self.explain.setToolTip(_("Say below what this tab shows"))
        self.explain.setAccessibleName(self.explain.toolTip())
        sized(self.explain.setFixedSize, 18, 18)
        closes_by_esc(self.explain)
        self.words = label("tip", parent=self, objectName=f"{name}Explained", wordWrap=True)
        self.words.hide()
        self.explain.toggled.connect(self._say)
        self.currentChanged.connect(self._say)
        corner = QWidget()
        self._corner = QHBoxLayout(corner)
        self._corner.setContentsMargins(0, 0, 0, 0)
        self._corner.addWidget(self.explain)
        super().setCornerWidget(corner)

    def setCornerWidget(self, widget: QWidget) -> None:
        """Beside the "?"."""
        self._corner.addWidget(widget)

    def _say(self) -> None:
        """Over the top of the tab, so that nothing is pushed out of its place."""
        said = self.tabToolTip(self.currentIndex())
        self.words.setText(said)
        self.words.setVisible(self.explain.isChecked() and bool(said))
        self._place()

    def _place(self) -> None:
        top, width = self.tabBar().height(), self.width()
        self.words.setGeometry(0, top, width, self.words.heightForWidth(width))
        self.words.raise_()

    def heightForWidth(self, width: int) -> int:
        """Of the page in front, as its other sizes. Qt asks all of them, a hundred times where letters change."""
        page, option = self.currentWidget(), QStyleOptionTabWidgetFrame()
        if page is None:
            return super().heightForWidth(width)
        self.initStyleOption(option)
        frame = self.style().sizeFromContents(QStyle.ContentsType.CT_TabWidget, option, QSize(0, 0), self)
        high = page.heightForWidth(width - frame.width())
        bar = max(self.tabBar().sizeHint().height(), self.cornerWidget().sizeHint().height())
        return frame.height() + bar + (high if high >= 0 else page.minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place()


class _Bar(QTabBar):
    def __init__(self, more: int) -> None:
        super().__init__()
        self._more = more

    def tabSizeHint(self, index: int) -> QSize:
        return super().tabSizeHint(index).expandedTo(QSize(0, self.fontMetrics().height() + px(self._more)))
