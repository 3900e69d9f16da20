"""What a "?" says, on a card over what is below its row: it moves nothing, and stays inside the page."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, Qt
from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QLabel, QWidget

from gui.look.sizes import px
from gui.widgets.page import Page

WIDTH, GAP = 460, 4  # pixels: of a card where there is room, and between it and its row


class ExplainedCard(QLabel):
    def __init__(self, parent: QWidget, name: str) -> None:
        super().__init__("", parent, wordWrap=True, textFormat=Qt.TextFormat.PlainText, objectName=name)
        self.setProperty("role", "tip")
        self._below: Sequence[QWidget] = ()

    def show_below(self, row: Sequence[QWidget]) -> None:
        """Under these widgets, which stand on one page, or in one window."""
        self._below = row
        host = _host(row[0])
        if self.parentWidget() is not host:
            self.setParent(host)
        host.installEventFilter(self)
        self.show()  # before it is measured: what was hidden may have its looks since then alone
        self.place()
        self.raise_()

    def place(self) -> None:
        """In sight: below the row, or above it; as wide as the page where it would not fit else. What is higher than
        what is in sight stands where the page can be scrolled to it."""
        host, row = self.parentWidget(), self._row()
        seen = host.visibleRegion().boundingRect() or host.rect()
        most, gap = seen.width() - 2 * px(GAP), px(GAP)
        for width in (min(px(WIDTH), most), most):
            height = self.heightForWidth(width)
            below, above = row.bottom() + gap, row.top() - gap - height
            fits_below, fits_above = below + height <= seen.bottom(), above >= seen.top()
            if fits_below or fits_above:
                break
        left = max(seen.left() + gap, min(row.left(), seen.right() - width - gap))
        top = above if fits_above and not fits_below else below
        self.setGeometry(left, max(0, min(top, host.height() - height)), width, height)

    def _row(self) -> QRect:
        host, row = self.parentWidget(), QRect()
        for widget in self._below:
            if widget.isVisibleTo(host):
                row |= QRect(widget.mapTo(host, QPoint()), widget.size())
        return row

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        if not event.spontaneous():
            self.parentWidget().removeEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if self.isVisible() and event.type() in (QEvent.Type.Resize, QEvent.Type.LayoutRequest):
            self.place()
        return False


def _host(widget: QWidget) -> QWidget:
    """The page that it stands on, which may be larger than the window, or else the window."""
    parent = widget.parentWidget()
    while parent is not None and not isinstance(parent, Page) and not parent.isWindow():
        parent = parent.parentWidget()
    return widget.window() if parent is None else parent
