"""Points on their way to where they are next."""

from __future__ import annotations

from time import monotonic

import numpy as np
from PySide6.QtCore import QObject, Qt, QTimer, Signal

SECONDS = 0.25
FRAME = 16  # milliseconds

NO_PLACES = np.empty((0, 2))


class Glide(QObject):
    """``places``: (n, 2), where the points are now; ``target``: where they go."""

    moved = Signal(float)
    """The points are elsewhere; 0..1, the share of the way that is done, slower at both ends."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.places = self.target = self._from = NO_PLACES
        self._began = 0.0
        self._timer = QTimer(self, interval=FRAME, timerType=Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._on_frame)

    @property
    def under_way(self) -> bool:
        return self._timer.isActive()

    def go(self, target: np.ndarray) -> None:
        """There, in a moment; the points are the same."""
        self._from, self.target, self._began = self.places, target, monotonic()
        self._timer.start()

    def jump(self, target: np.ndarray) -> None:
        """There, at once."""
        self._timer.stop()
        self.places = self.target = target
        self.moved.emit(1.0)

    def _on_frame(self) -> None:
        share = (monotonic() - self._began) / SECONDS
        if share >= 1.0:
            self.jump(self.target)
            return
        eased = share * share * (3 - 2 * share)
        self.places = self._from + (self.target - self._from) * eased
        self.moved.emit(eased)
