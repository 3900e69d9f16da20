"""An experiment goes to a file and comes back; what goes wrong is told."""

import pytest
from PySide6.QtWidgets import QFileDialog

from engine.digits.changes import INVERTED, Change, Changes
from engine.experiments.experiment import open_experiment
from engine.experiments.factors import Plan
from gui.compare.experiment_files import ExperimentFiles
from gui.compare.experiment_form import ExperimentForm
from gui.work.tasks import Tasks

INVERTED_IMAGES = Changes((Change(INVERTED),))


@pytest.fixture
def tasks(qapp):
    made = Tasks()
    yield made
    made.close()


@pytest.fixture
def files(show, qtbot, tasks):
    form = ExperimentForm()
    qtbot.addWidget(form)
    form.set_base(Plan(), 20_000, 2)
    made = show(ExperimentFiles(form, tasks), 200, 40)
    made.heard = []
    made.told.connect(made.heard.append)
    made.failed.connect(made.heard.append)
    return made


@pytest.fixture
def choose(click, tasks, wait):
    """Click one of the buttons, and wait until that is done."""

    def clicked(button):
        click(button)
        wait(lambda: not tasks.busy)

    return clicked


def test_what_is_saved_is_opened_again_with_the_ending_that_was_left_out(files, choose, file_dialog):
    file_dialog("mine")
    files._form.epochs.setValue(3)
    before = files._form.experiment()
    choose(files.save)
    files._form.epochs.setValue(9)
    file_dialog("mine.json")
    choose(files.open)
    assert files._form.experiment().candidates == before.candidates
    assert files.heard == ["Saved mine.json", "Opened mine.json"]


def test_who_cancels_hears_nothing(files, choose, monkeypatch):
    for asking in ("getSaveFileName", "getOpenFileName"):
        monkeypatch.setattr(QFileDialog, asking, lambda *_: ("", ""))
    choose(files.save)
    choose(files.open)
    assert files.heard == []


def test_what_cannot_be_saved_or_opened_is_told(files, choose, file_dialog):
    file_dialog("no/where.json")
    choose(files.save)
    choose(files.open)
    assert len(files.heard) == 2
    assert all("where.json" in words for words in files.heard)


def test_a_form_with_a_mistake_cannot_be_saved(files):
    files._form.set_base(None, 20_000, 2)
    assert not files.save.isEnabled()
    files._form.set_base(Plan(), 20_000, 2)
    assert files.save.isEnabled()


# On the page


def test_an_experiment_is_saved_with_what_is_done_to_the_images_and_opened(page, session, wait, click, file_dialog):
    session.data.set_changes(INVERTED_IMAGES)
    session.data.set_input_range(-1.0, 1.0)
    before, path = page.form.experiment(), file_dialog("mine.json")
    click(page.files.save)
    wait(lambda: not session.tasks.busy)
    assert open_experiment(path) == before
    session.data.set_changes(Changes())
    session.data.set_input_range(0.0, 1.0)
    click(page.files.open)
    wait(lambda: not session.tasks.busy)
    assert page.form.experiment().candidates == before.candidates
    assert "inverted" in page.form.rest.text()
    assert "−1 to 1" in page.form.rest.text()


def test_a_bad_file_is_refused_with_a_sentence(page, session, wait, click, file_dialog, failures):
    before, path = page.form.experiment(), file_dialog("bad.json")
    for content in ("no JSON", '{"format": "inkling-experiment-1"}'):
        path.write_text(content)
        click(page.files.open)
        wait(lambda: not session.tasks.busy)
        assert "bad.json" in failures.pop(), content
        assert failures == [], content
        assert page.form.experiment() == before, content
