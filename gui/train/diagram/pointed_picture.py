"""A picture of a network that can be pointed at: what is painted once is forgotten when its size or looks change."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPointF, Qt
from PySide6.QtGui import QHelpEvent, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from gui.look.plain import plain_tip

LOOKS = QEvent.Type.PaletteChange, QEvent.Type.FontChange, QEvent.Type.StyleChange


class PointedPicture(QWidget):
    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def pointed_text(self) -> str:
        """What is said of the part that is pointed at; empty if none is."""
        raise NotImplementedError

    def _point_to(self, position: QPointF) -> None:
        """The pointer is there."""
        raise NotImplementedError

    def _forget(self) -> None:
        """What is painted once has to be painted anew."""
        raise NotImplementedError

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            self._point_to(QPointF(event.pos()))
            QToolTip.showText(event.globalPos(), plain_tip(self.pointed_text()), self)
            return True
        return super().event(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._forget()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() in LOOKS:
            self._forget()
        super().changeEvent(event)
