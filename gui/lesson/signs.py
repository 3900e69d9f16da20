"""What can be seen of what a person does: the window's own signals, by the names that a lesson has for them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial

import numpy as np
from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QAbstractButton, QLineEdit, QSpinBox

from engine.errors import UserError
from engine.lesson.run_facts import never_said, run_facts
from engine.lesson.steps import Value
from engine.networks.network import NetworkSpec, parse_hidden
from engine.runs.run import Run
from gui.lesson.house import House
from gui.model.drawing import Drawing
from gui.model.judge import Judge
from gui.model.run_under_way import RunUnderWay
from gui.work.tasks import Tasks

PRESSED = {
    "logarithmic counts": ("data", "logButton"), "batch checked": ("train", "checkBatch"), "code": ("train", "code"),
}  # fmt: skip
"""The sign of a button or an action: on which page, and its name."""
PHASES = "Forward", "Loss", "Backward", "Update"
NEXT = "byHandNextButton"
"""The buttons of the four steps by hand, which are made when they are first wanted: each leads to its own phase, the
last to the one that comes next."""


class Signs(QObject):
    seen = Signal(str, object)
    """A sign of SIGNS, and its value."""
    run_begun = Signal()
    run_seen = Signal(object, bool)
    """What the run in hand is after an epoch, by RUN_SIGNS; whether the person began it."""

    def __init__(
        self, house: House, drawing: Drawing, judge: Judge, training: RunUnderWay, tasks: Tasks,
        parent: QObject | None = None,
    ) -> None:  # fmt: skip
        super().__init__(parent)
        self._house, self._drawing, self._judge, self._training = house, drawing, judge, training
        self._tasks = tasks
        self._errors: set[int] = set()
        self._phase = 0
        self._live: Run | None = None
        self._shown: Run | None = None  # the last one that was begun for the person
        self._count = 0  # epochs of it that were told
        self._heard: set[QObject] = set()
        house.place_shown.connect(lambda place: self.seen.emit("place", place))
        house.appeared.connect(self._on_appeared)
        drawing.image_changed.connect(self._on_drawn)
        judge.changed.connect(self._on_judged)
        training.ticked.connect(self._on_ticked)
        training.changed.connect(self._on_changed)

    def begin(self) -> None:
        """A step begins: what is counted is counted from now, and what is on the pages by now is listened to."""
        self._errors.clear()
        self._phase = 0
        self._live = self._training.run if self._training.under_way else None
        self._count = 0 if self._live is None else self._live.history.count
        self._house.watch_tabs()
        self._listen_to_all()

    def _on_appeared(self) -> None:
        """What stands on a page or a tab may be made when it is first in sight."""
        QTimer.singleShot(0, self._listen_to_all)

    def _listen_to_all(self) -> None:
        self._listen_to_presses()
        by_hand = self._house.action("train", "byHand")
        if by_hand is not None and by_hand not in self._heard:
            self._heard.add(by_hand)
            by_hand.triggered.connect(self._on_by_hand)
        for sign, (page, name) in PRESSED.items():
            self._listen(sign, page, name)
        for name, slot in (("hiddenField", self._on_widths_edited), ("imageField", self._on_image_chosen)):
            self._listen_to_field(name, slot)

    def _on_by_hand(self) -> None:
        """Its view is made by whoever hears of it next."""
        QTimer.singleShot(0, self._listen_to_presses)

    def _listen_to_presses(self) -> None:
        for place, name in enumerate((*(f"byHand{phase}Button" for phase in PHASES), NEXT), start=1):
            button = self._house.widget(name)
            if isinstance(button, QAbstractButton) and button not in self._heard:
                self._heard.add(button)
                button.clicked.connect(partial(self._on_press, place))

    def _on_press(self, place: int, _checked: bool = False) -> None:
        """Up to that phase all is done; after the last it begins anew."""
        self._phase = self._phase % len(PHASES) + 1 if place > len(PHASES) else place
        self.seen.emit("presses", float(self._phase))

    def disown(self) -> None:
        """The run in hand was begun for the person."""
        self._shown = self._training.run

    def see_softmax(self) -> None:
        """A sum was changed by hand."""
        self.seen.emit("softmax", None)

    def tell_on(self) -> None:
        """What is switched on already need not be switched off and on again."""
        for sign, (page, name) in PRESSED.items():
            source = self._house.action(page, name) or self._house.widget(name)
            if source is not None and source.isCheckable() and source.isChecked():
                self.seen.emit(sign, None)

    def _listen(self, sign: str, page: str, name: str) -> None:
        source = self._house.action(page, name) or self._house.widget(name)
        if source is None or source in self._heard:
            return
        self._heard.add(source)
        signal = source.toggled if isinstance(source, QAbstractButton) or source.isCheckable() else source.triggered
        signal.connect(lambda on=True: self._on_pressed(sign, source, on))

    def _on_pressed(self, sign: str, source: QObject, on: bool) -> None:
        if on or not source.isCheckable():
            self.seen.emit(sign, None)

    def _listen_to_field(self, name: str, slot: Callable[..., object]) -> None:
        field = self._house.widget(name)
        if field is None or field in self._heard:
            return
        self._heard.add(field)
        if isinstance(field, QLineEdit):
            field.textChanged.connect(slot)
        elif isinstance(field, QSpinBox):
            field.valueChanged.connect(slot)

    # What happens

    def _on_drawn(self) -> None:
        if not self._drawing.empty and self._drawing.open_stroke is None:
            self.seen.emit("drawn", None)

    def _on_judged(self) -> None:
        found = self._judge.judgement()
        if found is not None and self._drawing.open_stroke is None and not self._drawing.empty:
            self.seen.emit("recognised", found.network.spec.names[int(np.argmax(found.evidence))])

    def _on_widths_edited(self, text: str) -> None:
        try:
            self.seen.emit("parameters", float(NetworkSpec(parse_hidden(text)).parameters))
        except UserError:
            return  # the form says what is wrong with it

    def _on_image_chosen(self, image: int) -> None:
        self.seen.emit("image", float(image))

    def see_image(self, index: int, is_right: bool) -> None:
        """An image is looked at on the Inspect page."""
        if index >= 0 and not is_right:
            self._errors.add(index)
            self.seen.emit("errors seen", float(len(self._errors)))

    def see_race(self, varied: str) -> None:
        """An experiment that varies this has ended, with runs that are finished."""
        self.seen.emit("raced", varied)

    # The run

    def _on_ticked(self) -> None:
        """Of a run that is trained here and now; not of one that is opened."""
        run = self._training.run
        if self._training.under_way and run is not self._live:
            self._live, self._count = run, 0
            self.run_begun.emit()
        if run is None or run is not self._live or run.history.count == self._count:
            return
        self._count = run.history.count
        if self._count > 1:
            self.run_seen.emit(run_facts(run, self._count - 1), run is not self._shown)

    def _on_changed(self) -> None:
        """At its end a run is asked what it never says, which takes a while."""
        self._on_ticked()
        run = self._training.run
        if run is not None and run is self._live and not self._training.under_way and run.history.count > 1:
            self._live = None
            facts = run_facts(run, run.history.count - 1)
            self._tasks.start("never said", lambda: never_said(run), partial(self._on_never_said, facts, run))

    def _on_never_said(self, facts: Mapping[str, Value], run: Run, names: tuple[str, ...]) -> None:
        for name in names:
            self.run_seen.emit({**facts, "never says": name}, run is not self._shown)
