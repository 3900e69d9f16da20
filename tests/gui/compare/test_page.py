"""The Compare page: a tiny experiment from Start to the words under it, and ending it at any moment."""

import csv
import multiprocessing
from dataclasses import replace

import numpy as np
import pytest
from PySide6.QtGui import QImage
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QFileDialog

from engine.digits.changes import INVERTED, Change, Changes
from engine.experiments.experiment import open_experiment, save_experiment
from gui.model.networks import TRAINED

INVERTED_IMAGES = Changes((Change(INVERTED),))


@pytest.fixture
def page(window):
    digits = window.session.data.digits
    window.session.data.set_digits(digits.take(np.arange(600)))
    window.pages.setCurrentWidget(window.compare_page)
    window.compare_page.form.seeds.setValue(3)
    window.compare_page.form.epochs.setValue(1)
    return window.compare_page


@pytest.fixture
def trained(page, window, click, wait):
    """A run of one epoch on the Train page."""
    window.train_page.form.set_values({"epochs": "1", "batch_size": "8"})
    window.pages.setCurrentWidget(window.train_page)
    click(window.train_page.start)
    wait(lambda: not window.session.training.under_way)
    window.pages.setCurrentWidget(page)
    return window.session.training.run


@pytest.fixture
def file_dialog(monkeypatch, tmp_path):
    """``file_dialog(name)``: the person will choose a file of that name."""

    def will_choose(name):
        path = tmp_path / name
        for asking in ("getSaveFileName", "getOpenFileName"):
            monkeypatch.setattr(QFileDialog, asking, lambda *_: (str(path), ""))
        return path

    return will_choose


def choose(menu, *words):
    """Open a menu, and of it and its menus what begins with ``words``."""
    menu.aboutToShow.emit()
    for word in words[:-1]:
        menu = next(action for action in menu.actions() if action.text().startswith(word)).menu()
    next(action for action in menu.actions() if action.text().startswith(words[-1])).trigger()


def workers():
    return [child for child in multiprocessing.active_children() if child.name == "inkling-run"]


def test_an_experiment_fills_the_table_and_says_who_is_ahead(page, window, click, wait):
    window.train_page.form.set_values({"batch_size": "4", "learning_rate": "0.05"})  # enough to learn something
    page.form.epochs.setValue(4)
    click(page.start)
    assert page.controller.running
    wait(lambda: not page.controller.running)
    assert [run.state for run in page.controller.race.runs] == ["finished"] * 6
    assert page.table.rowCount() == 2
    assert "3 seeds" in page.result.text()
    assert not workers()


def test_cancelling_and_starting_again(page, click, wait):
    page.form.epochs.setValue(1000)
    click(page.start)
    wait(lambda: any(run.history.count > 1 for run in page.controller.race.runs))
    click(page.cancel)
    wait(lambda: not page.controller.running)
    assert not workers()
    assert page.start.isEnabled()


def test_closing_the_window_ends_the_runs(page, window, click, wait):
    page.form.epochs.setValue(1000)
    click(page.start)
    wait(lambda: any(run.history.count > 1 for run in page.controller.race.runs))
    window.close()
    assert not workers()


def test_a_bad_value_is_told_and_nothing_starts(page, click):
    page.form.values[0].setText("many")
    assert page.form.error.isVisible()
    assert page.form.error.text()
    click(page.start)
    assert not page.controller.running


def test_a_race_is_paused_and_goes_on_to_its_end(page, window, click, wait):
    page.form.epochs.setValue(20)
    click(page.start)
    wait(lambda: any(run.state == "running" for run in page.controller.race.runs))
    click(page.pause)
    assert page.pause.text() == "Resume"
    wait(lambda: "paused" in window.progress.words())
    click(page.pause)
    assert page.pause.text() == "Pause"
    wait(lambda: not page.controller.running)
    assert {run.state for run in page.controller.race.runs} == {"finished"}


