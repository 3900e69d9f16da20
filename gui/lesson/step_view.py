"""One step as the strip shows it: its words, question, figure, what to do, and what is explained afterwards."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QCursor, QFocusEvent
from PySide6.QtWidgets import QBoxLayout, QFrame, QLabel, QToolTip, QVBoxLayout, QWidget

from engine.lesson.glossary import Word, glossary
from engine.lesson.progress import DONE, SHOWN, Taken
from engine.lesson.steps import Step
from engine.words import _
from gui.lesson.figures.figure import Figure
from gui.lesson.hint import Hint
from gui.lesson.linked_words import SCHEME, linked, word_of
from gui.lesson.question_box import QuestionBox
from gui.look import sizes
from gui.look.plain import plain_tip
from gui.look.sizes import sized
from gui.widgets.focus import stops
from gui.widgets.labels import label
from gui.widgets.present_button import PresentButton

OPEN, TICKED, LOOKED_AT = "○", "✓", "◐"
MARKS = {DONE: TICKED, SHOWN: LOOKED_AT}

LEADS_ON = f"]({SCHEME}"  # in the words of a step: a link to what is said of a word
ANY_LINK = Qt.TextInteractionFlag.TextBrowserInteraction

TIP_WIDTH = 60  # characters of a line


def _folded(word: Word) -> str:
    says = "\n".join(textwrap.wrap(word.says, TIP_WIDTH))
    return f"{says}\n{word.formula}".strip()


def _column(widgets: Iterable[QWidget | None]) -> QVBoxLayout:
    made = QVBoxLayout()
    sized(made.setSpacing, 9)
    for widget in widgets:
        if widget is not None:
            made.addWidget(widget)
    made.addStretch(1)
    return made


class _Words(QLabel):
    """Where Tab comes in, it is at a link."""

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if event.reason() in (Qt.FocusReason.TabFocusReason, Qt.FocusReason.BacktabFocusReason):
            self.focusNextPrevChild(event.reason() == Qt.FocusReason.TabFocusReason)


class StepView(QWidget):
    answered = Signal(object)
    restore_wanted = Signal()
    """What the step needs is to be put in hand."""
    way_wanted = Signal()
    """What “show me” waits for is to be ended."""
    word_wanted = Signal(str)
    """More is to be said of this word."""

    def __init__(self, step: Step, figure: Figure | None, parent: QWidget | None = None) -> None:
        super().__init__(parent, objectName="lessonStep")
        self.step, self.figure = step, figure
        self.question = None if step.question is None else QuestionBox(step.question)
        self.task = self._markdown(step.task, "lessonTask")
        self.task.setToolTip(_("Alt+L goes to what has the ring, Alt+Q to the question or the picture below"))
        self.tick = QLabel(OPEN, objectName="lessonTick")
        self.explanation = self._markdown(step.explanation, "lessonExplanation")
        tip = _("Take the digits, the form and the network that this step is about")
        restore = _("Put it right"), "lessonRestoreButton", tip, self.restore_wanted.emit
        self.missing = Hint("lessonMissing", restore, self)
        tip = _("End what is under way, and begin what is shown")
        make_way = _("Stop it, and begin this one"), "lessonMakeWayButton", tip, self.way_wanted.emit
        self.waiting = Hint("lessonWaiting", make_way, self)
        title = label("stepTitle", step.title, wordWrap=True, objectName="lessonStepTitle")
        self._beside, self._presented = True, False
        if figure is not None:
            self._make_present_button(figure, title)
        if self.question is not None:
            self.question.answered.connect(self.answered)
        self.about = label("muted", wordWrap=True, objectName="lessonAbout")
        self.about.hide()
        said = self.about, title, self._markdown(step.words, "lessonWords"), self.waiting, self.missing, self.question
        done = self._make_task(), figure, self.explanation
        self._halves = QBoxLayout(QBoxLayout.Direction.TopToBottom, self)
        sized(self._halves.setContentsMargins, 12, 4, 12, 8)
        sized(self._halves.setSpacing, 9)
        self._halves.addLayout(_column(said))
        self._halves.addLayout(_column(done))

    def _make_present_button(self, figure: Figure, title: QLabel) -> None:
        """On the stage there is width, and height."""
        button = PresentButton(self.step.title, [figure], title)
        button.wanted.connect(self._on_wanted)
        button.there.connect(self._on_stage)
        button.back.connect(self._on_back)

    def _on_wanted(self) -> None:
        self.figure.place_beside(False)
        self._presented = True

    def _on_stage(self) -> None:
        self.figure.take_room()
        sizes.changed.connect(self.figure.take_room)  # after what has its size by the letters

    def _on_back(self) -> None:
        sizes.changed.disconnect(self.figure.take_room)
        self._presented = False
        self.figure.place_beside(self._beside)

    def show_about(self, words: str) -> None:
        """Above the step: what the whole lesson is."""
        self.about.setText(words)
        self.about.setVisible(bool(words))

    def place_beside(self, beside: bool) -> None:
        """In one column beside the pages; in two below them."""
        self._beside = beside
        across, down = QBoxLayout.Direction.LeftToRight, QBoxLayout.Direction.TopToBottom
        self._halves.setDirection(down if beside else across)
        self._halves.setStretch(0, 0 if beside else 1)
        if self.figure is not None and not self._presented:  # larger letters may have moved the strip
            self.figure.place_beside(beside)
        self._halves.setStretch(1, 1)  # what is left of the height is below all

    def first_wanted(self) -> QWidget | None:
        """Where the keyboard goes: to what is in the way, to the question while it is open, or to the figure."""
        for hint in (self.waiting, self.missing):
            if hint.button.isVisible():
                return hint.button
        if self.question is not None and self.question.field.isEnabled():
            return self.question.field
        return None if self.figure is None else next(iter(stops(self.figure)), None)

    def _markdown(self, words: str, name: str) -> QLabel:
        """Words of a lesson, in which those of the glossary are links. Others are shown, and lead nowhere."""
        made = _Words(linked(words.strip(), glossary()), wordWrap=True, objectName=name)
        made.setTextFormat(Qt.TextFormat.MarkdownText)
        by_keys = LEADS_ON in made.text()  # else Tab would stop there for nothing
        made.setTextInteractionFlags(ANY_LINK if by_keys else Qt.TextInteractionFlag.TextSelectableByMouse)
        made.setOpenExternalLinks(False)
        made.linkActivated.connect(self._on_link)
        made.linkHovered.connect(self._on_pointed)
        return made

    def _on_link(self, link: str) -> None:
        word = word_of(link, glossary())
        if word is not None:
            self.word_wanted.emit(word.name)

    def _on_pointed(self, link: str) -> None:
        """What the word means, where it stands."""
        word = word_of(link, glossary())
        QToolTip.showText(QCursor.pos(), "" if word is None else plain_tip(_folded(word)), self)

    def _make_task(self) -> QWidget:
        made = QFrame(objectName="lessonTaskBox")
        made.setProperty("role", "task")
        row = QVBoxLayout(made)
        sized(row.setContentsMargins, 10, 8, 10, 8)
        row.addWidget(self.task)
        row.addWidget(self.tick)
        if not self.step.task:
            made.hide()
        return made

    def show_missing(self, sentence: str, can_be_restored: bool) -> None:
        """What the step needs and is not in hand; empty if nothing."""
        self.missing.say(sentence, can_be_restored)

    def show_waiting(self, sentence: str, can_make_way: bool) -> None:
        """What “show me” waits for; empty if for nothing."""
        self.waiting.say(sentence, can_make_way)

    def show_taken(self, taken: Taken | None, seen: bool) -> None:
        """How far the person is with it. ``seen``: all that it asks for has been seen, so its answer may be told."""
        state = "" if taken is None else taken.state
        over = state in (DONE, SHOWN)
        words = {DONE: _("Done"), SHOWN: _("It was shown to you")}
        mark = MARKS.get(state, OPEN)
        self.tick.setText(f"{mark} {words.get(state, _('Not done yet'))}")
        self.tick.setProperty("state", state)
        self.explanation.setVisible(over and bool(self.step.explanation))
        if self.question is not None:
            answered = taken is not None and taken.answer is not None
            self.question.show_taken(taken, over or (seen and answered))
