"""A step's question: what is asked, the field for the answer, and what is said of it afterwards."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QApplication,
    QButtonGroup,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QListWidget,
    QPlainTextEdit,
    QRadioButton,
    QSlider,
    QVBoxLayout,
    QWidget,
)

from engine.lesson.progress import Taken
from engine.lesson.steps import Answer, Question
from engine.numbers import NotANumber, read_number, short, typed, whole
from engine.words import _
from gui.look.direction import keep_left_to_right
from gui.look.sizes import sized
from gui.widgets.buttons import push_button
from gui.widgets.labels import label

TICKS = 1000  # of a slider, from one end to the other
TEXT_HEIGHT = 64  # pixels of a free text


class QuestionBox(QWidget):
    answered = Signal(object)
    """The person has given an answer."""

    def __init__(self, question: Question, parent: QWidget | None = None) -> None:
        super().__init__(parent, objectName="lessonQuestion")
        self.question = question
        self.ask = label("question", question.ask, wordWrap=True, objectName="lessonAsk")
        self.field = FIELDS[question.kind](question)
        self.field.setAccessibleName(question.ask)
        self.button = push_button(
            _("Answer"),
            "lessonAnswerButton",
            _("Your first answer is kept (Alt+Q goes to the field)"),
            self._on_answer,
        )
        if isinstance(self.field, NumberField):
            self.field.line.returnPressed.connect(self._on_answer)
        self.said = label("plain", wordWrap=True, objectName="lessonMark")
        self.said.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.ask)
        column.addWidget(self.field)
        column.addWidget(self.button, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(self.said)

    def _on_answer(self) -> None:
        answer = self.field.answer()
        if answer is None:
            self._say(self.field.missing)
            self.field.setFocus()
        else:
            self.answered.emit(answer)

    def show_taken(self, taken: Taken | None, revealed: bool) -> None:
        """What was answered; and, if it may be ``revealed``, whether that is right, and why."""
        answer = None if taken is None else taken.answer
        if answer is not None:
            self.field.set_answer(answer)
        is_text = self.question.kind == "text"
        is_open = is_text or (answer is None and not revealed)
        if not is_open and self.field.isAncestorOf(QApplication.focusWidget()):
            self.button.setFocus()  # and from there to what is next, when it is hidden
        self.field.setEnabled(is_open)
        self.button.setVisible(is_open)
        self._say(self._words(taken, revealed))

    def _words(self, taken: Taken | None, revealed: bool) -> str:
        kept = taken is not None and taken.answer is not None
        if not revealed or self.question.kind == "text":
            return _("Your answer is kept.") if kept else ""
        head = ""
        if taken is not None and taken.right is not None:
            head = _("✓ Right.") if taken.right else _("✗ Not quite: {answer}.").format(answer=self._truth(taken))
        elif self.question.answer is not None:
            head = _("The answer: {answer}.").format(answer=self._truth(taken))
        return f"{head} {self.question.why}".strip()

    def _truth(self, taken: Taken | None) -> str:
        truth: Answer = self.question.answer
        if self.question.measured and taken is not None:
            truth = taken.truth
        if isinstance(truth, tuple):
            return ", ".join(truth)
        words = truth if isinstance(truth, str) else _in_words(truth or 0.0)
        return f"{words} {self.question.unit}".strip()

    def _say(self, words: str) -> None:
        self.said.setText(words)
        self.said.setVisible(bool(words))


def _in_words(value: float) -> str:
    return whole(int(value)) if value == int(value) else short(round(value, 2))


class NumberField(QWidget):
    missing = _("Write a number first.")

    def __init__(self, question: Question) -> None:
        super().__init__()
        self.line = QLineEdit(objectName="lessonNumber")
        self.line.setAccessibleName(question.ask)
        keep_left_to_right(self.line)
        sized(self.line.setMaximumWidth, 110)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.line)
        if question.unit:
            row.addWidget(QLabel(question.unit, textFormat=Qt.TextFormat.PlainText))
        row.addStretch(1)
        self.setFocusProxy(self.line)

    def answer(self) -> Answer:
        try:
            return float(read_number(self.line.text().strip()))
        except NotANumber:
            return None

    def set_answer(self, answer: Answer) -> None:
        self.line.setText(typed(answer) if isinstance(answer, float) else "")


class SliderField(QWidget):
    missing = ""

    def __init__(self, question: Question) -> None:
        super().__init__()
        self._low, self._high, self._unit = question.low, question.high, question.unit
        self.slider = QSlider(Qt.Orientation.Horizontal, objectName="lessonSlider", maximum=TICKS, value=TICKS // 2)
        self.slider.setAccessibleName(question.ask)
        self.slider.setPageStep(TICKS // 10)
        self.slider.setSingleStep(TICKS // 100)
        self.words = QLabel(textFormat=Qt.TextFormat.PlainText)
        sized(self.words.setMinimumWidth, 8, words=[self._in_words(self._low), self._in_words(-abs(self._high) / 3)])
        self.slider.valueChanged.connect(self._show)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.slider, 1)
        row.addWidget(self.words)
        self.setFocusProxy(self.slider)
        self._show()

    def _in_words(self, value: float) -> str:
        return f"{short(round(value, 3))} {self._unit}".strip()

    def _show(self) -> None:
        value = self.answer()
        self.words.setText(self._in_words(value if isinstance(value, float) else 0.0))

    def answer(self) -> Answer:
        return round(self._low + (self._high - self._low) * self.slider.value() / TICKS, 4)

    def set_answer(self, answer: Answer) -> None:
        if isinstance(answer, float):
            self.slider.setValue(round((answer - self._low) / (self._high - self._low) * TICKS))


class ChoiceField(QWidget):
    missing = _("Choose one first.")

    def __init__(self, question: Question) -> None:
        super().__init__()
        self._choices = question.choices
        self.group = QButtonGroup(self)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        for number, choice in enumerate(question.choices):
            button = QRadioButton(choice, objectName=f"lessonChoice{number}")
            self.group.addButton(button, number)
            column.addWidget(button)
        self.setFocusProxy(self.group.button(0))

    def answer(self) -> Answer:
        chosen = self.group.checkedId()
        return self._choices[chosen] if chosen >= 0 else None

    def set_answer(self, answer: Answer) -> None:
        if answer in self._choices:
            self.group.button(self._choices.index(answer)).setChecked(True)


class OrderField(QWidget):
    """The choices in a list; the current one goes up and down by buttons, by dragging, or by Ctrl with an arrow."""

    missing = ""

    def __init__(self, question: Question) -> None:
        super().__init__()
        self.list = QListWidget(objectName="lessonOrder")
        self.list.setAccessibleName(question.ask)
        self.list.setDragDropMode(QListWidget.DragDropMode.InternalMove)
        self.list.addItems(question.choices)
        self.list.setCurrentRow(0)
        sized(self.list.setFixedHeight, 10 + 6 * len(question.choices), lines=len(question.choices))
        buttons = QVBoxLayout()
        for words, name, steps in ((_("Up"), "lessonUpButton", -1), (_("Down"), "lessonDownButton", 1)):
            tip = _("Move the chosen line (drag it, or use this button)")
            buttons.addWidget(push_button(words, name, tip, lambda _on, steps=steps: self.move_current(steps)))
        buttons.addStretch(1)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.list, 1)
        row.addLayout(buttons)
        self.setFocusProxy(self.list)

    def move_current(self, steps: int) -> None:
        row = self.list.currentRow()
        to = row + steps
        if row >= 0 and 0 <= to < self.list.count():
            self.list.insertItem(to, self.list.takeItem(row))
            self.list.setCurrentRow(to)

    def answer(self) -> Answer:
        return tuple(self.list.item(row).text() for row in range(self.list.count()))

    def set_answer(self, answer: Answer) -> None:
        if isinstance(answer, tuple):
            self.list.clear()
            self.list.addItems(answer)


class TextField(QPlainTextEdit):
    missing = _("Write a few words first.")

    def __init__(self, question: Question) -> None:
        super().__init__(objectName="lessonText", tabChangesFocus=True)
        self.setPlaceholderText(_("In your own words"))
        sized(self.setFixedHeight, TEXT_HEIGHT)

    def answer(self) -> Answer:
        return self.toPlainText().strip()[:5000] or None

    def set_answer(self, answer: Answer) -> None:
        if isinstance(answer, str) and answer != self.toPlainText().strip():
            self.setPlainText(answer)


FIELDS = {
    "number": NumberField, "slider": SliderField, "choice": ChoiceField, "order": OrderField, "text": TextField,
}  # fmt: skip
"""By the kind of the question: each has ``answer()``, ``set_answer`` and the sentence for when there is none yet."""
