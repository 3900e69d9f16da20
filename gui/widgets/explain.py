"""A small "?" that puts what a tooltip says under its field as text: for a projector, a finger, or the keyboard."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFormLayout, QHBoxLayout, QLabel, QToolButton, QWidget

from engine.words import _
from gui.look.sizes import sized
from gui.widgets.folds import closes_by_esc
from gui.widgets.labels import label

SIDE = 18  # pixels
KEYS = "Shift+F1"


class Explain(QToolButton):
    """``words``: where it is said, hidden until it is asked for; whoever uses this puts it below ``field``.

    Tab passes it by: in the field itself Shift+F1 does the same.
    """

    def __init__(self, field: QWidget, called: str) -> None:
        """``field``: whose tooltip is said; ``called``: what the person knows it as."""
        name = field.objectName()
        super().__init__(text="?", autoRaise=True, checkable=True, objectName=f"{name}Explain")
        self._field = field
        self.words: QLabel = label("muted", wordWrap=True, objectName=f"{name}Explained")
        self.words.hide()
        sized(self.setFixedSize, SIDE, SIDE)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        said = _("Say below what “{name}” is ({keys} in the field)").format(name=called, keys=KEYS)
        self.setToolTip(said)
        self.setAccessibleName(said)
        closes_by_esc(self)
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
        elif isinstance(event, QKeyEvent) and _is_asked(event):
            if event.type() == QEvent.Type.KeyPress:
                self.toggle()
            event.accept()  # before the menu gets it
            return True
        return False


def _is_asked(event: QKeyEvent) -> bool:
    shift = event.modifiers() == Qt.KeyboardModifier.ShiftModifier
    return (
        shift and event.key() == Qt.Key.Key_F1 and event.type() in (QEvent.Type.KeyPress, QEvent.Type.ShortcutOverride)
    )


def add_explained_row(form: QFormLayout, name: QLabel | str, field: QWidget) -> QWidget:
    """A row of a form: its name, the field with a "?" behind it, and below what that says. Returns what holds the field
    and the "?", by which the form knows the row."""
    named = QLabel(name) if isinstance(name, str) else name
    named.setBuddy(field)
    explain, held = Explain(field, named.text()), QWidget()
    row = QHBoxLayout(held)
    row.setContentsMargins(0, 0, 0, 0)
    sized(row.setSpacing, 2)
    row.addWidget(field, 1)
    row.addWidget(explain)
    form.addRow(named, held)
    form.addRow(explain.words)
    form.setRowVisible(explain.words, False)
    explain.toggled.connect(lambda on: form.setRowVisible(explain.words, on))
    return held
