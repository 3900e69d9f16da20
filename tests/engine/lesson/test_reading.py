"""Lessons are read from their files, or refused with the line."""

import pytest

from engine.errors import UserError
from engine.lesson.reading import SHIPPED, lesson_of, read_lesson

HEAD = 'inkling_lesson = 1\ntitle = "A lesson"\nlanguage = "en"\n'
STEP = '[[step]]\nname = "a"\ntitle = "A"\npage = "train"\nwords = "x"\n'  # lines 4 to 8


def lesson(text):
    return lesson_of(text.encode(), "my.inkling-lesson")


def problem(text):
    with pytest.raises(UserError) as caught:
        lesson(text)
    return str(caught.value)


def test_the_shortest_lesson():
    found = lesson(HEAD + STEP)
    assert (found.title, found.language, [step.name for step in found.steps]) == ("A lesson", "en", ["a"])


def test_all_that_a_step_may_have():
    found = lesson(
        HEAD + STEP + 'task = "do it"\ndone = [{ when = "epochs", at_least = 3 }, { when = "drawn" }]\n'
        'show = [{ do = "hidden", value = "8" }]\nneeds = { form = { seed = "1" } }\npoints = [1, 2]\n'
        '[step.question]\nkind = "order"\nask = "?"\nchoices = ["b", "a"]\nanswer = ["a", "b"]\n'
    )
    (step,) = found.steps
    assert [sign.when for sign in step.done] == ["epochs", "drawn"]
    assert (step.show[0].value, step.needs.form, step.points) == ("8", {"seed": "1"}, (1, 2))
    assert step.question.answer == ("a", "b")


@pytest.mark.parametrize(
    ("text", "line", "words"),
    [
        (STEP, 1, "inkling_lesson = 1"),
        (HEAD.replace("= 1", "= 2") + STEP, 1, "inkling_lesson = 1"),
        (HEAD, 1, "no step"),
        (HEAD.replace("language", "lenguage") + STEP, 3, "“language” meant"),
        (HEAD.replace('"en"', "7") + STEP, 3, "no text"),
        (HEAD + STEP.replace("title", "titel"), 6, "“title” meant"),
        (HEAD + STEP.replace('words = "x"\n', ""), 4, "“step 1.words” is missing"),
        (HEAD + STEP.replace('"x"', "3"), 8, "is 3, not a text"),
        (HEAD + STEP.replace("train", "trian"), 7, "which there is not"),
        (HEAD + STEP + STEP, 10, "Two steps are called “a”"),
        (HEAD + STEP + 'light = "canvas"\n', 9, "which there is not"),
        (HEAD + STEP + 'done = [{ when = "drawn" }]\n', 4, "“task”"),
        (HEAD + STEP + 'task = "t"\ndone = [{ when = "drwan" }]\n', 10, "which there is not"),
        (HEAD + STEP + 'task = "t"\ndone = [{ wenn = "drawn" }]\n', 10, "“when” meant"),
        (HEAD + STEP + 'show = [{ do = "rate", value = "fast" }]\n', 9, "takes a number"),
        (HEAD + STEP + 'show = [{ do = "start", value = 1 }]\n', 9, "takes no"),
        (HEAD + STEP + "minutes = 0\n", 9, "minutes"),
        (HEAD + STEP + '[step.question]\nkind = "choice"\nask = "?"\nchoices = ["a", "b"]\nanswer = "c"\n', 13, "word"),
        (HEAD + STEP + '[step.question]\nkind = "number"\nask = "?"\nanswer = 2020-01-01\n', 12, "not a text"),
        (HEAD + STEP + '[step.question]\nkind = "text"\nask = "?"\nanswer = "x"\n', 12, "never marked"),
        (HEAD + STEP + '[step.question]\nkind = "slider"\nask = "?"\nlow = 1\nhigh = 0\nanswer = 0\n', 13, "“high”"),
    ],
)  # fmt: skip
def test_what_is_wrong_is_told_with_its_line(text, line, words):
    found = problem(text)
    assert found.startswith(f"my.inkling-lesson, line {line}: ")
    assert words in found


def test_what_is_no_toml_is_told_with_the_line_too():
    assert "line 2" in problem("inkling_lesson = 1\ntitle = oops\n")


def test_what_is_no_text_is_told_with_the_line_too():
    with pytest.raises(UserError, match="line 2: this is no UTF-8"):
        lesson_of(b"inkling_lesson = 1\ntitle = '\xff'\n", "x")


def test_a_lesson_from_windows_is_read():
    assert lesson_of(b"\xef\xbb\xbf" + (HEAD + STEP).replace("\n", "\r\n").encode(), "x").title == "A lesson"


def test_a_file_that_is_not_there_is_told(tmp_path):
    with pytest.raises(UserError, match=r"gone\.inkling-lesson could not be read"):
        read_lesson(tmp_path / "gone.inkling-lesson")


def test_the_shipped_lesson_has_a_place_for_each_of_the_59_points_and_takes_an_hour():
    found = read_lesson(SHIPPED)
    assert {point for step in found.steps for point in step.points} == set(range(1, 60))
    assert found.minutes <= 60
    assert [step.name for step in found.steps if step.challenge] == ["few-parameters", "one-epoch", "never-a-four"]
