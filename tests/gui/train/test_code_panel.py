"""The program beside the form is the form's: it follows it, each shows the other, and it can be taken home."""

import json

import numpy as np
import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QEnterEvent, QGuiApplication, QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox, QFileDialog, QLabel, QPushButton

from engine.code.program import program
from engine.code.recipe import BESIDE, COLAB, CROSS_ENTROPY, FILE, Style, beside
from engine.digits.changes import Change, Changes
from engine.digits.readers import Loaded, read_sets
from engine.experiments.factors import Plan
from engine.handwriting.my_digits import csv
from gui.shell.main_window import MainWindow
from gui.train import code_panel
from tests.gui.train.tools import field, write


@pytest.fixture
def panel(page, room):
    """Opened by its key."""
    room.resize(1000, 760)  # all of the page is in sight
    room.activateWindow()
    QTest.keySequence(room, QKeySequence("F4"))
    QApplication.processEvents()
    assert page.middle.code.isVisible()
    return page.middle.code


@pytest.fixture
def save_as(monkeypatch, tmp_path):
    """``save_as(name)``: the person will give a file that name."""

    def will(name):
        monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(tmp_path / name), ""))
        return tmp_path / name

    return will


def shown(panel):
    return panel.view.toPlainText() + "\n"


def texts(panel, lines):
    return [panel.program.lines[line].text.strip() for line in lines]


def choose(panel, name, value):
    box = panel.findChild(QComboBox, name)
    box.setCurrentIndex(box.findData(value))


def line_of(panel, words):
    return next(number for number, line in enumerate(panel.program.lines) if words in line.text)


def hover(panel, line):
    panel.view.reveal([line])
    panel.view.grab()
    y = round(panel.view.line_place(line).center().y())
    for x in (41, 40):  # a move to where the mouse is already is none
        QTest.mouseMove(panel.view.viewport(), QPoint(x, y))


def lit(page):
    return {name for name, row in page.form.rows().items() if row[1].property("lit")}


# It is the form's program


def test_it_is_the_program_of_the_form(panel, session):
    data = session.data
    assert shown(panel) == program(Plan(), beside(Loaded(data.digits))).text
    assert panel.view.changed_lines() == []


def test_a_field_that_changes_marks_its_lines_until_the_next_one_changes(panel, page):
    write(page, "epochsField", "7")
    assert "epochs = 7\n" in shown(panel)
    assert texts(panel, panel.view.changed_lines()) == ["epochs = 7"]
    page.form.set_values({"batch_size": "50"})
    assert texts(panel, panel.view.changed_lines()) == [
        "train_loader = DataLoader(train_data, batch_size=50, sampler=order, drop_last=True)",
        "X, y = train_data[np.random.default_rng(seed).permutation(len(train_data))[:50]]",
    ]


def test_what_changes_is_scrolled_to(panel, page):
    assert panel.view.verticalScrollBar().value() == 0
    page.form.set_values({"optimizer": "adam"})
    line = line_of(panel, "torch.optim.Adam(")
    first = panel.view.verticalScrollBar().value()
    assert first < line < first + panel.view.lines_seen()


def test_while_the_form_is_wrong_it_stays_as_it_was_and_says_so(panel, page):
    words = panel.findChild(QLabel, "codeWords")
    before = shown(panel)
    write(page, "learningRateField", "fast")
    assert shown(panel) == before
    assert words.isVisible()
    assert "“fast” is not a number" in words.text()
    write(page, "learningRateField", "0.5")
    assert not words.isVisible()
    assert "lr=0.5)" in shown(panel)


def test_it_follows_the_data_page(panel, few_digits, session):
    data = session.data
    data.set_changes(Changes((Change("inverted"),)))
    assert "return 1 - images" in shown(panel)
    data.set_input_range(-1.0, 1.0)
    assert "-1 + 2 * train_images" in shown(panel)
    data.set_digits(few_digits)
    assert beside(Loaded(few_digits)).file in shown(panel)


