"""A small "?" that puts what a tooltip says under its field as text: for a projector, a finger, or the keyboard."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QLabel, QToolButton, QWidget

from engine.words import _
from gui.look.sizes import sized
from gui.widgets.labels import label

SIDE = 18  # pixels


class Explain(QToolButton):
    """``words``: where it is said, hidden until it is asked for; whoever uses this puts it below ``field``."""

    def __init__(self, field: QWidget, called: str = "") -> None:
        """``field``: whose tooltip is said; ``called``: what the person knows it as, if not by its accessible name."""
        super().__init__(text="?", autoRaise=True, checkable=True, objectName=f"{field.objectName()}Explain")
        self._field = field
        self.words: QLabel = label("muted", wordWrap=True, objectName=f"{field.objectName()}Explained")
        self.words.hide()
        sized(self.setFixedSize, SIDE, SIDE)
        name = called or field.accessibleName()
        self.setToolTip(_("Say here what it is") if not name else _("Say here what “{name}” is").format(name=name))
        self.setAccessibleName(self.toolTip())
        self.toggled.connect(self._on_toggled)
        field.installEventFilter(self)

    def _on_toggled(self, on: bool) -> None:
        self._say()
        self.words.setVisible(on)

    def _say(self) -> None:
        self.words.setText(self._field.toolTip())

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ToolTipChange and self.isChecked():
            self._say()
        return False
