"""The time that a lesson takes to read."""

from engine.lesson.reading import SHIPPED, read_lesson
from engine.lesson.reading_time import WORDS_A_MINUTE, reading_minutes
from engine.lesson.steps import Lesson, Question, Step


def test_all_that_is_said_is_counted_but_not_the_challenges():
    question = Question("choice", "Which one?", "So it is.", "this", choices=("this", "that"))
    said = Step("a", "One two", "data", "three four five", task="six", explanation="seven", question=question)
    more = Step("b", "More", "data", "A hundred words.", challenge=True)
    assert reading_minutes(Lesson("x", "en", (said, more))) == (7 + 2 + 3 + 2) / WORDS_A_MINUTE


def test_the_lesson_that_ships_leaves_most_of_its_hour_for_doing():
    lesson = read_lesson(SHIPPED)
    assert reading_minutes(lesson) < 20
    assert lesson.minutes < 60
