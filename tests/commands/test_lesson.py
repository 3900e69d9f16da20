"""inkling lesson: a file is checked, and the pages of a class are made a table."""

import pytest

from commands.frame import run
from engine.lesson.progress import Progress
from engine.lesson.reading import SHIPPED, read_lesson
from engine.lesson.report import handed_in, page


def test_of_a_sound_lesson_it_is_told_what_it_is(capsys):
    assert run("lesson", [str(SHIPPED)]) == 0
    head, words, facts = capsys.readouterr().out.splitlines()
    assert head == "“How a network learns to read digits” (en), reading takes 19 minutes"
    assert words.startswith("In an hour you train a network")
    assert facts == "22 steps, 58 minutes · by Inkling · licence: MIT"


def test_a_lesson_that_is_wrong_is_told_with_its_line(capsys, tmp_path):
    path = tmp_path / "mine.inkling-lesson"
    path.write_text(SHIPPED.read_text("utf-8").replace('light = "canvas"', 'light = "cavnas"'), "utf-8")
    assert run("lesson", [str(path)]) == 1
    assert "mine.inkling-lesson, line 16: " in capsys.readouterr().err


def test_the_pages_of_a_class_are_a_table_and_what_is_none_is_told(capsys, tmp_path):
    lesson = read_lesson(SHIPPED)
    handed = handed_in(lesson, Progress(lesson.title, student="Ada").reached("train", "done"), "today", None, "")
    (tmp_path / "ada.html").write_text(page(lesson, handed), "utf-8")
    (tmp_path / "other.html").write_text("<html>")
    assert run("lesson", ["--pages", str(tmp_path)]) == 0
    out, err = capsys.readouterr()
    assert out.splitlines()[1].startswith("ada.html,Ada,today,")
    assert "other.html: there are no answers" in err


@pytest.mark.parametrize("arguments", [[], ["x", "--pages", "y"], ["--pages", "no-such-folder"]])
def test_what_cannot_be_done_is_told(capsys, arguments):
    assert run("lesson", arguments) == 1
    assert capsys.readouterr().err.startswith("inkling: ")
