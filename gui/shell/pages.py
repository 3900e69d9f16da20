"""The pages, one of which is in sight, and the rail: where the window has less room than they need, they scroll."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QFrame, QScrollArea, QSizePolicy, QStackedWidget, QWidget

from gui.look import sizes
from gui.look.sizes import extent


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
        return extent(0, 0)


class ScrolledRail(QScrollArea):
    """``rail`` as wide as it is, in a window of any height."""

    def __init__(self, rail: QWidget) -> None:
        super().__init__()
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Expanding)
        self.setWidget(rail)
        self.verticalScrollBar().rangeChanged.connect(self.updateGeometry)
        sizes.changed.connect(self.updateGeometry)  # letters that become smaller change no range

    def sizeHint(self) -> QSize:
        bar = self.verticalScrollBar()
        return QSize(self.widget().minimumSizeHint().width() + (bar.sizeHint().width() if bar.maximum() else 0), 0)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()