def test_runs_open_on_the_other_pages_and_a_diverged_one_is_marked(page, window, click, wait):
    session = window.session
    session.data.set_changes(INVERTED_IMAGES)
    page.form.vary[0].setCurrentIndex(page.form.vary[0].findData("learning_rate"))
    page.form.values[0].setText("1000, 0.02")
    page.form.seeds.setValue(1)
    page.form.epochs.setValue(2)
    click(page.start)
    wait(lambda: not page.controller.running)
    assert "diverged" in page.result.text()
    assert "diverged" in page.table.item(0, page.table.columnCount() - 1).toolTip()
    assert page.table.chosen() == 1, "the one that is ahead"
    sound = next(run for run in page.controller.race.runs if run.state == "finished")

    session.data.set_changes(Changes())
    for words, name in (("Inspect", "inspectPage"), ("Draw", "drawPage")):
        choose(page.open_run.menu(), "Seed 0", f"Open in {words}")
        assert window.pages.currentWidget().objectName() == name
        assert "inverted" in window.notice.text()
        assert not session.data.changes, "nothing was asked of the Data page"
        assert (session.networks.network(TRAINED).flat.numpy() == sound.flat).all()
    choose(page.open_run.menu(), "Seed 0", "Open in Train")
    assert window.pages.currentWidget() is window.train_page
    assert window.train_page.form.setup().config == sound.plan.config
    assert session.data.changes == INVERTED_IMAGES
    assert session.networks.trained_on(TRAINED).changes == INVERTED_IMAGES

    page.table.choose(0)
    choose(page.open_run.menu(), "Seed 0", "Open in Inspect")
    assert session.training.run.outcome == "diverged"


def test_a_run_of_the_train_page_is_pinned_once_opened_and_let_go(page, window, trained, click):
    rows = page.table.rowCount()
    click(page.pin)
    assert page.table.rowCount() == rows + 1
    assert not page.pin.isEnabled()
    page.table.choose(rows)
    choose(page.open_run.menu(), "Seed 0", "Open in Inspect")
    assert window.session.training.run is not trained
    assert window.session.training.run.history is trained.history
    choose(page.open_run.menu(), "Unpin")
    assert page.table.rowCount() == rows


def test_results_leave_as_tables_and_pictures(page, trained, click, wait, file_dialog):
    click(page.pin)
    for action, name in (
        ("Save table", "table.csv"),
        ("Save plot as PNG", "plot.png"),
        ("Save plot as SVG", "plot.svg"),
    ):
        path = file_dialog(name)
        choose(page.take_away.menu(), action)
        wait(path.exists)
    wait(lambda: not page._tasks.busy)
    header, *rows = csv.reader((path.parent / "table.csv").read_text("utf-8").splitlines())
    pinned = dict(zip(header, rows[-1], strict=True))
    assert float(pinned["final test accuracy (%)"]) == trained.history.test_accuracy[-1]
    assert QImage(str(path.parent / "plot.png")).width() >= 1920
    assert QSvgRenderer(str(path)).isValid()


def test_an_experiment_is_saved_with_what_is_done_to_the_images_and_opened(page, window, click, file_dialog):
    window.session.data.set_changes(INVERTED_IMAGES)
    window.session.data.set_input_range(-1.0, 1.0)
    before, path = page.form.experiment(), file_dialog("mine.json")
    click(page.files.save)
    assert open_experiment(path) == before
    window.session.data.set_changes(Changes())
    window.session.data.set_input_range(0.0, 1.0)
    click(page.files.open)
    assert page.form.experiment().candidates == before.candidates
    assert "inverted" in page.form.rest.text()
    assert "−1 to 1" in page.form.rest.text()


def test_an_opened_experiment_keeps_its_seeds_until_another_number_is_wanted(page, click, file_dialog):
    save_experiment(file_dialog("seeds.json"), replace(page.form.experiment(), seeds=(7, 20)))
    click(page.files.open)
    assert page.form.experiment().seeds == (7, 20)
    page.form.seeds.setValue(3)
    assert page.form.experiment().seeds == (7, 8, 9)


@pytest.mark.parametrize("content", ["no JSON", '{"format": "inkling-experiment-1"}'])
def test_a_bad_file_is_refused_with_a_sentence(page, window, click, file_dialog, content):
    before = page.form.experiment()
    file_dialog("bad.json").write_text(content)
    click(page.files.open)
    assert "bad.json" in window.notice.text()
    assert page.form.experiment() == before
