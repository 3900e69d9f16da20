"""Runs "Test my hand": asks for the classes, takes the drawings, has the networks that know them read them."""

from __future__ import annotations

from collections.abc import Sequence
from random import SystemRandom

from PySide6.QtCore import QObject, Signal

from engine.digits.dataset import DIGIT_NAMES
from engine.errors import UserError
from engine.handwriting.hand_test import HandTest, hand_test, scores
from engine.handwriting.my_digits import kept
from engine.handwriting.numbers.number import Number
from engine.networks.network import FeedForward
from engine.words import _
from gui.draw.hand_test_panel import HandTestPanel
from gui.draw.hand_test_words import draw_first, several_words
from gui.model.digits_in_hand import DigitsInHand
from gui.model.drawing import Drawing
from gui.model.networks import Networks
from gui.work.messages import Messages
from gui.work.tasks import Tasks

SCORING = "scores of the hand"


class HandTestController(QObject):
    begun = Signal()
    keep_wanted = Signal(object)
    """A tuple of Kept: these drawings are to be kept."""

    def __init__(
        self, drawing: Drawing, networks: Networks, data: DigitsInHand, tasks: Tasks, messages: Messages,
        panel: HandTestPanel,
    ) -> None:  # fmt: skip
        super().__init__(panel)
        self._drawing, self._networks, self._tasks, self._messages = drawing, networks, tasks, messages
        self._data, self._panel = data, panel
        self.test: HandTest | None = None
        self._names: tuple[str, ...] = DIGIT_NAMES
        self._asked_about: Number | None = None  # several digits, where one was asked for
        panel.start_wanted.connect(self.start)
        panel.next_wanted.connect(self.take)
        panel.skip_wanted.connect(self._on_skip)
        panel.stop_wanted.connect(self.score)
        panel.again_wanted.connect(panel.show_start)
        panel.keep_wanted.connect(self._on_keep)

    def set_names(self, names: Sequence[str]) -> None:
        """What the classes are called that the next test asks for."""
        self._names = tuple(names)
        self._panel.set_names(names)

    @property
    def asking(self) -> bool:
        """Whether a test is under way."""
        return self._panel.asking

    def start(self, rounds: int, seed: int | None = None) -> None:
        """Begin a test; without a seed, with an order that nobody knows."""
        if self._networks.network() is None:
            self._messages.failed.emit(_("There is no network yet that could read your hand: train one first."))
            return
        self._tasks.cancel(SCORING)
        self.test = hand_test(rounds, SystemRandom().getrandbits(32) if seed is None else seed, self._names)
        self._drawing.start_anew()
        self._panel.show_round(self.test)
        self.begun.emit()

    def take(self) -> None:
        """The drawing is what was asked for."""
        drawing, test = self._drawing, self.test
        if test is None or test.next is None or not self.asking:
            return
        if drawing.picture is not None or drawing.empty:
            self._messages.told.emit(draw_first(test))
            return
        number = drawing.digits.number
        if number and number.sure and number is not self._asked_about:
            self._asked_about = number
            self._messages.told.emit(several_words(len(number.digits)))
            return
        self._go_on(test.with_drawing(kept(test.next, drawing.strokes())))

    def _on_skip(self) -> None:
        if self.test is not None and self.test.next is not None:
            self._go_on(self.test.without())

    def _go_on(self, test: HandTest) -> None:
        self.test = test
        self._drawing.start_anew()
        self.begun.emit()
        if test.next is None:
            self.score()
        else:
            self._panel.show_round(test)

    def score(self) -> None:
        """End the test, and show how all networks read what was drawn."""
        test, networks = self.test, self._networks
        if test is None or not test.drawn:
            self._panel.show_start()
            return
        known = {name: network for which, name in networks.names().items() if (network := self._knowing(which, test))}
        if not known:
            self._panel.show_start()
            words = _("No network is there any more that knows the classes that you were asked for.")
            self._messages.failed.emit(words)
            return
        self._tasks.start(
            SCORING,
            lambda: list(zip(known, scores(test, list(known.values())), strict=True)),
            self._panel.show_scores,
            self._on_failed,
        )

    def _knowing(self, which: str, test: HandTest) -> FeedForward | None:
        """A network, if what was asked for are its classes."""
        names = self._networks.class_names(self._data.digits, which)
        return self._networks.network(which) if names == test.names else None

    def _on_failed(self, error: UserError) -> None:
        self._panel.show_start()
        self._messages.failed.emit(str(error))

    def _on_keep(self) -> None:
        if self.test is not None:
            self.keep_wanted.emit(self.test.drawn)
            self._panel.show_kept()
