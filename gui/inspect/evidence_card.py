"""One image of a set: its picture, what it is, what the network takes it for, and the evidence for each class."""

from __future__ import annotations

import math
from collections.abc import Sequence
from html import escape

import numpy as np
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from engine.digits.dataset import DIGIT_NAMES
from engine.inspection.evaluation import Evaluation
from engine.inspection.verdict import article, is_counted, percent
from engine.numbers import whole
from engine.words import _
from gui.look import theme
from gui.look.sizes import sized
from gui.widgets.class_names import are_digits
from gui.widgets.evidence_bars import EvidenceBars
from gui.widgets.labels import label
from gui.widgets.network_view import NetworkView

ACROSS, DOWN = QBoxLayout.Direction.LeftToRight, QBoxLayout.Direction.TopToBottom

NO_EVIDENCE = _(
    "This yardstick gives no evidence: it says which class an image is of, and no probabilities. A network, the "
    "nearest neighbours, a forest and logistic regression have some."
)


class EvidenceCard(QWidget):
    """The picture above the bars, or beside them where it is ``wide``.

    ``name`` begins the object names of its parts: they are unique in the window.
    """

    def __init__(self, name: str, wide: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(f"{name}Card")
        self.verdict = label("verdict" if wide else "plotTitle", wordWrap=True, objectName=f"{name}Verdict")
        self.verdict.setTextFormat(Qt.TextFormat.RichText)
        sized(self.verdict.setMinimumHeight, lines=2 if wide else 3)
        self.verdict.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
        self.verdict.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.view = NetworkView()
        self.view.setObjectName(f"{name}View")
        self.bars = EvidenceBars()
        self.bars.setObjectName(f"{name}Bars")
        self.without = label("", NO_EVIDENCE, objectName=f"{name}Without", wordWrap=True)
        self.without.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
        self.without.hide()
        self.caption = label("muted", objectName=f"{name}Caption", wordWrap=True)
        sized(self.caption.setMinimumHeight, lines=3)
        self.caption.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
        self._lay_out(wide)
        self.show_image(None, -1)

    def _lay_out(self, wide: bool) -> None:
        picture = QVBoxLayout()
        picture.addWidget(self.view)
        picture.addWidget(self.caption)
        body = self._body = QBoxLayout(ACROSS if wide else DOWN)
        sized(body.setSpacing, 18 if wide else 6)
        if wide:
            picture.addStretch(1)
            body.addLayout(picture, 5)
            body.addWidget(self.bars, 6)
            body.addWidget(self.without, 6)
        else:
            self.view.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Expanding)
            body.addLayout(picture, 2)
            body.addWidget(self.bars, 3)
            body.addWidget(self.without, 3)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.verdict)
        layout.addLayout(body, 1)

    def lie_across(self) -> None:
        """The picture beside the bars, where the card has a page's height: else they would be the smallest there."""
        self._body.setDirection(ACROSS)

    def stand(self) -> None:
        """The picture above the bars."""
        self._body.setDirection(DOWN)

    def set_names(self, names: Sequence[str]) -> None:
        """What the classes are called; before an image of theirs is shown."""
        self.bars.set_names(names)

    def show_image(self, evaluation: Evaluation | None, index: int) -> None:
        """Show one image of a set; with None, or an index below 0, none."""
        has_evidence = evaluation is None or evaluation.has_evidence
        self.bars.setVisible(has_evidence)
        self.without.setVisible(not has_evidence)
        if evaluation is None or index < 0:
            self.view.set_image(None)
            self.bars.set_evidence(None)
            self.bars.mark(None)
            self.verdict.setText("")
            self.caption.setText("")
            return
        true, evidence = int(evaluation.digits.labels[index]), evaluation.evidence[index]
        self.view.set_image(evaluation.digits.images[index])
        self.bars.set_evidence(evidence)
        self.bars.mark(true)
        self.verdict.setText(colored(judgement(true, evidence, self.bars.names(), has_evidence)))
        self.caption.setText(self._caption(has_evidence).format(place=whole(index), count=whole(len(evaluation))))

    def _caption(self, has_evidence: bool) -> str:
        """With places for the image's and how many there are."""
        if not has_evidence:
            return _("Image {place} of {count}, counted from 0.")
        return (
            _("Image {place} of {count}, counted from 0. The true digit's bar is outlined.")
            if are_digits(self.bars.names())
            else _("Image {place} of {count}, counted from 0. The true class's bar is outlined.")
        )


def colored(judged: str) -> str:
    """A judgement as rich text: its sign and first word in the colour of right or wrong."""
    head, colon, rest = judged.partition(":")
    color = theme.RIGHT if head.startswith("✓") else theme.WRONG
    return f"<span style='color:{color}'>{head}{colon}</span>{escape(rest, quote=False)}"


def judgement(true: int, evidence: np.ndarray, names: Sequence[str] = DIGIT_NAMES, has_evidence: bool = True) -> str:
    """Whether the class with the most of the (classes,) log-probabilities is the true one, and how sure the network is,
    if there is more than its guess.

    ``names``: of the classes.
    """
    guess = int(evidence.argmax())
    if has_evidence:
        sentence = (_of_digits if are_digits(names) else _of_classes)(true, guess, math.isnan(evidence[guess]))
    else:
        sentence = _guessed(true == guess, are_digits(names))
    p, p_true, counted = math.exp(evidence[guess]), math.exp(evidence[true]), is_counted(evidence)
    return sentence.format(
        article=article(true), true=names[true], guess_article=article(guess), guess=names[guess],
        percent="" if math.isnan(p) else percent(p, counted),
        got="" if math.isnan(p_true) else percent(p_true, counted),
    )  # fmt: skip


def _of_digits(true: int, guess: int, no_number: bool) -> str:
    if no_number:
        return _("✗ Wrong: {article} {true}, and the network's answer is not a number.")
    if guess == true:
        return _("✓ Right: {article} {true}, and taken for one: {percent}.")
    return _("✗ Wrong: {article} {true}, taken for {guess_article} {guess}: {percent}. The true {true} got {got}.")


def _guessed(right: bool, digits: bool) -> str:
    """Of a yardstick that gives no probabilities."""
    if digits:
        return (
            _("✓ Right: {article} {true}, and taken for one.") if right else
            _("✗ Wrong: {article} {true}, taken for {guess_article} {guess}.")
        )  # fmt: skip
    return _("✓ Right: {true}, and taken for it.") if right else _("✗ Wrong: {true}, taken for {guess}.")


def _of_classes(true: int, guess: int, no_number: bool) -> str:
    if no_number:
        return _("✗ Wrong: {true}, and the network's answer is not a number.")
    if guess == true:
        return _("✓ Right: {true}, and taken for it: {percent}.")
    return _("✗ Wrong: {true}, taken for {guess}: {percent}. The true class got {got}.")