def test_how_it_is_written_can_be_chosen(panel, page, session):
    source = beside(Loaded(session.data.digits))
    choose(panel, "codeLossBox", CROSS_ENTROPY)
    assert "nn.CrossEntropyLoss()" in shown(panel)
    assert "nn.NLLLoss()" not in shown(panel)
    choose(panel, "codeCommentsBox", False)
    choose(panel, "codeRandomBox", False)
    style = Style(CROSS_ENTROPY, comments=False, repeats=False)
    assert shown(panel) == program(Plan(), source, style).text
    page.form.set_values({"output": "softmax"})
    assert not panel.findChild(QComboBox, "codeLossBox").isEnabled()
    assert "nn.NLLLoss()" in shown(panel)
    page.form.set_values({"output": "log_softmax"})
    assert "nn.CrossEntropyLoss()" in shown(panel)


# Folded, it costs nothing, and is remembered


def test_while_it_is_folded_no_program_is_made(panel, page, click, monkeypatch, session):
    click(page.coding)
    assert not panel.isVisible()
    made = []
    monkeypatch.setattr(code_panel, "program", lambda *_: made.append(True) or program(Plan()))
    page.form.set_values({"epochs": "7", "hidden": "3"})
    session.data.set_input_range(0.0, 2.0)
    field(page, "epochsField").setFocus()
    assert made == []
    click(page.coding)
    assert made == [True]


def test_out_of_sight_no_program_is_made(panel, page, monkeypatch):
    page.hide()  # as while another page is in sight
    made = []
    monkeypatch.setattr(code_panel, "program", lambda *_: made.append(True) or program(Plan()))
    page.form.set_values({"epochs": "7"})
    assert made == []


def test_whether_it_is_folded_is_remembered(window, wait):
    window.train_page.coding.click()
    window.close()
    again = MainWindow()
    again.show()
    wait(lambda: again.session.data.digits is not None and not again.session.tasks.busy)
    assert again.train_page.coding.isChecked()
    assert again.train_page.middle.code.isVisible()
    again.close()


# Each shows the other


def test_the_line_of_the_focused_field_is_lit_and_scrolled_to(panel, page):
    for name, words in (
        ("learningRateField", "torch.optim.SGD("), ("hiddenField", "nn.Linear(784, 64)"), ("epochsField", "epochs = "),
    ):  # fmt: skip
        field(page, name).setFocus()
        line = line_of(panel, words)
        assert line in panel.view.lit_lines()
        first = panel.view.verticalScrollBar().value()
        assert any(first <= one < first + panel.view.lines_seen() for one in panel.view.lit_lines())
    page.start.setFocus()
    assert panel.view.lit_lines() == []


def test_a_field_under_the_mouse_lights_its_line(panel, page):
    editor = field(page, "epochsField")
    QApplication.sendEvent(editor, QEnterEvent(*[QPointF(3, 3)] * 3))
    assert line_of(panel, "epochs = 60") in panel.view.lit_lines()
    QApplication.sendEvent(editor, QEvent(QEvent.Type.Leave))
    assert panel.view.lit_lines() == []


def test_lighting_leaves_the_document_as_it_is(panel, page):
    revision = panel.view.document().revision()
    for name in ("epochsField", "hiddenField", "activationField", "learningRateField"):
        field(page, name).setFocus()
        assert panel.view.lit_lines()
    assert panel.view.document().revision() == revision


def test_a_line_under_the_mouse_lights_its_field(panel, page):
    hover(panel, line_of(panel, "torch.optim.SGD("))
    assert lit(page) == {"optimizer", "learning_rate"}  # momentum and weight decay are folded away
    assert page.form.more.property("lit")
    hover(panel, line_of(panel, "plt.show()"))
    assert lit(page) == set()


