"""The person against the test images that were hardest for the network that ships."""

from __future__ import annotations

import numpy as np
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QBoxLayout, QGridLayout, QVBoxLayout

from engine.digits.bundle import bundled
from engine.digits.dataset import Digits
from engine.inspection.evaluation import evaluate
from engine.networks.files import pretrained
from engine.numbers import whole
from engine.words import _
from gui.lesson.figures.figure import Around, Figure, direction_of
from gui.look.sizes import sized
from gui.model.own_score import COUNT, keep_score
from gui.widgets.buttons import push_button
from gui.widgets.labels import label
from gui.widgets.network_view import NetworkView


class Hardest(Figure):
    def __init__(self, around: Around) -> None:
        super().__init__("hardestFigure")
        self._digits: Digits | None = None
        self.guesses: list[int] = []
        self._shown_wanted = False
        self.view = NetworkView()
        self.view.setObjectName("hardestView")
        self.view.set_empty_text(_("Looking for them…"))
        sized(self.view.setFixedSize, 170, 170)
        self.words = label("muted", wordWrap=True, objectName="hardestWords")
        self.buttons = [self._button(digit) for digit in range(10)]
        grid = QGridLayout()
        for digit, button in enumerate(self.buttons):
            grid.addWidget(button, digit // 5, digit % 5)
        said = QVBoxLayout()
        said.addLayout(grid)
        said.addWidget(self.words)
        said.addStretch(1)
        self.row = QBoxLayout(QBoxLayout.Direction.TopToBottom)
        self.row.addWidget(self.view, 0, Qt.AlignmentFlag.AlignTop)
        self.row.addLayout(said, 1)
        self.column.addLayout(self.row)
        self._enable(False)
        around.tasks.start("hardest images", hardest, self._on_found)

    def place_beside(self, beside: bool) -> None:
        self.row.setDirection(direction_of(beside))
        sized(self.view.setFixedSize, *((170, 170) if beside else (130, 130)))

    def take_room(self) -> None:
        side = min(self.height(), self.width() // 2)
        self.view.setFixedSize(side, side)

    def _button(self, digit: int):
        tip = _("This is a {digit} (or press its key)").format(digit=digit)
        made = push_button(str(digit), f"hardest{digit}Button", tip, lambda: self._on_guessed(digit))
        sized(made.setMinimumWidth, 44)
        return made

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """The key of a digit, wherever in the figure the focus is."""
        if event.text() and event.text() in "0123456789" and self.buttons[0].isEnabled():
            self._on_guessed(int(event.text()))
        else:
            super().keyPressEvent(event)

    def _enable(self, on: bool) -> None:
        for button in self.buttons:
            button.setEnabled(on)

    def _on_found(self, digits: Digits) -> None:
        self._digits = digits
        self._enable(True)
        self._show()
        if self._shown_wanted:
            self.show_me()

    def _on_guessed(self, digit: int) -> None:
        if self._digits is None or len(self.guesses) >= COUNT:
            return
        self.guesses.append(digit)
        self._show()
        if len(self.guesses) == COUNT:
            keep_score(self.right)
            self.used.emit()
            self._enable(False)  # after what comes in sight now, to which the focus goes

    def show_me(self) -> None:
        """What each was meant as, as soon as they are there; that is no score."""
        self._shown_wanted = True
        if self._digits is not None and len(self.guesses) < COUNT:
            self.guesses = self._digits.labels.tolist()
            self._enable(False)
            meant = ", ".join(map(str, self.guesses))
            self.words.setText(_("They were meant as {digits}, one after the other.").format(digits=meant))
            self.used.emit()

    @property
    def right(self) -> int:
        labels = [] if self._digits is None else self._digits.labels.tolist()
        return sum(guess == label for guess, label in zip(self.guesses, labels, strict=False))

    def _show(self) -> None:
        if self._digits is None:
            return
        at = len(self.guesses)
        said = ""
        if at:
            meant, guess = int(self._digits.labels[at - 1]), self.guesses[-1]
            right = _("✓ It was meant as {meant}.").format(meant=meant)
            wrong = _("✗ You said {guess}; it was meant as {meant}.").format(guess=guess, meant=meant)
            said = right if meant == guess else wrong
        if at < COUNT:
            self.view.set_image(self._digits.images[at])
            count = _("{number} of {count}").format(number=at + 1, count=COUNT)
        else:
            sentence = _("You read {right} of {count}; the network read none.")
            count = sentence.format(right=whole(self.right), count=COUNT)
        self.words.setText(f"{said} {count}".strip())


def hardest() -> Digits:
    """The official test images with the least evidence for their label, of those that the network misreads; a task."""
    digits = bundled("mnist-test")
    found = evaluate(pretrained(), digits)
    order = np.argsort(found.true_evidence, kind="stable")[:COUNT]
    return Digits(digits.images[order], digits.labels[order], digits.name, digits.origin)
