"""A button of the rail: a page's icon above its name, in the colours of the palette whenever that changes."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtWidgets import QToolButton, QWidget

from gui.look.icons import SIDE, icon


class RailButton(QToolButton):
    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent, text=name, checkable=True, objectName=f"{name.lower()}Button")
        self._icon_name = name.lower()
        self.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextUnderIcon)
        self.setIconSize(QSize(SIDE, SIDE))
        self.setFixedSize(74, 58)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setIcon(icon(self._icon_name, self))

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.PaletteChange, QEvent.Type.StyleChange):
            self.setIcon(icon(self._icon_name, self))
