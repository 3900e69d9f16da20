"""What of the window a step speaks of: it has the ring, also when its tab comes in front later; the keyboard can go
there."""

from __future__ import annotations

from PySide6.QtCore import QObject

from engine.lesson.steps import Step
from gui.lesson.house import House
from gui.lesson.light import Light


class Lighting(QObject):
    def __init__(self, house: House, light: Light, parent: QObject) -> None:
        super().__init__(parent)
        self._house, self.ring = house, light
        self._step: Step | None = None
        house.place_shown.connect(self._on_place_shown)

    def put_on(self, step: Step | None) -> None:
        """Around what this one speaks of, on its page."""
        self._step = step
        self.ring.put_on(None if step is None else self._house.bring_around(step.page, step.light))

    def take_focus(self) -> None:
        """The keyboard goes to what has the ring, also from another page."""
        if self._step is not None:
            self._house.show_page(self._step.page)
            self.put_on(self._step)
            self.ring.take_focus()

    def _on_place_shown(self, place: str) -> None:
        """What is lit was on a tab that had to be found."""
        step = self._step
        if step is not None and place == step.light:
            self.ring.put_on(self._house.place(step.page, place))
