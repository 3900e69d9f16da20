"""What scrolls only where there is no room for all of it."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtWidgets import QScrollArea, QSizePolicy, QWidget


class SnugArea(QScrollArea):
    """As high as what is in it, but for ``least()`` pixels at the least; then it scrolls up and down.

    Whoever changes the size of what is in it calls ``updateGeometry``.
    """

    def __init__(self, widget: QWidget, least: Callable[[], int], parent: QWidget | None = None) -> None:
        super().__init__(parent, widgetResizable=True, frameShape=QScrollArea.Shape.NoFrame)
        self._least = least
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # it follows the focus of what is in it
        self.setSizePolicy(widget.sizePolicy())
        self.be_snug()
        self.setWidget(widget)

    def fill(self) -> None:
        """Take all the room that there is, from now on."""
        self._set_height(QSizePolicy.Policy.Expanding)

    def be_snug(self) -> None:
        self._set_height(QSizePolicy.Policy.Maximum)

    def _set_height(self, policy: QSizePolicy.Policy) -> None:
        self.setSizePolicy(self.sizePolicy().horizontalPolicy(), policy)

    def changeEvent(self, event: QEvent) -> None:
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self.updateGeometry()
        super().changeEvent(event)

    def _bar(self) -> int:
        """The width of the scroll bar, where there may be one."""
        return self.verticalScrollBar().sizeHint().width() if self._least() < self.widget().sizeHint().height() else 0

    def sizeHint(self) -> QSize:
        return self.widget().sizeHint() + QSize(self._bar(), 0)

    def minimumSizeHint(self) -> QSize:
        wanted = self.widget().sizeHint().height()
        return QSize(self.widget().minimumSizeHint().width() + self._bar(), min(wanted, self._least()))
