"""What a person can do, declared once: words, key, tip, and whether it is possible now; buttons and menus show it."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QPushButton, QWidget


def add_action(
    owner: QWidget, name: str, words: str, slot: Callable[[], object], key: str = "", tip: str = ""
) -> QAction:
    """Something that can be done while ``owner`` is in sight. ``name``: its objectName, the same for ever; ``key``: a
    key, or several with spaces between; ``tip``: what it does, in a sentence."""
    made = QAction(words, owner)
    made.setObjectName(name)
    made.setShortcuts([QKeySequence(part) for part in key.split()])
    made.setToolTip(tip or made.toolTip())
    made.triggered.connect(lambda: slot())
    owner.addAction(made)
    return made


def add_choice(
    owner: QWidget, name: str, words: str, slot: Callable[[bool], object], tip: str, key: str = ""
) -> QAction:
    """Something that is on or off, at first off; ``slot`` is told which."""
    made = QAction(words, owner, checkable=True)
    made.setObjectName(name)
    made.setShortcut(QKeySequence(key))
    made.setToolTip(tip)
    made.toggled.connect(slot)
    owner.addAction(made)
    return made


def add_separator(owner: QWidget) -> None:
    line = QAction(owner)
    line.setSeparator(True)
    owner.addAction(line)


def tip_of(action: QAction) -> str:
    """The action's tip, with its key."""
    key = action.shortcut().toString(QKeySequence.SequenceFormat.NativeText)
    return f"{action.toolTip()} ({key})" if key else action.toolTip()


class ActionButton(QPushButton):
    """A button that looks as its action says, and triggers it."""

    def __init__(self, action: QAction, name: str) -> None:
        super().__init__(objectName=name)
        self._action = action
        self.setCheckable(action.isCheckable())
        if action.isCheckable():
            self.toggled.connect(action.setChecked)
        else:
            self.clicked.connect(action.trigger)
        action.changed.connect(self._follow)
        self._follow()

    def _follow(self) -> None:
        action = self._action
        self.setChecked(action.isChecked())
        self.setText(action.text().replace("&", ""))
        self.setEnabled(action.isEnabled())
        self.setToolTip(tip_of(action))
