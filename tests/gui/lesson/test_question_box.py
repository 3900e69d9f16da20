"""A question is answered once, and what is right is told only when it may be."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest

from engine.lesson.progress import Taken
from engine.lesson.steps import Question
from gui.lesson.question_box import QuestionBox

QUESTIONS = {
    "number": Question("number", "How many?", "Counted.", 1600.0, tolerance=2.0, unit="%"),
    "slider": Question("slider", "How alike?", "Measured.", 0.5, low=0.0, high=1.0),
    "choice": Question("choice", "Which?", "So it is.", "b", choices=("a", "b")),
    "order": Question("order", "In which order?", "First things first.", ("a", "b"), choices=("b", "a")),
    "text": Question("text", "Why?"),
}


def give(box):
    """An answer, as a person does it."""
    field = box.field
    if box.question.kind == "number":
        QTest.keyClicks(field.line, "1600")
    elif box.question.kind == "choice":
        button = field.group.button(1)
        QTest.mouseClick(button, Qt.MouseButton.LeftButton, pos=QPoint(8, button.height() // 2))
    elif box.question.kind == "order":
        QTest.mouseClick(box.findChild(object, "lessonDownButton"), Qt.MouseButton.LeftButton)
    elif box.question.kind == "text":
        QTest.keyClicks(field, "because")


@pytest.mark.parametrize("kind", QUESTIONS)
def test_each_kind_is_answered_and_shown_again(show, click, kind):
    box = show(QuestionBox(QUESTIONS[kind]), 320, 300)
    answers = []
    box.answered.connect(answers.append)
    give(box)
    click(box.button)
    expected = {"number": 1600.0, "slider": 0.5, "choice": "b", "order": ("a", "b"), "text": "because"}[kind]
    assert answers == [expected]
    again = show(QuestionBox(QUESTIONS[kind]), 320, 300)
    again.show_taken(Taken(answer=expected), revealed=False)
    assert again.field.answer() == expected
    assert again.said.text() == "Your answer is kept."
    assert again.field.isEnabled() == (kind == "text")


@pytest.mark.parametrize("kind", ["number", "choice", "text"])
def test_no_answer_is_none(show, click, kind):
    box = show(QuestionBox(QUESTIONS[kind]), 320, 300)
    answers = []
    box.answered.connect(answers.append)
    click(box.button)
    assert not answers
    assert box.said.text() == box.field.missing
    focused = box.focusWidget()  # it is to be given now
    assert box.field.isAncestorOf(focused) or focused is box.field


def test_what_is_right_is_told_with_the_reason(show):
    box = show(QuestionBox(QUESTIONS["number"]), 320, 300)
    box.show_taken(Taken(answer=1600.0, right=True), revealed=True)
    assert box.said.text() == "✓ Right. Counted."
    box.show_taken(Taken(answer=3.0, right=False), revealed=True)
    assert box.said.text() == "✗ Not quite: 1,600 %. Counted."
    box.show_taken(None, revealed=True)
    assert box.said.text() == "The answer: 1,600 %. Counted."
    measured = show(QuestionBox(Question("number", "?", measured="accuracy", tolerance=1.0)), 320, 300)
    measured.show_taken(Taken(answer=90.0, right=False, truth=95.6), revealed=True)
    assert measured.said.text() == "✗ Not quite: 95.6."
