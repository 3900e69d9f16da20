"""Asks the other networks and the yardsticks at hand about the drawing, beside the pen: the newest drawing only."""

from __future__ import annotations

import numpy as np
from PySide6.QtCore import QObject, QTimer

from engine.errors import UserError
from engine.experiments.yardsticks.at_hand import AtHand
from engine.networks.network import FeedForward
from gui.draw.said_panel import SaidPanel
from gui.model.digits_in_hand import DigitsInHand
from gui.model.drawing import Drawing
from gui.model.judge import Judge
from gui.model.networks import Networks
from gui.model.yardsticks import Yardsticks
from gui.widgets.guess_table import Said, sure_words
from gui.work.tasks import Tasks

KEY = "what others say"
PACE = 100  # milliseconds between two answers: more often nobody can read them
NOTHING, GONE = "–", "?"  # in place of a guess: there is no drawing, and who was asked is not at hand any more
Asked = list[tuple[str, FeedForward | AtHand, tuple[str, ...]]]
"""What each is called, itself, and the names of its classes."""


class SaidController(QObject):
    """Works only while ``panel`` is open and can be seen."""

    def __init__(
        self, drawing: Drawing, judge: Judge, networks: Networks, yardsticks: Yardsticks, data: DigitsInHand,
        tasks: Tasks, panel: SaidPanel,
    ) -> None:  # fmt: skip
        super().__init__(panel)
        self._drawing, self._networks, self._yardsticks, self._data = drawing, networks, yardsticks, data
        self._tasks, self._panel = tasks, panel
        self._about: tuple[np.ndarray | None, list[object]] | None = None  # what the rows shown are about
        self._fitted = 0
        self._pace = QTimer(self, interval=PACE, singleShot=True)
        self._pace.timeout.connect(self._ask)
        judge.changed.connect(self.refresh)
        yardsticks.changed.connect(self._on_yardsticks_changed)
        panel.folded.connect(self.refresh)

    def _on_yardsticks_changed(self) -> None:
        """The first one opens the panel by itself, and the last one that goes folds it away."""
        fitted = len(self._yardsticks.all())
        if not self._fitted and fitted:
            self._panel.set_open(True)
        was_there, self._fitted = bool(self._fitted), fitted
        self.refresh()
        if was_there and not self._others():
            self._panel.set_open(False)

    def refresh(self) -> None:
        """The drawing is another one, or who judges it."""
        if not (self._panel.isVisible() and self._panel.open):
            return
        if self._pace.isActive() and self._about is not None and self._about[0] is not self._drawing.image is not None:
            self._panel.set_fresh(False)  # the pen is on its way: it is asked again soon
            return
        others = self._others()
        if self._is_about(others):
            return
        if not (self._is_fresh() and self._names_shown() == _names(others)):  # else a network has but learned a little
            self._panel.set_fresh(False)
        if self._drawing.image is None or not others:
            self._tasks.cancel(KEY)
            self._show(others, [Said(name, NOTHING) for name in _names(others)])
        elif self._names_shown() != _names(others):
            self._panel.show_rows([Said(name) for name in _names(others)])
            self._ask()
        elif not self._pace.isActive():
            self._ask()

    def _others(self) -> Asked:
        """All but the network whose evidence the bars show."""
        networks, found = self._networks, []
        for which in networks.names():
            if which != networks.chosen:
                name, names = networks.known(which).name, networks.class_names(self._data.digits, which)
                found.append((name, networks.network(which), names))
        fitted = self._yardsticks.all()
        return found + [(name, fitted[which], fitted[which].names) for which, name in self._yardsticks.names().items()]

    def _names_shown(self) -> list[str]:
        return [said.judge for said in self._panel.table.rows()]

    def _is_fresh(self) -> bool:
        """Whether the rows are about the drawing as it is now."""
        return self._about is not None and self._about[0] is self._drawing.image is not None

    def _is_about(self, others: Asked) -> bool:
        """Whether the rows say already what is asked."""
        if self._about is None or self._about[0] is not self._drawing.image:
            return False
        judges = self._about[1]
        return len(judges) == len(others) and all(one is other[1] for one, other in zip(judges, others, strict=True))

    def _ask(self) -> None:
        image, others = self._drawing.image, self._others()
        if image is None or not others or self._is_about(others) or not self._panel.isVisible():
            return
        if self._tasks.is_busy(KEY):
            return  # its answer asks for the newest
        self._pace.start()

        def done(said: list[Said]) -> None:
            self._on_said(image, others, said)

        self._tasks.start(KEY, lambda: [_said(image, *one) for one in others], done)

    def _on_said(self, image: np.ndarray, others: Asked, said: list[Said]) -> None:
        if _names(others) != _names(self._others()):
            self.refresh()
            return
        if any(one.guess == GONE for one in said):
            self._yardsticks.drop_dead()
        self._panel.show_rows(said)
        self._about = image, [judge for _name, judge, _classes in others]
        self._panel.set_fresh(self._is_fresh())
        if not self._pace.isActive():
            self._ask()

    def _show(self, others: Asked, said: list[Said]) -> None:
        self._about = self._drawing.image, [judge for _name, judge, _classes in others]
        self._panel.show_rows(said)


def _names(others: Asked) -> list[str]:
    return [name for name, _judge, _classes in others]


def _said(image: np.ndarray, name: str, judge: FeedForward | AtHand, names: tuple[str, ...]) -> Said:
    """In a task."""
    if isinstance(judge, FeedForward):
        evidence = judge.log_probabilities(image[None])[0]
        return Said(name, names[int(evidence.argmax())], sure_words(float(np.exp(evidence.max()))))
    try:
        answers = judge.judge_one(image)
    except UserError:  # it was ended, or has no memory: it is not at hand any more
        return Said(name, GONE)
    sure = "" if answers.evidence is None else sure_words(float(np.exp(answers.evidence[0].max())), counted=True)
    return Said(name, names[int(answers.guesses[0])], sure)
