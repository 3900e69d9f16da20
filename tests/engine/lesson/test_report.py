"""The page that is handed in, and the table of a class."""

import csv
import io
from html.parser import HTMLParser

import pytest

from engine.errors import UserError
from engine.lesson.progress import DONE, SHOWN, Progress
from engine.lesson.report import as_csv, handed_in, page, read_handed
from engine.lesson.steps import Lesson, Question, Step

ASKED = Question("number", "How <many>?", answer=16.0, unit="%")
LESSON = Lesson("A & B", "en", (Step("a", "A", "train", "x", question=ASKED), Step("b", "B", "train", "x")))
EVIL = '</script><script>alert(1)</script>"&'


def handed(student="Ada", answer=16.0):
    progress = Progress("A & B", student=student).reached("a", DONE).answered("a", answer, True).reached("b", SHOWN)
    return handed_in(LESSON, progress, "2026-11-26", 95.5, "784-8-10")


def test_what_is_not_right_is_told_with_what_is_and_challenges_are_counted_apart():
    more = Lesson("A & B", "en", (*LESSON.steps, Step("c", "C", "train", "x", challenge=True)))
    progress = Progress("A & B").reached("c", DONE).answered("a", 17.0, False)
    words = " ".join(read(page(more, handed_in(more, progress, "2026-11-26", None, ""))).words)
    for part in ("0 of 2 steps done", "1 of 1 challenges done", "17 %", "not right: 16 %"):
        assert part in words


class Tags(HTMLParser):
    def __init__(self):
        super().__init__()
        self.tags, self.words = [], []

    def handle_starttag(self, tag, attrs):
        self.tags.append(tag)

    def handle_data(self, data):
        self.words.append(data)


def read(html):
    tags = Tags()
    tags.feed(html)
    return tags


def test_the_page_says_what_was_done_and_has_the_same_facts_as_data(tmp_path):
    html = page(LESSON, handed(), [("Accuracy", b"png")])
    words = " ".join(read(html).words)
    for part in ("A & B", "By Ada, 2026-11-26", "1 of 2 steps", "95.50 %", "How <many>?", "16 %", "right", "was shown"):
        assert part in words
    assert "data:image/png;base64,cG5n" in html
    path = tmp_path / "ada.html"
    path.write_text(html, "utf-8")
    assert read_handed(path) == handed()


def test_what_a_student_writes_cannot_run(tmp_path):
    html = page(LESSON, handed(EVIL, EVIL))
    assert read(html).tags.count("script") == 1
    path = tmp_path / "evil.html"
    path.write_text(html, "utf-8")
    assert read_handed(path).student == EVIL


def test_a_class_is_one_table(tmp_path):
    rows = list(csv.reader(io.StringIO(as_csv({"ada.html": handed(), "eve.html": handed("=1+1", "@x")}))))
    first = dict(zip(rows[0], rows[1], strict=True))
    assert (first["student"], first["accuracy"], first["steps done"]) == ("Ada", "95.5", "1")
    assert (first["a"], first["a: answer"], first["a: right"], first["b"]) == ("done", "16", "1", "shown")
    second = dict(zip(rows[0], rows[2], strict=True))
    assert (second["student"], second["a: answer"]) == ("'=1+1", "'@x")


def test_a_page_that_is_none_is_told(tmp_path):
    path = tmp_path / "x.html"
    path.write_text("<html></html>")
    with pytest.raises(UserError, match=r"x\.html: there are no answers"):
        read_handed(path)
    with pytest.raises(UserError, match="could not be read"):
        read_handed(tmp_path / "gone.html")
