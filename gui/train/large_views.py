"""The body of the Train page: the form and the plots, or one thing that fills all of it until Esc."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol, cast

from PySide6.QtCore import Qt, Signal, SignalInstance
from PySide6.QtWidgets import QStackedWidget, QWidget


class Large(Protocol):
    """What can fill the page: it says itself when it is to go."""

    closed: SignalInstance


class LargeViews(QStackedWidget):
    """Each is made when it is opened first: most people never do."""

    changed = Signal()
    """Another one is shown, or none any more."""

    def __init__(self, usual: QWidget, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("trainBody")
        self._makers: dict[str, Callable[[], QWidget]] = {}
        self._made: dict[str, QWidget] = {}
        self._focus_before: QWidget | None = None
        self.addWidget(usual)

    def add(self, name: str, make: Callable[[], QWidget]) -> None:
        """``make()``: a widget that is a ``Large``, too."""
        self._makers[name] = make

    def view(self, name: str) -> QWidget | None:
        """The one of this name, if it has been opened."""
        return self._made.get(name)

    def shown(self) -> str:
        """The name of the one that fills the page; empty: none does."""
        return next((name for name, view in self._made.items() if view is self.currentWidget()), "")

    def toggle(self, name: str) -> None:
        """Open it, or close it if it is open."""
        if self.shown() == name:
            self.close_large()
            return
        if not self.shown():
            self._focus_before = self.window().focusWidget()
        if name not in self._made:
            made = self._made[name] = self._makers[name]()
            cast("Large", made).closed.connect(self.close_large)
            self.addWidget(made)
        self.setCurrentWidget(self._made[name])
        self.changed.emit()

    def close_large(self) -> None:
        self.setCurrentIndex(0)
        before, self._focus_before = self._focus_before, None
        if before is not None and before.isVisible():
            before.setFocus(Qt.FocusReason.OtherFocusReason)
        self.changed.emit()
