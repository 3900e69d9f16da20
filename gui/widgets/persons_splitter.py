"""A splitter that knows whether a person has put its handle where it is: then nobody else moves it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QSplitter, QWidget


class PersonsSplitter(QSplitter):
    """``by_person``: the sizes were chosen by hand, now or at an earlier start."""

    def __init__(self, orientation: Qt.Orientation, name: str, parent: QWidget | None = None) -> None:
        super().__init__(orientation, parent, childrenCollapsible=False, objectName=name)
        self.by_person = False
        self.splitterMoved.connect(self._on_moved)

    def _on_moved(self) -> None:
        self.by_person = True

    def suggest(self, sizes: Sequence[int]) -> None:
        """Pixels, taken only as long as no person has chosen."""
        if not self.by_person:
            self.setSizes(sizes)

    def take_over(self, sizes: Sequence[int]) -> None:
        """What a person chose before."""
        self.by_person = True
        self.setSizes(sizes)
