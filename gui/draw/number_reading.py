"""Reads each digit of a number on the canvas, and says so: above the frames, in the verdict, and for who cannot see."""

from __future__ import annotations

import numpy as np
from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from engine.handwriting.numbers.number import Number
from engine.handwriting.numbers.saying import number_verdict, reading
from engine.handwriting.paper.reading import Reading
from engine.handwriting.paper.reasons import first_sentence
from engine.handwriting.reasons import place_words, reason
from engine.inspection.doubt import Doubt
from engine.inspection.verdict import verdict
from engine.words import _
from gui.canvas.canvas import Canvas
from gui.draw import page_words
from gui.model.drawing import Drawing
from gui.model.judge import Judgement
from gui.widgets.actions import add_action


class NumberReading(QObject):
    """``canvas``: has the frames; ``page``: its keys go from one to the next. Each is read once by each network."""

    def __init__(self, drawing: Drawing, canvas: Canvas, page: QWidget) -> None:
        super().__init__(canvas)
        self._drawing, self._canvas = drawing, canvas
        self._known: dict[int, Judgement] = {}  # by the id of the image, which is held
        before = _("Show what the network makes of the digit to the left; before the first comes the last")
        after = _("Show what the network makes of the digit to the right; after the last comes the first")
        step = drawing.digits.step
        self._steps = (
            add_action(page, "digitBefore", _("Digit to the &left"), lambda: step(-1), "Ctrl+Left", before),
            add_action(page, "digitAfter", _("Digit to the &right"), lambda: step(1), "Ctrl+Right", after),
        )
        drawing.digits.changed.connect(self._on_digits_changed)
        self._on_digits_changed()

    def _on_digits_changed(self) -> None:
        several = bool(self._drawing.digits.number)
        for action in self._steps:
            if action.isEnabled() != several:
                action.setEnabled(several)

    def words(self, judgement: Judgement, doubt: Doubt | None, names: tuple[str, ...]) -> tuple[str, str]:
        """The verdict on the drawing, and its reason or what to do next; the frames are told what they hold."""
        number, picture = self._drawing.digits.number, self._drawing.picture
        are_digits = page_words.are_digits(names)
        misread = first_sentence(picture.reasons, are_digits) if isinstance(picture, Reading) else ""
        if not number or not are_digits:
            self.forget()
            why = self._reason(judgement, doubt) if picture is None and are_digits else ""
            return verdict(judgement.evidence, doubt, page_words.brief(names), misread), why
        evidence = self._evidence(number, judgement)
        self._show(reading(evidence))
        why = misread if picture is not None else self._reason(judgement, doubt)
        return number_verdict(evidence, number.sure and not misread, doubt), why or self._pointing()

    def forget(self) -> None:
        """Nothing is read: there is no number, or nobody may be told beforehand."""
        self._show("")

    def _reason(self, judgement: Judgement, doubt: Doubt | None) -> str:
        return reason(judgement.evidence, doubt, self._drawing.shown_strokes(), self._drawing.digits.number)

    def _pointing(self) -> str:
        digits = self._drawing.digits
        words = _("{place}. Point at another, or press Ctrl+Left or Ctrl+Right.")
        return words.format(place=place_words(digits.place, digits.number))

    def _evidence(self, number: Number, shown: Judgement) -> np.ndarray:
        """(digits, 10): what is known of images that have stayed, and of the one that is shown, is not asked again."""
        known = {at: judged for at, judged in self._known.items() if judged.network is shown.network}
        known[id(shown.image)] = shown
        new = [digit.image for digit in number.digits if id(digit.image) not in known]
        if new:
            logs = shown.network.log_probabilities(np.stack(new))
            known |= {id(image): Judgement(shown.network, image, log) for image, log in zip(new, logs, strict=True)}
        self._known = {id(digit.image): known[id(digit.image)] for digit in number.digits}
        return np.stack([self._known[id(digit.image)].evidence for digit in number.digits])

    def _show(self, digits: str) -> None:
        self._canvas.frames.set_readings(digits)
        self._canvas.tell(_("On it: {number}.").format(number=digits) if digits else "")
