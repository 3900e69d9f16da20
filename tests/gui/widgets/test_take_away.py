"""The menu offers what there is, each in its ways, and what is chosen reaches a file or the clipboard."""

from pathlib import Path

import numpy as np
import pytest
from PySide6.QtGui import QGuiApplication, QImage
from PySide6.QtWidgets import QFileDialog, QLabel

from gui.widgets.export import Images, Plot, Table
from gui.widgets.take_away import TakeAway


@pytest.fixture
def button(show, qtbot, folder):
    """Its work is done at once."""
    words = QLabel("words")
    qtbot.addWidget(words)
    made = show(TakeAway(lambda: made.things), 200, 50)
    made.things = [
        Table("All epochs", ("epoch", "loss"), lambda: [(0, 2.3)]),
        Plot("Curves", words),
        Images("Errors: images", lambda: (np.zeros((2, 28, 28), np.uint8), ["a", "b"])),
    ]
    made.told = []
    made.done.connect(made.told.append)
    made.work_wanted.connect(lambda work: made.finish(work()))
    return made


@pytest.fixture
def asked(monkeypatch, tmp_path):
    """What the file dialog was asked with; the person always answers "mine"."""
    questions = []

    def ask(_, title, start, kinds):
        questions.append((title, start, kinds))
        return str(tmp_path / "mine"), kinds

    monkeypatch.setattr(QFileDialog, "getSaveFileName", ask)
    return questions


def choose(button, words):
    button.menu().aboutToShow.emit()
    next(action for action in button.menu().actions() if action.text() == words).trigger()


def test_each_thing_has_a_heading_and_its_own_ways(button):
    for _ in range(2):  # opening it twice doubles nothing
        button.menu().aboutToShow.emit()
    assert [action.text() for action in button.menu().actions()] == [
        "All epochs", "Save table as CSV…", "Copy table",
        "Curves", "Save plot as PNG…", "Save plot as SVG…", "Copy plot",
        "Errors: images", "Save images as a PNG sheet…", "Copy images as a sheet",
    ]  # fmt: skip


def test_where_there_is_nothing_it_says_so(button):
    button.things = []
    button.menu().aboutToShow.emit()
    (action,) = button.menu().actions()
    assert not action.isEnabled()
    assert "nothing here yet" in action.text()


@pytest.mark.parametrize(
    ("words", "start", "begins"),
    [
        ("Save table as CSV…", "all-epochs.csv", b"epoch,loss"),
        ("Save plot as PNG…", "curves.png", b"\x89PNG"),
        ("Save plot as SVG…", "curves.svg", b"<?xml"),
        ("Save images as a PNG sheet…", "errors-images.png", b"\x89PNG"),
    ],
)
def test_what_is_saved_has_a_name_to_begin_with_and_the_ending_that_was_left_out(
    button, asked, tmp_path, words, start, begins
):
    choose(button, words)
    saved = tmp_path / f"mine.{start.rpartition('.')[2]}"
    assert saved.read_bytes().startswith(begins)
    assert button.told == [f"Saved {saved.name}"]
    assert asked[0][1] == start
    assert saved.suffix in asked[0][2]


def test_who_cancels_saves_nothing(button, monkeypatch, tmp_path):
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: ("", ""))
    for words in ("Save table as CSV…", "Save plot as PNG…"):
        choose(button, words)
    assert (button.told, list(Path(tmp_path).iterdir())) == ([], [])


def test_what_is_copied_is_on_the_clipboard(button):
    choose(button, "Copy table")
    assert QGuiApplication.clipboard().text() == "epoch\tloss\n0\t2.3\n"
    choose(button, "Copy plot")
    assert QGuiApplication.clipboard().image().width() == 1920
    choose(button, "Copy images as a sheet")
    image: QImage = QGuiApplication.clipboard().image()
    assert 0 < image.width() != 1920
    assert button.told == ["Copied: All epochs", "Copied: Curves", "Copied: Errors: images"]
