"""Answers are right or not, or are not marked."""

import pytest

from engine.lesson.marking import is_right
from engine.lesson.steps import Question

NUMBER = Question("number", "?", answer=16.0, tolerance=0.5)
EXACT = Question("number", "?", answer=0.1, tolerance=0.2)
MEASURED = Question("slider", "?", measured="accuracy", tolerance=1.0)
CHOICE = Question("choice", "?", choices=("a", "b"), answer="a")
ORDER = Question("order", "?", choices=("b", "a"), answer=("a", "b"))


@pytest.mark.parametrize(
    ("question", "answer", "measured", "right"),
    [
        (NUMBER, 16.5, None, True), (NUMBER, 16.6, None, False), (EXACT, 0.3, None, True), (NUMBER, None, None, None),
        (MEASURED, 95.0, 95.9, True), (MEASURED, 95.0, 96.1, False), (MEASURED, 95.0, None, None),
        (CHOICE, "a", None, True), (CHOICE, "b", None, False), (ORDER, ("a", "b"), None, True),
        (ORDER, ("b", "a"), None, False), (Question("text", "?"), "anything", None, None),
    ],
)  # fmt: skip
def test_an_answer_is_marked(question, answer, measured, right):
    assert is_right(question, answer, measured) is right
