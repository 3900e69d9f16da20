"""The place of a page that is made when it is first wanted: the start need not wait for it, nor find memory for it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from gui.widgets.arrangement import arrange
from gui.widgets.page import Page
from gui.widgets.parts import Parts


class LatePage(Page):
    """Stands where the page will, and has its name until then. ``page()``: the page; ``made``: the same, or None as
    long as nobody has asked for it."""

    prepared = Signal(object)
    """This place: what takes long to make is there, and the page itself will come at once."""

    def __init__(
        self, name: str, title: str, make: Callable[[QWidget, Parts], Page],
        kinds: Callable[[], Sequence[type[QWidget]]] = tuple, parent: QWidget | None = None,
    ) -> None:  # fmt: skip
        """``make(place, parts)``: the page, whose objectName and title are these; the place is its parent.
        ``kinds()``: of which of its parts ``prepare`` is to make one at a time."""
        super().__init__(parent)
        self.setObjectName(name)
        self.title = title
        self._make, self._kinds = make, kinds
        self._waiting: list[type[QWidget]] = []
        self._parts = Parts()
        self._state: Mapping[str, str] = {}
        self.made: Page | None = None
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._turn = QTimer(self, interval=0)
        self._turn.timeout.connect(self._on_turn)

    def prepare(self) -> None:
        """Make its parts, one at each turn of the event loop; then tell by ``prepared``."""
        if not self._turn.isActive():
            self._waiting = [] if self.made is not None else list(self._kinds())
            self._turn.start()

    def _on_turn(self) -> None:
        if self._waiting and self.made is None:
            self._parts.make(self._waiting.pop(0))
        else:
            self._turn.stop()
            self.prepared.emit(self)

    def page(self) -> Page:
        if self.made is None:
            self.setObjectName(f"{self.objectName()}Place")  # names are unique
            self.made = made = self._make(self, self._parts)
            made.restore(self._state)
            arrange(made, self._state)
            self._layout.addWidget(made)
            made.show()
        return self.made

    def restore(self, state: Mapping[str, str]) -> None:
        """For the page, as soon as there is one."""
        self._state = state
