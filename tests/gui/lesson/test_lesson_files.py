"""Lessons are opened, dropped and refused; the page that is handed in has what was done."""

from types import SimpleNamespace

from PySide6.QtWidgets import QFileDialog, QInputDialog

from engine.lesson.report import read_handed
from gui.lesson.figures.expected_curve import ExpectedCurve


def test_a_lesson_that_is_wrong_is_told_with_its_line_and_changes_nothing(window, lesson, drop, tmp_path, wait):
    told = []
    window.session.messages.failed.connect(told.append)
    path = tmp_path / "bad.inkling-lesson"
    path.write_text('inkling_lesson = 1\ntitle = "x"\nlanguage = "en"\n[[step]]\nname = "a"\n', "utf-8")
    drop(window, path)
    wait(lambda: told)
    assert told[0].startswith("bad.inkling-lesson, line 4: ")
    assert lesson.lesson.title == "A few steps"


def test_the_page_has_the_name_the_answers_and_the_run(window, lesson, tmp_path, monkeypatch, wait, click):
    files, path = window.lesson_files, tmp_path / "ada"
    monkeypatch.setattr(QInputDialog, "getText", lambda *_args, **_kinds: ("Ada", True))
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_args: (str(path), ""))
    window.train_page.form.set_values({"epochs": "1", "hidden": "8"})
    click(window.train_page.start)
    wait(lambda: not window.session.training.under_way)
    lesson.strip.view.question.field.line.setText("785")
    click(lesson.strip.view.question.button)
    figure = ExpectedCurve(SimpleNamespace(training=window.session.training))
    lesson.strip.view.figure = figure
    assert lesson.to_hand_in() == [], "nothing is drawn on it"
    figure.paper.put(0, 10.0)
    figure.paper.put(60, 90.0)
    files.ask_hand_in()
    page = tmp_path / "ada.html"
    wait(page.exists)
    handed = read_handed(page)
    assert (handed.student, handed.lesson) == ("Ada", "A few steps")
    assert handed.accuracy == window.session.training.run.history.test_accuracy[1]
    assert handed.steps["look"].right
    assert page.read_text("utf-8").count("data:image/png") == 3
    assert "the curve that was expected" in page.read_text("utf-8")
    lesson.strip.view.figure = None
    figure.deleteLater()


def test_without_a_lesson_there_is_nothing_to_hand_in(window):
    told = []
    window.session.messages.told.connect(told.append)
    window.lesson_files.ask_hand_in()
    assert "nothing to hand in" in told[0]
