"""What “show me” does: each of the names that a lesson has for it, as the person would do it."""

from __future__ import annotations

from collections.abc import Callable

from engine.lesson.steps import Doing, Value
from engine.numbers import short
from gui.lesson.handwriting import strokes_of
from gui.lesson.house import House
from gui.model.drawing import Drawing
from gui.model.networks import Networks

BUTTONS = {
    "clear": "clearButton", "logarithmic counts": "logButton", "lesson values": "resetButton", "start": "startButton",
    "one epoch": "stepButton", "one batch": "batchButton", "check batch": "checkButton", "press": "byHandNextButton",
    "race": "compareStartButton", "next error": "nextErrorButton", "milestones": "milestonesButton",
}  # fmt: skip
"""What is one press of a button."""
ACTIONS = {"by hand": ("train", "byHand"), "softmax": ("train", "softmaxByHand")}
"""What stands in the menu of a page."""
FIELDS = {
    "hidden": "hiddenField", "activation": "activationField", "output": "outputField", "optimizer": "optimizerField",
    "rate": "learningRateField", "batch size": "batchSizeField", "epochs": "epochsField", "seed": "seedField",
    "choose image": "imageField", "preset": "presetField",
    "race seeds": "seedsField", "race epochs": "compareEpochsField",
}  # fmt: skip
"""What is filled in."""


class Doings:
    def __init__(self, house: House, drawing: Drawing, networks: Networks) -> None:
        self._house, self._drawing, self._networks = house, drawing, networks
        self._others: dict[str, Callable[[str], object]] = {
            "draw": self._draw,
            "choose network": networks.choose,
            "choose digit": lambda digit: house.click(f"digit{digit}Button"),
            "code": lambda _none: house.check("codeButton"),
        }

    def do(self, doing: Doing) -> None:
        """One thing; what cannot be done now, such as to start what runs already, is left."""
        if doing.do in BUTTONS:
            self._house.click(BUTTONS[doing.do])
        elif doing.do in ACTIONS:
            action = self._house.action(*ACTIONS[doing.do])
            if action is not None and not action.isChecked():
                action.trigger()
        elif doing.do in FIELDS:
            self._house.set_field(FIELDS[doing.do], _as_text(doing.value))
        else:
            self._others[doing.do](_as_text(doing.value))

    def _draw(self, digit: str) -> None:
        """In the place of what is drawn there: Undo brings that back."""
        self._drawing.show_strokes(strokes_of(digit))


def _as_text(value: Value) -> str:
    return short(value) if isinstance(value, float) else value or ""
