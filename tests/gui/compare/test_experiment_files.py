"""An experiment goes to a file and comes back; what goes wrong is told."""

import pytest
from PySide6.QtWidgets import QFileDialog

from engine.experiments.factors import Plan
from gui.compare.experiment_files import ExperimentFiles
from gui.compare.experiment_form import ExperimentForm


@pytest.fixture
def files(show, qtbot):
    form = ExperimentForm()
    qtbot.addWidget(form)
    form.set_base(Plan(), 20_000, 2)
    made = show(ExperimentFiles(form), 200, 40)
    made.heard = []
    made.told.connect(made.heard.append)
    made.failed.connect(made.heard.append)
    return made


@pytest.fixture
def answer(monkeypatch):
    """``answer(path)``: what the person will choose in the file dialog."""

    def will(path):
        for asking in ("getSaveFileName", "getOpenFileName"):
            monkeypatch.setattr(QFileDialog, asking, lambda *_: (str(path), ""))

    return will


def test_what_is_saved_is_opened_again_with_the_ending_that_was_left_out(files, click, answer, tmp_path):
    answer(tmp_path / "mine")
    files._form.epochs.setValue(3)
    before = files._form.experiment()
    click(files.save)
    files._form.epochs.setValue(9)
    answer(tmp_path / "mine.json")
    click(files.open)
    assert files._form.experiment().candidates == before.candidates
    assert files.heard == ["Saved mine.json", "Opened mine.json"]


def test_who_cancels_hears_nothing(files, click, answer):
    answer("")
    click(files.save)
    click(files.open)
    assert files.heard == []


def test_what_cannot_be_saved_or_opened_is_told(files, click, answer, tmp_path):
    answer(tmp_path / "no" / "where.json")
    click(files.save)
    click(files.open)
    assert len(files.heard) == 2
    assert all("where.json" in words for words in files.heard)


def test_a_form_with_a_mistake_cannot_be_saved(files):
    files._form.set_base(None, 20_000, 2)
    assert not files.save.isEnabled()
    files._form.set_base(Plan(), 20_000, 2)
    assert files.save.isEnabled()
