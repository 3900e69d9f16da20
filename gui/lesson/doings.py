"""What “show me” does: each of the names that a lesson has for it, as the person would do it."""

from __future__ import annotations

from collections.abc import Callable

from engine.lesson.steps import Doing, Value
from engine.numbers import short
from engine.words import _
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


TRAINING = _(
    "A training is under way, and there is one at a time. This one begins when that has ended; or stop it now: what "
    "it has learned is kept in Runs."
)
RACING = _(
    "An experiment or a measurement is under way, and there is one at a time. This one begins when that has ended; or "
    "end it now."
)
NOT_READY = _("This begins as soon as the digits are there and the form is filled in.")
LONG = {"start": ("stopButton", TRAINING), "race": ("compareCancelButton", RACING)}
"""What cannot begin while another of its kind is under way: the button that ends that one, and what is said of it."""


class Doings:
    def __init__(self, house: House, drawing: Drawing, networks: Networks) -> None:
        self._house, self._drawing, self._networks = house, drawing, networks
        self._others: dict[str, Callable[[str], object]] = {
            "draw": self._draw,
            "choose network": networks.choose,
            "choose digit": lambda digit: house.click(f"digit{digit}Button"),
            "code": self._show_code,
        }

    def obstacle(self, doing: Doing) -> str:
        """A sentence about what has to end before this can begin; empty if nothing."""
        if doing.do not in LONG or self._house.can_click(BUTTONS[doing.do]):
            return ""
        stop, sentence = LONG[doing.do]
        return sentence if self._house.can_click(stop) else NOT_READY

    def make_way(self, doing: Doing) -> None:
        """End what is in the way of it."""
        if doing.do in LONG:
            self._house.click(LONG[doing.do][0])

    @property
    def busy(self) -> bool:
        """Whether a training or an experiment is under way."""
        return any(self._house.can_click(stop) for stop, _sentence in LONG.values())

    def do(self, doing: Doing) -> None:
        """One thing, in whose way is nothing."""
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

    def _show_code(self, _nothing: str) -> None:
        """Where it can be seen."""
        self._house.show_page("train")
        self._house.check("codeButton")

    def _draw(self, digit: str) -> None:
        """In the place of what is drawn there: Undo brings that back."""
        self._drawing.show_strokes(strokes_of(digit))


def _as_text(value: Value) -> str:
    return short(value) if isinstance(value, float) else value or ""