def test_a_line_of_a_layer_lights_the_layer_in_the_diagram(panel, page):
    hover(panel, line_of(panel, "self.layer2 = "))
    assert page.diagram.pointed_text().startswith("64 × 32 weights")
    hover(panel, line_of(panel, "super().__init__()"))
    assert page.diagram.pointed_text() == ""


def test_the_keyboard_gets_into_it_and_out_again(panel, page):
    panel.view.setFocus()
    for _ in range(line_of(panel, "epochs = 60")):
        QTest.keyClick(panel.view, Qt.Key.Key_Down)
    assert lit(page) == {"epochs"}
    QTest.keyClick(panel.view, Qt.Key.Key_Tab)
    assert not panel.view.hasFocus()
    assert lit(page) == set()


def test_folding_it_puts_the_lights_out(panel, page, click):
    hover(panel, line_of(panel, "epochs = 60"))
    assert lit(page) == {"epochs"}
    click(page.coding)
    assert lit(page) == set()


# Taken home


def test_copy_takes_the_whole_program(panel, click):
    click(panel.findChild(QPushButton, "copyCodeButton"))
    assert QGuiApplication.clipboard().text() == panel.program.text


def told_of(session):
    said = []
    session.messages.told.connect(said.append)
    return said


def test_it_is_saved_with_its_images_beside_it(panel, click, save_as, wait, tmp_path, few_digits, session):
    session.data.set_digits(few_digits)
    said, path = told_of(session), save_as("lesson")
    click(panel.findChild(QPushButton, "saveCodeButton"))
    wait(lambda: said)
    file = panel.program.source.file
    assert said == [f"Saved lesson.py; its images are in {file} beside it."]
    assert path.with_suffix(".py").read_text() == panel.program.text
    assert np.array_equal(read_sets(tmp_path / file).digits.images, few_digits.images)


def test_it_is_saved_as_a_notebook(panel, click, save_as, wait, session):
    said, path = told_of(session), save_as("lesson.ipynb")
    choose(panel, "codeSourceBox", COLAB)
    assert "/content/sample_data/" in shown(panel)
    click(panel.findChild(QPushButton, "saveNotebookButton"))
    wait(lambda: said)
    assert said == ["Saved lesson.ipynb; in Colab it finds mnist_train_small.csv."]
    assert json.loads(path.read_text("utf-8"))["nbformat"] == 4


def test_what_cannot_be_saved_is_told(panel, click, save_as, wait, room):
    save_as("torch.py")
    click(panel.findChild(QPushButton, "saveCodeButton"))
    wait(lambda: room.notice.text())
    assert "Choose another name" in room.notice.text()


def test_without_a_name_nothing_is_saved(panel, click, monkeypatch, session):
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: ("", ""))
    click(panel.findChild(QPushButton, "saveCodeButton"))
    assert not session.tasks.is_busy("programs")


def test_digits_from_a_table_can_be_read_from_it(panel, click, save_as, wait, tmp_path, few_digits, session):
    table = tmp_path / "mine.csv"
    table.write_bytes(csv(few_digits))
    session.data.set_digits(read_sets(table).digits)
    choose(panel, "codeSourceBox", FILE)
    wait(lambda: 'path = "mine.csv"' in shown(panel))
    said, path = told_of(session), save_as("mine.py")
    click(panel.findChild(QPushButton, "saveCodeButton"))
    wait(lambda: said)
    assert said == ["Saved mine.py; it needs mine.csv beside it."]
    assert path.read_text() == panel.program.text


def test_a_table_that_is_gone_is_told_and_the_images_are_beside_it_again(
    panel, wait, tmp_path, few_digits, session, room
):
    table = tmp_path / "mine.csv"
    table.write_bytes(csv(few_digits))
    session.data.set_digits(read_sets(table).digits)
    table.unlink()
    choose(panel, "codeSourceBox", FILE)
    wait(lambda: room.notice.text())
    assert "mine.csv" in room.notice.text()
    assert panel.choices.source.currentData() == BESIDE
