"""The pages, one of which is in sight; where the window has less room than it needs, it is scrolled."""

from __future__ import annotations

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QFrame, QScrollArea, QStackedWidget, QWidget


class Pages(QStackedWidget):
    """As large as the page in sight needs, and not as the largest of all."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("pages")
        self.currentChanged.connect(self.updateGeometry)

    def minimumSizeHint(self) -> QSize:
        page = self.currentWidget()
        return QSize() if page is None else page.minimumSizeHint()

    def heightForWidth(self, width: int) -> int:
        """What is needed, not what would be wanted: that is far more, and the pages know how to do with less."""
        return self.minimumSizeHint().height()


class ScrolledPages(QScrollArea):
    """``pages`` in a frame of any size."""

    def __init__(self, pages: Pages) -> None:
        super().__init__()
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidget(pages)

    def minimumSizeHint(self) -> QSize:
        return QSize(0, 0)
