"""Steps of the sums that can be taken back: a drag is one."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtGui import QUndoCommand

from engine.words import _

Setter = Callable[[tuple[float, ...]], None]
DRAG = 1


class SumsStep(QUndoCommand):
    """From some sums to others; ``joins``: it goes on with the step before, if that is a drag, too."""

    def __init__(self, before: tuple[float, ...], after: tuple[float, ...], setter: Setter, joins: bool) -> None:
        super().__init__(_("sums"))
        self._before, self._after, self._setter, self._joins = before, after, setter, joins

    def redo(self) -> None:
        self._setter(self._after)

    def undo(self) -> None:
        self._setter(self._before)

    def id(self) -> int:
        return DRAG

    def mergeWith(self, later: QUndoCommand) -> bool:
        if not later._joins:
            return False
        self._after = later._after
        return True
