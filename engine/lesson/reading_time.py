"""How long a lesson takes to read: all that is said in its steps, without the challenges."""

from __future__ import annotations

from engine.lesson.steps import Lesson, Step

WORDS_A_MINUTE = 150


def reading_minutes(lesson: Lesson) -> float:
    """At WORDS_A_MINUTE, which is slow enough to follow what is new."""
    return sum(_words(step) for step in lesson.steps if not step.challenge) / WORDS_A_MINUTE


def _words(step: Step) -> int:
    question = step.question
    asked = () if question is None else (question.ask, question.why, *question.choices)
    return sum(len(text.split()) for text in (step.title, step.words, step.task, step.explanation, *asked))
