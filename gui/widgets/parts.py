"""What a page is made of, where that was made before the page: a bit at a time, so that nobody waits for it."""

from __future__ import annotations

from typing import TypeVar

from PySide6.QtWidgets import QWidget

_Part = TypeVar("_Part", bound=QWidget)


class Parts:
    """One of each kind, which can be made without anything else."""

    def __init__(self) -> None:
        self._made: dict[type[QWidget], QWidget] = {}

    def make(self, kind: type[QWidget]) -> None:
        self._made[kind] = kind()

    def take(self, kind: type[_Part]) -> _Part:
        """The one that was made before, or else a new one."""
        found = self._made.pop(kind, None)
        return found if isinstance(found, kind) else kind()
