"""A lesson tells what it is for, who wrote it and how it may be passed on, as far as its file says so."""

from dataclasses import replace

from engine.lesson.about import about
from engine.lesson.reading import SHIPPED, read_lesson


def test_what_the_file_says_is_told_in_two_lines():
    lesson = read_lesson(SHIPPED)
    words, facts = about(lesson).split("\n")
    assert words == " ".join(lesson.about.split())
    assert facts == "22 steps, 58 minutes · by Inkling · licence: MIT"
    assert about(replace(lesson, about="", author=" ", licence="")) == "\n22 steps, 58 minutes"
