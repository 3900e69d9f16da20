"""What all networks and yardsticks at hand make of the set that is shown: each judges it once, beside the window."""

from __future__ import annotations

import math

from PySide6.QtCore import QObject, Signal

from engine.digits.dataset import Digits
from engine.errors import UserError
from engine.experiments.yardsticks.at_hand import AtHand
from engine.experiments.yardsticks.inspected import evaluation
from engine.inspection.evaluation import Evaluation, evaluate
from engine.networks.network import FeedForward
from gui.inspect.controller import Inspector, judge_of
from gui.model.networks import TRAINED, Networks
from gui.model.yardsticks import Yardsticks
from gui.widgets.guess_table import Said, sure_words
from gui.work.tasks import Job, Tasks

KEY = "who else"
Judge = FeedForward | AtHand


class Others(QObject):
    """It works only while it is ``awake``: while somebody looks at what it finds."""

    changed = Signal()
    """More is known, or the set or the judges are others."""

    def __init__(
        self, inspector: Inspector, networks: Networks, yardsticks: Yardsticks, tasks: Tasks,
        parent: QObject | None = None,
    ) -> None:  # fmt: skip
        super().__init__(parent)
        self._inspector, self._networks, self._yardsticks, self._tasks = inspector, networks, yardsticks, tasks
        self._judges: dict[str, Judge] = {}
        self._digits: Digits | None = None
        self._known: dict[int, tuple[Judge, Evaluation | None]] = {}  # by the judge's id; None: it could not
        self._asking: Judge | None = None
        self._awake = False
        inspector.changed.connect(self.look)
        inspector.choices_changed.connect(self.look)

    def wake(self, awake: bool) -> None:
        self._awake = awake
        self.look()

    def look(self) -> None:
        """At the set and the judges as they are now."""
        judged = self._inspector.judged
        digits = None if judged is None else judged.evaluation.digits
        if digits is not self._digits:
            self._digits, self._known = digits, {}
            self._give_up()
        self._judges = {} if judged is None else self._fitting(len(judged.names))
        if judged is not None:
            self._take(judge_of(judged), judged.evaluation)
        now = {id(judge) for judge in self._judges.values()}
        self._known = {key: known for key, known in self._known.items() if key in now}
        self.changed.emit()
        self._go_on()

    def _fitting(self, classes: int) -> dict[str, Judge]:
        """The judges that know so many classes."""
        found = {which: self._inspector.judge(which) for which in self._inspector.networks()}
        return {which: judge for which, judge in found.items() if judge is not None and _classes(judge) == classes}

    def _take(self, judge: Judge, evaluation: Evaluation) -> None:
        """What the page shows is known already; of a network in training it is the snapshot that counts here."""
        if self._inspector.epoch is not None and TRAINED in self._judges:
            self._judges[TRAINED] = judge
        self._known[id(judge)] = judge, evaluation

    def _give_up(self) -> None:
        self._asking = None
        self._tasks.cancel(KEY)

    def _go_on(self) -> None:
        """With the next judge that has not been asked; whoever is being asked goes on."""
        waiting = [judge for judge in self._judges.values() if id(judge) not in self._known]
        if self._asking is not None and not (self._awake and self._asking in waiting):
            self._give_up()
        if not waiting or not self._awake or self._digits is None or self._asking is not None:
            return
        self._asking = judge = waiting[0]
        digits, job = self._digits, Job()

        def done(found: Evaluation) -> None:
            self._on_judged(judge, found)

        def failed(_error: UserError) -> None:
            self._on_judged(judge, None)

        self._tasks.start(KEY, lambda: _judged(judge, digits, job), done, failed, job)

    def _on_judged(self, judge: Judge, found: Evaluation | None) -> None:
        self._asking = None
        self._known[id(judge)] = judge, found
        self.changed.emit()
        self._go_on()

    # What is shown

    def rows(self, index: int) -> list[Said]:
        """What each says of an image of the set."""
        if self._digits is None or not 0 <= index < len(self._digits):
            return []
        names = {
            **{which: self._networks.known(which).name for which in self._networks.names()},
            **self._yardsticks.names(),
        }
        return [self._said(names[which], judge, index) for which, judge in self._judges.items() if which in names]

    def _said(self, name: str, judge: Judge, index: int) -> Said:
        known = self._known.get(id(judge), (judge, None))[1]
        if known is None:
            return Said(name)
        guess = int(known.guesses[index])
        sure = sure_words(math.exp(known.sureness[index]), isinstance(judge, AtHand)) if known.has_evidence else ""
        judged = self._inspector.judged
        return Said(name, judged.names[guess], sure, bool(known.right[index]), judge is judge_of(judged))


def _classes(judge: Judge) -> int:
    return len(judge.names) if isinstance(judge, AtHand) else judge.spec.classes


def _judged(judge: Judge, digits: Digits, job: Job) -> Evaluation:
    """In a task."""
    if isinstance(judge, FeedForward):
        return evaluate(judge, digits)
    return evaluation(judge.judge(digits.images, job.cancelled), digits, len(judge.names))
