"""A button of the rail: a page's icon above its name, in the colours of the palette whenever that changes."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QToolButton, QWidget

from gui.look import sizes
from gui.look.icons import SIDE, icon
from gui.look.sizes import sized


class RailButton(QToolButton):
    def __init__(self, name: str, words: str, parent: QWidget | None = None) -> None:
        """``name``: of its icon, and begins its objectName; ``words``: what the page is called."""
        super().__init__(parent, text=words, checkable=True, objectName=f"{name}Button")
        self._icon_name = name
        self.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextUnderIcon)
        self._size_icon()
        sizes.changed.connect(self._size_icon)
        sized(self.setFixedSize, 74, 58)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setIcon(icon(self._icon_name, self))

    def _size_icon(self) -> None:
        self.setIconSize(sizes.extent(SIDE, SIDE))

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.PaletteChange, QEvent.Type.StyleChange):
            self.setIcon(icon(self._icon_name, self))
