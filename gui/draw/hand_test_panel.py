"""Test my hand: digits or other classes are asked for one by one; at the end the networks' scores are shown."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QComboBox,
    QHBoxLayout,
    QLabel,
    QProgressBar,
    QPushButton,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from engine.digits.dataset import DIGIT_NAMES
from engine.handwriting.hand_test import HandTest
from engine.inspection.evaluation import Evaluation
from engine.words import _
from gui.draw.hand_scores import HandScores
from gui.draw.hand_test_words import hint, introduction, prompt, rounds, usual
from gui.look.sizes import px, sized
from gui.widgets.buttons import push_button
from gui.widgets.explain import RowExplain
from gui.widgets.front_height import FrontHeight
from gui.widgets.labels import wrapped_label


class HandTestPanel(QWidget):
    start_wanted = Signal(int)
    """A test of so many rounds."""
    next_wanted = Signal()
    """The drawing is done."""
    skip_wanted = Signal()
    stop_wanted = Signal()
    """The test ends here; what was drawn is scored."""
    again_wanted = Signal()
    keep_wanted = Signal()
    """All drawings of the test are to be kept in My digits."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("handTestPanel")
        self.steps = QStackedWidget()
        for step in (self._make_start(), self._make_asking(), self._make_end()):
            self.steps.addWidget(step)
        FrontHeight(self.steps)
        layout = QVBoxLayout(self)
        sized(layout.setContentsMargins, 2, 8, 2, 0)
        layout.addWidget(self.steps)
        self.set_names(DIGIT_NAMES)

    def _make_start(self) -> QWidget:
        page, column, row = QWidget(), QVBoxLayout(), QHBoxLayout()
        self.introduction = wrapped_label("spoken")
        self.rounds = QComboBox(objectName="roundsField")
        self.rounds.setToolTip(_("The more, the less the score is luck"))
        self.start = QPushButton(_("Start the test"), objectName="startHandTestButton", default=True)
        self.start.clicked.connect(self._on_start)
        self.rounds.setAccessibleName(_("How many are asked for"))
        row.addWidget(self.rounds)
        row.addWidget(RowExplain(self.rounds))
        row.addWidget(self.start)
        row.addStretch(1)
        column.addStretch(2)
        column.addWidget(self.introduction)
        column.addSpacing(px(16))
        column.addLayout(row)
        column.addStretch(3)
        page.setLayout(column)
        return page

    def _make_asking(self) -> QWidget:
        page, column, row = QWidget(), QVBoxLayout(), QHBoxLayout()
        self.prompt = wrapped_label("", objectName="handPrompt", alignment=Qt.AlignmentFlag.AlignCenter)
        font = self.prompt.font()
        font.setPointSizeF(font.pointSizeF() * 3)
        font.setBold(True)
        self.prompt.setFont(font)
        self.progress = QProgressBar(objectName="handProgress")
        self.hint = QLabel(alignment=Qt.AlignmentFlag.AlignCenter)
        self.hint.setProperty("role", "muted")
        self.next = push_button(_("Next"), "nextDigitButton", _("This drawing is done (Return)"), self.next_wanted)
        self.skip = push_button(_("Skip"), "skipDigitButton", _("Leave this digit out"), self.skip_wanted)
        self.stop = push_button(_("End now"), "endHandTestButton", _("Score what is drawn so far"), self.stop_wanted)
        row.addStretch(1)
        for button in (self.next, self.skip, self.stop):
            row.addWidget(button)
        row.addStretch(1)
        column.addStretch(2)
        column.addWidget(self.prompt)
        column.addWidget(self.hint)
        column.addLayout(row)
        column.addStretch(3)
        column.addWidget(self.progress)
        page.setLayout(column)
        return page

    def _make_end(self) -> QWidget:
        self.scores = HandScores()
        self.again = push_button(
            _("Another test"), "againButton", _("Other digits, in another order"), self.again_wanted
        )
        self.keep = push_button(
            _("Keep these in My digits"),
            "keepHandTestButton",
            _("Under the digits that were asked for"),
            self.keep_wanted,
        )
        self.scores.row.addWidget(self.again)
        self.scores.row.addWidget(self.keep)
        return self.scores

    def _on_start(self) -> None:
        self.start_wanted.emit(self.rounds.currentData())

    # What is shown

    def set_names(self, names: Sequence[str]) -> None:
        """What the classes are called that the next test asks for; one that is under way goes on as it is."""
        digits = tuple(names) == DIGIT_NAMES
        self.introduction.setText(introduction(names))
        self.rounds.clear()
        for count, words in rounds(names).items():
            self.rounds.addItem(words, count)
        self.rounds.setCurrentIndex(self.rounds.findData(usual(names)))
        first = (_("The first digit is asked for at once"), _("The first class is asked for at once"))
        skipped = (_("Leave this digit out"), _("Leave this class out"))
        again = (_("Other digits, in another order"), _("Other classes, in another order"))
        kept = (_("Under the digits that were asked for"), _("Under the classes that were asked for"))
        for button, tips in ((self.start, first), (self.skip, skipped), (self.again, again), (self.keep, kept)):
            button.setToolTip(tips[0] if digits else tips[1])

    @property
    def asking(self) -> bool:
        """Whether a test is under way."""
        return self.steps.currentIndex() == 1

    def show_start(self) -> None:
        self.steps.setCurrentIndex(0)

    def show_round(self, test: HandTest) -> None:
        """Ask for the next digit of a test that is not at its end."""
        self.prompt.setText(prompt(test))
        self.hint.setText(hint(test))
        self.progress.setFormat(_("digit %v of %m") if test.names == DIGIT_NAMES else _("drawing %v of %m"))
        self.progress.setMaximum(len(test.asked))
        self.progress.setValue(test.round)
        self.steps.setCurrentIndex(1)

    def show_scores(self, found: Sequence[tuple[str, Evaluation]]) -> None:
        """Each network's name and its answers to the drawings."""
        self.scores.show_scores(found)
        self.keep.setEnabled(True)
        self.steps.setCurrentIndex(2)

    def show_kept(self) -> None:
        self.keep.setEnabled(False)
