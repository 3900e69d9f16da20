"""The body of the Train page, and what else of it can be put on the stage: made when it is wanted first."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QAction, QHideEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from gui.widgets.stage import Piece, Stage, stage_of


class LargeViews(QWidget):
    """Most people never open any of them, so each is made when it is opened first."""

    changed = Signal()
    """Another one is shown, or none any more."""

    def __init__(self, usual: QWidget, actions: Sequence[QAction] = (), parent: QWidget | None = None) -> None:
        """``actions``: what can be done beside each of them."""
        super().__init__(parent)
        self.setObjectName("trainBody")
        self._beside = actions
        self._makers: dict[str, tuple[str, Callable[[], QWidget]]] = {}
        self._made: dict[str, QWidget] = {}
        self._pieces: dict[str, Piece] = {}
        self._stage: Stage | None = None
        self._leaving = QTimer(self, singleShot=True, interval=0)
        self._leaving.timeout.connect(self.close_large)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(usual)

    def add(self, name: str, title: str, make: Callable[[], QWidget]) -> None:
        self._makers[name] = title, make

    def view(self, name: str) -> QWidget | None:
        """The one of this name, if it has been opened."""
        return self._made.get(name)

    def shown(self) -> str:
        """The name of the one that fills the page; empty: none does."""
        piece = None if self._stage is None else self._stage.piece
        return next((name for name, made in self._pieces.items() if made is piece), "")

    def toggle(self, name: str) -> None:
        """Open it, or close it if it is open."""
        if self.shown() == name:
            self.close_large()
            return
        if self._stage is None:
            self._stage = stage_of(self)
            self._stage.changed.connect(self.changed)
        if name not in self._made:
            title, make = self._makers[name]
            made = self._made[name] = make()
            made.setParent(self)
            self._pieces[name] = Piece(title, [made], actions=self._beside)
        self._stage.show_piece(self._pieces[name])

    def close_large(self) -> None:
        if self._stage is not None and self.shown():
            self._stage.clear()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        if not event.spontaneous() and self.shown():
            self._leaving.start()
