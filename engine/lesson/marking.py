"""Whether an answer is right."""

from __future__ import annotations

from engine.lesson.steps import Answer, Question

ROUNDING = 1e-9


def is_right(question: Question, answer: Answer, measured: float | None = None) -> bool | None:
    """None where nothing is marked: a free text, no answer, or a number that has not been measured yet.

    ``measured``: the last value of the sign that the question names.
    """
    truth = measured if question.measured else question.answer
    if question.kind == "text" or answer is None or truth is None:
        return None
    if isinstance(truth, float | int):
        return isinstance(answer, float | int) and abs(answer - truth) <= question.tolerance + ROUNDING * abs(truth)
    return bool(answer == truth)
