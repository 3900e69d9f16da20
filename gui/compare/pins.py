"""Runs of the Train page that are pinned to the Compare page, where they stand beside the candidates."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from engine.experiments.run import Run
from gui.compare.opening import Pinned, Source, pin
from gui.compare.tables import Lines
from gui.model.run_under_way import RunUnderWay


class Pins(QObject):
    """``pinned``: in the order in which they came."""

    changed = Signal()

    def __init__(self, training: RunUnderWay, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._training = training
        self.pinned: list[Pinned] = []

    @property
    def can_pin(self) -> bool:
        """Whether the Train page has a run that has ended with a network, and is not pinned yet."""
        run = self._training.run
        if run is None or self._training.under_way:
            return False
        is_new = all(pinned.run.history is not run.history for pinned in self.pinned)
        return is_new and run.history.count > 1 and run.control.latest() is not None

    def pin(self) -> None:
        self.pinned.append(pin(self._training.run))
        self.changed.emit()

    def unpin(self, place: int) -> None:
        del self.pinned[place]
        self.changed.emit()

    def lines(self) -> Lines:
        """As the plots and the table show them."""
        return [(pinned.label, [pinned.run]) for pinned in self.pinned]

    def source(self, run: Run) -> Source | None:
        """What a run was trained on, if it is one of these."""
        return next((pinned.source for pinned in self.pinned if pinned.run is run), None)
