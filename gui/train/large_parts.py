"""What of the Train page is made to fill it: the diagram in large, and one batch by hand; and what opens them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING, NamedTuple, cast

from PySide6.QtCore import Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QWidget

from engine.experiments.factors import Plan
from engine.words import _
from gui.model.digits_in_hand import DigitsInHand
from gui.model.drawing import Drawing
from gui.model.run_under_way import RunUnderWay
from gui.model.sums import Sums, sums_of
from gui.train.diagram.flow_source import DRAWING, FlowSource
from gui.train.large_views import LargeViews
from gui.train.training_form import TrainingForm
from gui.widgets.actions import add_action
from gui.work.tasks import Tasks

if TYPE_CHECKING:
    from engine.code.program import Program
    from gui.train.by_hand.view import ByHandView
    from gui.train.diagram.large_diagram import LargeDiagram

DIAGRAM, BY_HAND = "diagram", "byHand"


class LargeActions(NamedTuple):
    """``opening``: the diagram; ``by_hand``: one batch; ``softmax``: its own window."""

    opening: QAction
    by_hand: QAction
    softmax: QAction


def add_large_actions(page: QWidget, parts: Callable[[], LargeParts]) -> LargeActions:
    """``parts()``: those of the page, which are made later."""

    def add(name: str, words: str, slot: Callable[[LargeParts], object], key: str, tip: str) -> QAction:
        return add_action(page, name, words, lambda: slot(parts()), key, tip)

    tips = (
        _("The network in large, and what flows through it: for the back row (Esc closes it)"),
        _("Forward, loss, backward, update: a training step in four presses, with its numbers and its code"),
        _("Drag the sums of the last layer, and see what softmax and its logarithm make of them"),
    )
    return LargeActions(
        add("openLarge", _("Open &large"), lambda found: found.toggle(DIAGRAM), "Ctrl+D", tips[0]),
        add("byHand", _("One batch by &hand"), lambda found: found.toggle(BY_HAND), "Ctrl+B", tips[1]),
        add("softmaxByHand", _("Softma&x by hand…"), lambda found: found.want_softmax(), "", tips[2]),
    )


class LargeParts(LargeViews):
    softmax_wanted = Signal(object)
    """Softmax is to be done by hand, with these Sums; None: with any."""

    def __init__(
        self, usual: QWidget, actions: LargeActions, coding: QAction, form: TrainingForm, data: DigitsInHand,
        training: RunUnderWay, drawing: Drawing, flows: FlowSource, tasks: Tasks, beside: Sequence[QAction],
    ) -> None:  # fmt: skip
        """``coding``: whether code is to be seen; ``beside``: what can be done while one of them fills the page."""
        super().__init__(usual, beside)
        self._actions, self._coding, self._form, self._data, self._flows = actions, coding, form, data, flows
        self.add(DIAGRAM, _("The network"), partial(self._make_diagram, drawing))
        self.add(BY_HAND, _("One batch by hand"), partial(self._make_by_hand, training, tasks))

    def _make_diagram(self, drawing: Drawing) -> LargeDiagram:
        from gui.train.diagram.large_diagram import LargeDiagram

        made = LargeDiagram(self._flows, drawing, self._actions.by_hand)
        made.softmax_wanted.connect(self.want_softmax)
        return made

    def _make_by_hand(self, training: RunUnderWay, tasks: Tasks) -> ByHandView:
        from gui.train.by_hand.controller import ByHand
        from gui.train.by_hand.view import ByHandView

        made = ByHandView(ByHand(self._form, self._data, training, tasks), self._program)
        made.softmax_wanted.connect(self.want_softmax)
        self._coding.toggled.connect(made.show_code)
        made.show_code(self._coding.isChecked())
        return made

    def _program(self) -> Program | None:
        """That of the form, as it is written usually."""
        from engine.code.program import program

        setup = self._form.setup()
        if setup is None:
            return None
        return program(Plan(self._data.fed(setup.spec), setup.config, setup.test_fraction, self._data.changes))

    def draws(self) -> bool:
        """Whether the drawing is what can be changed here now."""
        return self.shown() == DIAGRAM and self._flows.kind == DRAWING

    def want_softmax(self) -> None:
        self.softmax_wanted.emit(self._sums())

    def _sums(self) -> Sums | None:
        """Of the image that is in sight."""
        if self.shown() == BY_HAND:
            return cast("ByHandView", self.view(BY_HAND)).sums()
        return sums_of(self._flows.flow(), self._flows.names(), self._flows.true())
