"""The Evidence tab: any image of the set, the evidence for each class, and what the loss makes of it."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np
from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QSlider, QVBoxLayout, QWidget

from engine.digits.dataset import DIGIT_NAMES
from engine.inspection.evaluation import Evaluation
from engine.numbers import whole
from engine.words import _
from gui.inspect.evidence_card import EvidenceCard
from gui.inspect.others_panel import OthersPanel
from gui.inspect.penalty_plots import PenaltyPlots
from gui.look.direction import back_and_on
from gui.look.sizes import sized
from gui.widgets.buttons import push_button
from gui.widgets.class_names import are_digits
from gui.widgets.evidence_kinds import EvidenceKinds
from gui.widgets.explain import RowExplain
from gui.widgets.export import Plot, Table
from gui.widgets.number_box import NumberBox
from gui.widgets.present_button import PresentButton
from gui.widgets.tabs import Tabs

SUMS = _("Drag the sums of this image, and see what softmax and its logarithm make of them")
NO_SUMS = _("This yardstick has no sums: it comes to its probabilities without softmax.")


class EvidencePanel(QWidget):
    current_changed = Signal(int)
    """Another image of the set is shown; -1 when there is none."""
    softmax_wanted = Signal()
    """Softmax is to be done by hand, with the sums of the image in hand."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("evidencePanel")
        self._evaluation: Evaluation | None = None
        self._names: Sequence[str] = DIGIT_NAMES
        self._random = np.random.default_rng()
        self._current, self._has_sums = -1, True
        self._keyed: list[tuple[Qt.Key, QPushButton, str, str]] = []
        self.card = EvidenceCard("inspectEvidence", wide=True)
        self.penalties = PenaltyPlots()
        self.penalties.setObjectName("penaltyPlots")
        self.others = OthersPanel()
        self._make_numbers()
        self._make_buttons()
        self._lay_out()
        self.show_evaluation(None)

    # Parts

    def _make_numbers(self) -> None:
        self.number = NumberBox(objectName="imageField", keyboardTracking=False)
        self.number.setToolTip(_("The image's place in the set, counted from 0"))
        self.number.setAccessibleName(_("Image"))
        sized(self.number.setMinimumWidth, 130)
        self.slider = QSlider(Qt.Orientation.Horizontal, objectName="imageSlider")
        self.slider.setToolTip(_("Leaf through the set; the arrow keys go image by image"))
        self.slider.setAccessibleName(_("Image"))
        self.number.valueChanged.connect(self.set_current)
        self.slider.valueChanged.connect(self.set_current)

    def _make_buttons(self) -> None:
        button, key = self._keyed_button, Qt.Key
        back, on = back_and_on()
        self.back = button("‹", "previousImageButton", _("The image before"), back, lambda: self._step(-1))
        self.on = button("›", "nextImageButton", _("The next image"), on, lambda: self._step(1))
        for arrow, name in ((self.back, _("Previous image")), (self.on, _("Next image"))):
            arrow.setAccessibleName(name)
            sized(arrow.setFixedWidth, 40)
        self.random = button(_("Random"), "randomImageButton", _("Any image"), key.Key_R, self._on_random)
        self.last_error = button(
            _("Previous error"), "previousErrorButton", _("The error before this image"), key.Key_P, self._on_last_error
        )
        self.next_error = button(
            _("Next error"), "nextErrorButton", _("The error after this image"), key.Key_N, self._on_next_error
        )
        self.softmax = push_button(_("Softmax by hand…"), "softmaxButton", SUMS, self.softmax_wanted)
        self.kinds = EvidenceKinds("inspect_{}_button")
        self.kinds.chosen.connect(self.card.bars.set_kind)

    def _make_side(self) -> QWidget:
        """Beside the evidence: the penalty, or what others say."""
        self.side = Tabs("evidenceSide")
        self.side.setAccessibleName(_("Beside the evidence"))
        self.side.addTab(self.penalties, _("Penalty"))
        self.side.addTab(self.others, _("Who else?"))
        self.side.setTabToolTip(0, _("What the loss makes of this image"))
        self.side.setTabToolTip(1, _("Which of the networks and yardsticks at hand get this image wrong, too"))
        return self.side

    def _keyed_button(self, text: str, name: str, tip: str, key: Qt.Key, slot: Callable[[], None]) -> QPushButton:
        keys = QKeySequence(key)
        said = keys.toString(QKeySequence.SequenceFormat.NativeText)
        made = push_button(text, name, f"{tip} ({said})", slot)
        self._keyed.append((key, made, tip, said))
        shortcut = QShortcut(keys, self, context=Qt.ShortcutContext.WidgetWithChildrenShortcut)
        shortcut.activated.connect(made.click)
        return made

    def keys(self) -> list[tuple[str, str]]:
        """What each key does here, and the key as people read it."""
        return [(tip, said) for _key, _button, tip, said in self._keyed]

    def meant(self, event: QKeyEvent) -> QPushButton | None:
        """The button that does what a key means here, pressed beside the panel; None if it means nothing."""
        plain = not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        return next((button for key, button, *_words in self._keyed if plain and key == event.key()), None)

    def _lay_out(self) -> None:
        top = QHBoxLayout()
        for widget in (self.number, self.back, self.on):
            top.addWidget(widget)
        top.addWidget(self.slider, 1)
        top.addWidget(RowExplain(self.number, self.slider))
        for widget in (self.random, self.last_error, self.next_error):
            top.addWidget(widget)
        left = QVBoxLayout()
        left.addWidget(self.card, 1)
        below = QHBoxLayout()
        below.addWidget(self.softmax)
        below.addStretch(1)
        below.addWidget(PresentButton(_("Evidence"), [self.card]))
        below.addWidget(self.kinds)
        left.addLayout(below)
        body = QHBoxLayout()
        sized(body.setSpacing, 18)
        body.addLayout(left, 7)
        body.addWidget(self._make_side(), 3)
        layout = QVBoxLayout(self)
        layout.addLayout(top)
        layout.addLayout(body, 1)

    # What is shown

    def show_evaluation(self, evaluation: Evaluation | None, names: Sequence[str] = DIGIT_NAMES) -> None:
        """Show this set from its first error on, or where it stands already if it is the same set.

        ``names``: of the classes.
        """
        same = self._evaluation is not None and evaluation is not None and (
            self._evaluation.digits.images is evaluation.digits.images
        )  # fmt: skip
        self._evaluation, self._names = evaluation, names
        for part in (self.card, self.kinds, self.penalties):
            part.set_names(names)
        count = 0 if evaluation is None else len(evaluation)
        for widget in (self.number, self.slider):
            widget.blockSignals(True)
            widget.setRange(0, max(0, count - 1))
            widget.blockSignals(False)
        words = _("image {place} of {count}") if count else _("image {place}")
        before, _place, after = words.partition("{place}")
        self.number.setPrefix(before.format(count=whole(count)))
        self.number.setSuffix(after.format(count=whole(count)))
        self.kinds.setEnabled(evaluation is None or evaluation.has_evidence)
        errors = count and len(evaluation.errors)
        for widget in (self.number, self.slider, self.back, self.on, self.random):
            widget.setEnabled(count > 1)
        for widget in (self.last_error, self.next_error):
            widget.setEnabled(bool(errors))
        self.softmax.setEnabled(count > 0 and self._has_sums)
        first = int(evaluation.errors[0]) if errors else 0
        self._show(-1 if not count else self._current if same and self._current >= 0 else first)

    def set_has_sums(self, has_sums: bool) -> None:
        """Whether who judges is a network, whose sums softmax can be made of."""
        self._has_sums = has_sums
        self.softmax.setToolTip(SUMS if has_sums else NO_SUMS)

    def current(self) -> int:
        return self._current

    def set_current(self, index: int) -> None:
        """Show this image of the set."""
        if self._evaluation is not None and 0 <= index < len(self._evaluation) and index != self._current:
            self._show(index)

    def _show(self, index: int) -> None:
        self._current, evaluation = index, self._evaluation
        for widget in (self.number, self.slider):
            widget.blockSignals(True)
            widget.setValue(max(0, index))
            widget.blockSignals(False)
        self.card.show_image(evaluation, index)
        known = index >= 0 and evaluation.has_evidence
        instead = _("This yardstick gives no probabilities, so no loss could punish one.") if index >= 0 else ""
        self.penalties.show_image(float(evaluation.true_evidence[index]) if known else None, instead)
        self.current_changed.emit(index)

    # What the person does

    def _step(self, by: int) -> None:
        self.set_current(self._current + by)

    def _on_random(self) -> None:
        self.set_current(int(self._random.integers(len(self._evaluation))))

    def _on_next_error(self) -> None:
        errors = self._evaluation.errors
        self.set_current(int(errors[np.searchsorted(errors, self._current, "right") % len(errors)]))

    def _on_last_error(self) -> None:
        errors = self._evaluation.errors
        self.set_current(int(errors[np.searchsorted(errors, self._current) - 1]))

    def things(self) -> list[Plot | Table]:
        """What can be taken away."""
        if self._current < 0:
            return []
        names = self._names
        everything = Table(
            _("Evidence for all images") if self._evaluation.has_evidence else _("Guesses for all images"),
            all_headers(names, self._evaluation.has_evidence), lambda of=self._evaluation: all_rows(of, names),
        )  # fmt: skip
        if not self._evaluation.has_evidence:
            return [Plot(_("Picture and guess"), self.card), everything]
        logs = self._evaluation.evidence[self._current].astype(np.float64)
        rows = [(name, float(np.exp(log)), float(log)) for name, log in zip(names, logs, strict=True)]
        return [
            Plot(_("Picture and evidence"), self.card),
            Plot(_("Penalty curves"), self.penalties),
            Table(_("Evidence for this image"), (class_header(names), "probability", "log_probability"), lambda: rows),
            everything,
        ]


def class_header(names: Sequence[str]) -> str:
    """Of the column in which the names of the classes stand."""
    return "digit" if are_digits(names) else "class"


def all_headers(names: Sequence[str], has_evidence: bool = True) -> tuple[str, ...]:
    """Of the columns of ``all_rows``."""
    logs = [f"log_p_{name}" for name in names] if has_evidence else []
    return ("image", f"true_{class_header(names)}", "guess", *logs)


def all_rows(evaluation: Evaluation, names: Sequence[str]) -> list[tuple]:
    """One row for each image, as ``all_headers`` names it."""
    labels, guesses = evaluation.digits.labels.tolist(), evaluation.guesses.tolist()
    evidence = evaluation.evidence.astype(np.float64).round(6)[:, : None if evaluation.has_evidence else 0].tolist()
    return [
        (i, names[true], names[guess], *logs)
        for i, (true, guess, logs) in enumerate(zip(labels, guesses, evidence, strict=True))
    ]
