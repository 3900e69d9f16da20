"""The processes of the next race are begun while its form is looked at, so that Start finds them ready."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QWidget

from engine.experiments.ahead import Ahead
from engine.experiments.local import ThisComputer

SETTLED = 700  # milliseconds of looking: who only passes by wants none
STAY = 300.0  # seconds after the form was last seen to change
AWAY = 60.0  # seconds after it was left


class WorkersAhead(QObject):
    """``runs()``: how many Start would begin on this computer now; 0 while something else is under way, or where none
    are to be begun. ``page``: has the form."""

    def __init__(self, page: QWidget, runs: Callable[[], int]) -> None:
        super().__init__(page)
        self._page, self._runs = page, runs
        self._closed = False
        self.ahead = Ahead()
        self._soon = QTimer(self, interval=SETTLED, singleShot=True)
        self._soon.timeout.connect(self._on_settled)

    def look(self) -> None:
        """At whether they are wanted: again whenever that may have changed."""
        if self._closed or not self._runs():
            self._soon.stop()
            self.ahead.want(0, 0.0)
        elif not self._page.isVisible():
            self._soon.stop()
            self.ahead.leave(AWAY)
        elif not self._soon.isActive():
            self._soon.start()

    def _on_settled(self) -> None:
        if runs := self._runs():
            self.ahead.want(runs, STAY)

    def place(self) -> ThisComputer:
        """For a race, which has those that are there from now on."""
        self._soon.stop()
        place, self.ahead = ThisComputer(ahead=self.ahead), Ahead()
        return place

    def close(self) -> None:
        """At the end of the program."""
        self._closed = True
        self._soon.stop()
        self.ahead.close()
