"""A file of a kind is looked for where one of that kind was chosen last."""

from pathlib import Path

import pytest
from PySide6.QtWidgets import QFileDialog

from gui.widgets.file_choice import KEY, ask_open, ask_open_folder, ask_save
from gui.work.settings import remember


@pytest.fixture
def dialog(monkeypatch, folder):
    """Answers with the path in ``answer``, and keeps what it was asked to begin with."""

    class Dialog:
        answer, begun = "", []

    def file(_window, _title, start, _filters):
        Dialog.begun.append(start)
        return Dialog.answer, "all"

    def directory(_window, _title, start):
        Dialog.begun.append(start)
        return Dialog.answer

    for name in ("getOpenFileName", "getSaveFileName"):
        monkeypatch.setattr(QFileDialog, name, file)
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", directory)
    return Dialog


def test_each_kind_has_its_own_folder(dialog, tmp_path):
    there = tmp_path / "수업 第一課 الدرس"
    there.mkdir()
    dialog.answer = str(there / "숫자.npz")
    assert ask_open(None, "Open", "networks", "*") == Path(dialog.answer)
    assert ask_save(None, "Save", "networks", "mine.pt", "*") == (Path(dialog.answer), "all")
    ask_open(None, "Open", "lessons", "*", "usual")
    ask_open(None, "Open", "lessons", "*", "usual")
    assert dialog.begun == ["", str(there / "mine.pt"), "usual", str(there)]
    dialog.answer = str(there)
    assert ask_open_folder(None, "Open", "folders") == there


def test_a_folder_that_is_gone_and_an_answer_that_is_none_are_forgotten(dialog, tmp_path):
    for remembered in (str(tmp_path / "gone"), "\x00", "x" * 5000):
        remember({f"{KEY}networks": remembered})
        assert ask_open(None, "Open", "networks", "*", "usual") is None
        assert ask_save(None, "Save", "networks", "mine.pt", "*") == (None, "all")
    assert dialog.begun == ["usual", "mine.pt"] * 3
