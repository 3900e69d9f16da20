"""Softmax by hand: sums as bars that are dragged, and each step that makes probabilities and penalties of them."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut, QUndoStack
from PySide6.QtWidgets import QComboBox, QDialog, QHBoxLayout, QLabel, QSlider, QVBoxLayout, QWidget

from engine.digits.dataset import DIGIT_NAMES
from engine.inspection.softmax import SoftmaxByHand, softmax_by_hand
from engine.numbers import signed
from engine.words import _
from gui.look.sizes import resize, sized
from gui.model.sums import Sums
from gui.softmax.rows import SoftmaxRows
from gui.softmax.steps import SumsStep
from gui.softmax.tiny_panel import TinyPanel
from gui.softmax.words import formula_words, penalty_words
from gui.widgets.buttons import push_button
from gui.widgets.explain import RowExplain
from gui.widgets.labels import label
from gui.widgets.present_button import PresentButton

EXAMPLE = (1.2, -0.8, 3.1, 4.6, -2.4, 0.3, -3.5, 2.2, 0.9, -1.1)
"""Sums to begin with where no image is at hand."""
MOST_CONSTANT = 120


class SoftmaxWindow(QDialog):
    """``stack``: the steps that can be taken back."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(_("Softmax by hand"))
        self.setObjectName("softmaxWindow")
        self.stack = QUndoStack(self)
        self._begun = self._sums = EXAMPLE
        self._names: tuple[str, ...] = DIGIT_NAMES
        self.made: SoftmaxByHand = softmax_by_hand(self._sums)
        self.rows = SoftmaxRows()
        self.rows.setObjectName("softmaxRows")
        self.rows.sum_wanted.connect(self._on_sum_wanted)
        self.rows.current_changed.connect(self._show_words)
        self.formula = label("spoken", objectName="softmaxFormula", wordWrap=True)
        self.formula.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
        sized(self.formula.setMinimumHeight, 12, lines=2)  # of larger letters than are known yet
        self.penalty = label("plain", objectName="softmaxPenalty", wordWrap=True)
        self._make_fields()
        self.tiny = TinyPanel()
        self._lay_out()
        resize(self, 860, 640)
        self.show_sums(Sums(self._sums, self._names))

    def _make_fields(self) -> None:
        self.constant = QSlider(Qt.Orientation.Horizontal, objectName="constantSlider")
        self.constant.setRange(-MOST_CONSTANT, MOST_CONSTANT)
        self.constant.setToolTip(_("A constant c that is added to all sums: the quotients stay as they are"))
        self.constant.setAccessibleName(_("Constant that is added to all sums"))
        self.constant.valueChanged.connect(self._show)
        self.constant_words = label("plain", objectName="constantWords")
        self.true = QComboBox(objectName="softmaxTrueField")
        self.true.setToolTip(_("The true class: what the loss is taken of"))
        self.true.setAccessibleName(_("True class"))
        self.true.currentIndexChanged.connect(self._show_words)
        undo, redo = self.stack.createUndoAction(self), self.stack.createRedoAction(self)
        self.undo = push_button(_("Undo"), "softmaxUndoButton", _("Take the last change back (Ctrl+Z)"), undo.trigger)
        self.redo = push_button(_("Redo"), "softmaxRedoButton", _("Do it again (Ctrl+Shift+Z)"), redo.trigger)
        self.reset = push_button(
            _("Reset"), "softmaxResetButton", _("The sums as they were, and no constant"), self._on_reset
        )
        for keys, action in (("Ctrl+Z", undo), ("Ctrl+Shift+Z", redo), ("Ctrl+Y", redo)):
            QShortcut(QKeySequence(keys), self).activated.connect(action.trigger)
        self.stack.canUndoChanged.connect(self.undo.setEnabled)
        self.stack.canRedoChanged.connect(self.redo.setEnabled)
        for button in (self.undo, self.redo):
            button.setEnabled(False)
        for button in (self.undo, self.redo, self.reset):
            button.setAutoDefault(False)

    def _lay_out(self) -> None:
        top = QHBoxLayout()
        words = QLabel(_("Added to all, c"))
        words.setBuddy(self.constant)
        top.addWidget(words)
        top.addWidget(self.constant, 1)
        top.addWidget(self.constant_words)
        top.addWidget(RowExplain(self.constant))
        sized(self.constant_words.setMinimumWidth, 4, words=["−120"])
        for button in (self.undo, self.redo, self.reset):
            top.addWidget(button)
        parts = [(self.constant, self.constant_words), self.rows, self.formula, self.penalty]
        top.addWidget(PresentButton(_("Softmax by hand"), parts))
        loss = QHBoxLayout()
        truth = QLabel(_("True class"))
        truth.setBuddy(self.true)
        loss.addWidget(truth)
        loss.addWidget(self.true)
        loss.addWidget(RowExplain(self.true))
        loss.addWidget(self.penalty, 1)
        layout = QVBoxLayout(self)
        layout.addLayout(top)
        layout.addWidget(self.rows, 1)
        layout.addWidget(self.formula)
        layout.addLayout(loss)
        layout.addWidget(self.tiny)

    def show_sums(self, sums: Sums) -> None:
        """Those of an image, or any others: what was dragged before is forgotten."""
        self.stack.clear()
        self._names = sums.names
        self._begun = self._sums = tuple(round(float(value), 4) for value in sums.values)
        best = max(range(len(self._sums)), key=self._sums.__getitem__)
        self.true.blockSignals(True)
        self.true.clear()
        self.true.addItems(list(sums.names))
        self.true.setCurrentIndex(best if sums.true is None else sums.true)
        self.true.blockSignals(False)
        self.constant.setValue(0)
        self._show()
        self.rows.set_current(best)

    def sums(self) -> tuple[float, ...]:
        """As they are now, without the constant."""
        return self._sums

    # What the person does

    def _on_sum_wanted(self, place: int, value: float, joins: bool) -> None:
        after = (*self._sums[:place], value, *self._sums[place + 1 :])
        self.stack.push(SumsStep(self._sums, after, self._set_sums, joins))

    def _on_reset(self) -> None:
        if self._sums != self._begun:
            self.stack.push(SumsStep(self._sums, self._begun, self._set_sums, False))
        self.constant.setValue(0)

    def _set_sums(self, sums: tuple[float, ...]) -> None:
        self._sums = sums
        self._show()

    # What is shown

    def _show(self) -> None:
        constant = self.constant.value()
        self.made = softmax_by_hand(self._sums, constant)
        self.rows.show_softmax(self._sums, self.made, self._names, constant != 0)
        self.constant_words.setText(signed(constant, 0) if constant else "0")
        self._show_words()

    def _show_words(self) -> None:
        place = min(self.rows.current(), len(self._sums) - 1)
        words = formula_words(self.made, self._sums, self.constant.value(), place, self._names[place])
        self.formula.setText(words)
        self.rows.setAccessibleDescription(words)
        self.penalty.setText(penalty_words(self.made, max(0, self.true.currentIndex()), self._names))
