"""What a person has of one step while the program runs: its view, with all that was written and drawn in it."""

from __future__ import annotations

from dataclasses import dataclass, field

from engine.lesson.steps import Step
from engine.lesson.watching import Watch
from gui.lesson.step_view import StepView


@dataclass(eq=False)
class Visit:
    """``seen``: all that the step asks for. ``shown``: by “show me”, so that it no longer counts as done. ``measured``:
    the last value of each sign that is a number."""

    view: StepView
    watch: Watch
    seen: bool
    shown: bool = False
    measured: dict[str, float] = field(default_factory=dict)


class Visits:
    """A step that is left and come back to is as it was; from the beginning if it was shown, so that the person can do
    it, too."""

    def __init__(self) -> None:
        self._of: dict[str, Visit] = {}

    def all(self) -> list[Visit]:
        return list(self._of.values())

    def get(self, step: Step) -> Visit | None:
        return self._of.get(step.name)

    def put(self, visit: Visit) -> None:
        self._of[visit.view.step.name] = visit

    def drop(self, step: Step) -> None:
        visit = self._of.pop(step.name, None)
        if visit is not None:
            visit.view.deleteLater()

    def clear(self) -> None:
        for visit in self._of.values():
            visit.view.deleteLater()
        self._of.clear()
