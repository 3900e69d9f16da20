"""The place of a page that is made when it is first wanted: the start need not wait for it, nor find memory for it."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from PySide6.QtWidgets import QVBoxLayout, QWidget

from gui.widgets.arrangement import arrange
from gui.widgets.page import Page


class LatePage(Page):
    """Stands where the page will, and has its name until then. ``page()``: the page; ``made``: the same, or None as
    long as nobody has asked for it."""

    def __init__(self, name: str, title: str, make: Callable[[QWidget], Page], parent: QWidget | None = None) -> None:
        """``make(place)``: the page, whose objectName and title are these; the place is its parent."""
        super().__init__(parent)
        self.setObjectName(name)
        self.title = title
        self._make = make
        self._state: Mapping[str, str] = {}
        self.made: Page | None = None
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)

    def page(self) -> Page:
        if self.made is None:
            self.setObjectName(f"{self.objectName()}Place")  # names are unique
            self.made = made = self._make(self)
            made.restore(self._state)
            arrange(made, self._state)
            self._layout.addWidget(made)
            made.show()
        return self.made

    def restore(self, state: Mapping[str, str]) -> None:
        """For the page, as soon as there is one."""
        self._state = state
