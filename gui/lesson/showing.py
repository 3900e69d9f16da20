"""“Show me”: one thing after another, slowly enough to be followed; what cannot be done yet is waited for."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer, Signal

from engine.lesson.steps import Doing, Step
from gui.lesson.doings import Doings
from gui.lesson.figures.figure import Figure
from gui.lesson.house import House

PAUSE = 350  # milliseconds between two things that are shown, so that one can follow
LOOKED = {"draw": 5}
"""How many pauses there are after what wants to be looked at."""
BEGINS = "start", "one epoch", "one batch"


class Showing(QObject):
    waits = Signal(str)
    """Why it does not go on just now, in a sentence; empty: it goes on."""
    trained = Signal()
    """A training was begun for the person, or an epoch or a batch of it."""

    def __init__(
        self, house: House, doings: Doings, ready: Callable[[Step], bool], parent: QObject | None = None
    ) -> None:
        """``ready``: whether the digits of the step are in hand; they take a while to be read."""
        super().__init__(parent)
        self._house, self._doings, self._ready = house, doings, ready
        self._left: list[Doing] = []
        self._step: Step | None = None
        self._figure: Figure | None = None
        self._pauses = 0
        self._waits = ""
        self._timer = QTimer(self, interval=PAUSE)
        self._timer.timeout.connect(self.go_on)

    @property
    def active(self) -> bool:
        return self._timer.isActive()

    def begin(self, step: Step, figure: Figure | None) -> None:
        self._house.bring(step.page, step.light)
        self._step, self._figure, self._left = step, figure, list(step.show)
        self._pauses = 0
        self._timer.start()
        self.go_on()

    def stop(self) -> None:
        self._timer.stop()
        self._left.clear()
        self._tell("")

    def make_way(self) -> None:
        """End what it waits for."""
        if self._left:
            self._doings.make_way(self._left[0])

    def go_on(self) -> None:
        """The next thing, unless something is in its way."""
        if self._pauses:
            self._pauses -= 1
            return
        if not self._left or self._step is None:
            self.stop()
            return
        if not self._ready(self._step):
            return
        obstacle = self._doings.obstacle(self._left[0])
        self._tell(obstacle)
        if not obstacle:
            self._do(self._step, self._left.pop(0))

    def _tell(self, obstacle: str) -> None:
        if obstacle != self._waits:
            self._waits = obstacle
            self.waits.emit(obstacle)

    def _do(self, step: Step, doing: Doing) -> None:
        self._pauses = LOOKED.get(doing.do, 0)
        if doing.do == "figure" and self._figure is not None:
            self._figure.show_me()
        elif doing.do == "place":
            self._house.bring(step.page, str(doing.value))
        else:
            self._doings.do(doing)
            if doing.do in BEGINS:
                self.trained.emit()
