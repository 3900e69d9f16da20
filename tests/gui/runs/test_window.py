"""Runs are kept by themselves, are there at the next start, go on as if nothing had happened, and can be managed."""

import errno
import shutil
from datetime import datetime

import numpy as np
import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog, QLabel, QLineEdit, QPushButton

from engine import files
from engine.digits.bundle import bundled
from engine.networks.files import load_network
from engine.networks.network import NetworkSpec
from engine.runs.library import About, entries, new_folder, read_about, write_about, write_run
from engine.runs.provenance import TrainedOn
from engine.runs.run_file import SavedRun
from engine.training.config import TrainingConfig
from engine.training.control import Control
from engine.training.history import History
from engine.training.trainer import train
from gui.runs.table import BEST, NAME, NETWORK, STAR
from gui.runs.window import RunsWindow
from gui.shell.main_window import MainWindow
from gui.work.settings import settings
from tests.gui.undressing import undress

SMALL = {"hidden": "8", "epochs": "3"}


@pytest.fixture
def reopen(qtbot, qapp, folder, wait):
    """``reopen()``: another Inkling over the same folder, ready to train; all are closed at the end."""
    made = []

    def start() -> MainWindow:
        if not any(window.isVisible() for window in made):  # the program before has ended
            throw_away()
            undress(qapp)
        window = MainWindow()
        window.resize(1100, 700)
        window.show()
        wait(lambda: window.session.data.digits is not None and not window.session.tasks.busy)
        made.append(window)
        return window

    def throw_away() -> None:
        while made:
            made[-1].close()
            made.pop().deleteLater()
        qapp.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)

    yield start
    throw_away()


@pytest.fixture(scope="module")
def some_run(some_digits, few_digits):
    """A run of one epoch, of the two that were asked for, on digits that are not there."""
    control, history = Control(resumable=True), History(2)
    for report in train(NetworkSpec((4,)), TrainingConfig(epochs=2), some_digits, few_digits, control):
        history.append(report)
        if report.epoch == 1:
            control.stop()
    return SavedRun(control.checkpoint(), history, TrainedOn("Somebody's digits", 0.1, 0, mark="1"), "stopped")


def put(folder, run, day=1, about=None):
    made = new_folder(folder / "runs", datetime(2020, 1, day))
    write_run(made, run)
    if about:
        write_about(made, about)
    return made


def start(window, click, **values):
    """``window``: the main one, or the room."""
    window.train_page.form.set_values(SMALL | values)
    click(window.train_page.start)


def train_two_epochs(window, click, wait, **values):
    """One after the other, and held after each: on a busy machine all would be trained before one looks again."""
    window.train_page.form.set_values(SMALL | values)
    for count in (2, 3):
        click(window.train_page.step)
        wait(lambda count=count: window.session.training.run.history.count == count and window.session.training.paused)


def train_to_the_end(window, click, wait, **values):
    start(window, click, **values)
    wait(lambda: not window.session.training.under_way and not window.session.tasks.busy)


def curve(history, count):
    return history.loss[:count].tolist(), history.test_accuracy[:count].tolist()


# Stopped, closed, gone on with


def test_a_run_is_kept_and_shown_at_the_next_start(reopen, folder, click, wait):
    window = reopen()
    train_to_the_end(window, click, wait)
    trained, history = window.session.networks.network("trained").flat.clone(), window.session.training.run.history
    window.close()
    (entry,) = entries(folder / "runs")
    assert (entry.summary.outcome, entry.summary.epoch) == ("completed", 3)
    again = reopen()
    assert (again.session.networks.network("trained").flat == trained).all()
    assert curve(again.session.training.run.history, 4) == curve(history, 4)
    assert again.session.networks.chosen == "shipped"
    assert not again.unfinished.isVisible()  # there is nothing to go on with


def test_a_run_that_was_closed_goes_on_at_the_next_start_as_if_it_had_not_been(reopen, click, wait):
    window = reopen()
    train_two_epochs(window, click, wait, epochs="6")
    window.close()
    again = reopen()
    assert "of 6 epochs" in again.unfinished.words()
    assert again.session.training.run.history.count == 3
    click(again.unfinished.take)
    assert again.pages.currentWidget() is again.train_page
    wait(lambda: not again.session.training.under_way)
    assert again.session.training.run.outcome == "completed"
    resumed = again.session.training.run
    train_to_the_end(again, click, wait, epochs="6")
    assert curve(resumed.history, 7) == curve(again.session.training.run.history, 7)


def test_an_offer_that_was_declined_is_not_made_again(reopen, folder, some_run, click, wait):
    made = put(folder, some_run)
    window = reopen()
    assert window.unfinished.isVisible()
    click(window.unfinished.decline)
    wait(lambda: read_about(made).left)
    window.close()
    assert not reopen().unfinished.isVisible()


def test_stop_then_go_on_and_then_twenty_more(room, click, wait):
    page, session = room.train_page, room.session
    assert page.pause.text() == "Pause"
    assert not page.pause.isEnabled()
    start(room, click, epochs="4")
    wait(lambda: session.training.run.history.count > 1)
    click(page.stop)
    wait(lambda: not session.training.under_way)
    first = session.training.run.folder
    if session.training.run.history.count < 5:
        assert page.pause.text() == "Go on"
        click(page.pause)
        wait(lambda: not session.training.under_way)
    assert session.training.run.history.count == 5
    assert page.pause.text() == "20 more of this run"
    click(page.pause)
    assert session.training.run.config.epochs == 24
    wait(lambda: session.training.run.history.count > 6)
    assert session.training.run.folder == first
    click(page.stop)
    wait(lambda: not session.training.under_way)


def test_a_run_on_digits_that_are_gone_is_shown_and_says_what_to_do(reopen, folder, some_run, click, wait):
    put(folder, some_run)
    window = reopen()
    before = window.session.training.run
    click(window.unfinished.take)
    wait(lambda: window.notice.text())
    assert "“Somebody's digits”" in window.notice.text()
    assert "Data page" in window.notice.text()
    assert window.session.training.run is before
    assert window.train_page.start.isEnabled()


def test_a_run_on_a_file_reads_it_again_and_goes_on(reopen, folder, some_digits, click, wait, tmp_path):
    path = tmp_path / "mine.npz"
    np.savez(path, x_train=some_digits.images, y_train=some_digits.labels)
    window = reopen()
    window.opener.open(path)
    wait(lambda: window.session.data.digits.origin)
    train_two_epochs(window, click, wait, epochs="30")
    window.close()
    again = reopen()
    assert again.session.training.run.digits is None
    assert again.session.training.run.history.count == 3
    click(again.unfinished.take)
    wait(lambda: again.session.training.run.outcome == "completed" or again.notice.text())
    assert again.notice.text() == ""
    assert again.session.training.run.history.count == 31


def test_a_run_on_other_images_of_that_name_is_refused_and_stays(click, wait, room):
    session = room.session
    start(room, click, epochs="5")
    wait(lambda: session.training.run.history.count > 1)
    click(room.train_page.stop)
    wait(lambda: not session.training.under_way)
    kept = session.training.run
    kept.digits = kept.digits.take(np.arange(len(kept.digits))[::-1])
    session.training.go_on(1)
    wait(lambda: not session.training.under_way)
    assert "are not the ones" in room.notice.text()
    assert session.training.run is kept
    assert session.networks.network("trained") is kept.control.latest()


# What can go wrong


def test_a_full_disk_is_told_while_it_trains_and_the_training_goes_on(room, folder, click, wait, monkeypatch):
    def full(_):
        raise OSError(errno.ENOSPC, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr(files.os, "fsync", full)
        start(room, click, epochs="500")
        wait(lambda: "No space left" in room.notice.text())
        assert room.session.training.under_way
    wait(lambda: entries(folder / "runs"))
    click(room.train_page.stop)
    wait(lambda: not room.session.training.under_way)
    assert entries(folder / "runs")[0].summary.outcome == "stopped"


def test_a_folder_that_is_deleted_while_it_trains_is_made_again(room, folder, click, wait):
    start(room, click, epochs="500")
    wait(lambda: entries(folder / "runs"))
    (folder / "runs").rename(folder / "away")  # in one step: while it is emptied, the training may write into it
    shutil.rmtree(folder / "away")
    wait(lambda: entries(folder / "runs"))
    click(room.train_page.stop)
    wait(lambda: not room.session.training.under_way)
    (entry,) = entries(folder / "runs")
    assert entry.summary.epoch == room.session.training.run.history.count - 1


def test_where_nothing_can_be_kept_it_trains_and_says_so(room, folder, click, wait):
    (folder / "runs").write_text("a file is in the way")
    train_to_the_end(room, click, wait)
    assert room.session.training.run.outcome == "completed"
    assert "could not be saved" in room.notice.text()


def test_a_run_that_another_inkling_trains_is_left_alone(reopen, folder, click, wait):
    first = reopen()
    start(first, click, epochs="500")
    wait(lambda: entries(folder / "runs"))
    second = reopen()
    assert second.session.training.run is None
    assert not second.unfinished.isVisible()
    train_to_the_end(second, click, wait)
    assert len(entries(folder / "runs")) == 2
    first.close()
    assert {entry.summary.outcome for entry in entries(folder / "runs")} == {"stopped", "completed"}


def test_a_damaged_run_does_not_hinder_the_start(reopen, folder, some_run):
    good = put(folder, some_run, day=1)
    (put(folder, some_run, day=2) / "run.safetensors").write_bytes(b"nonsense")
    window = reopen()
    assert window.session.training.run.folder == good
    assert window.train_page.start.isEnabled()


def test_old_runs_make_room_and_it_is_told(room, folder, some_run, click, wait):
    for day in range(1, 4):
        put(folder, some_run, day)
    settings().setValue("runs/limit", "0")
    train_to_the_end(room, click, wait)
    wait(lambda: "To make room" in room.notice.text())
    assert len(entries(folder / "runs")) == 1


# The list


def put_two(folder, run):
    """The newer one starred."""
    put(folder, run, 1)
    put(folder, run, 2, About("Mine", "a note", True))


@pytest.fixture
def listed(folder, some_run, runs, beside, wait):
    """The list with two runs, without the main window."""
    put_two(folder, some_run)
    dialog = RunsWindow(runs, beside)
    dialog.show()
    wait(lambda: dialog.table.rowCount() == 2)
    return dialog


@pytest.fixture
def of_window(window, folder, some_run, wait):
    """The list with two runs, beside the main window."""
    wait(lambda: not window.session.tasks.busy)  # at its start the window puts the folder in order
    put_two(folder, some_run)
    window.show_runs()
    dialog = window.windows.runs
    wait(lambda: dialog.table.rowCount() == 2)
    return dialog


def cell(dialog, row, column):
    return dialog.table.visualItemRect(dialog.table.item(row, column)).center()


def test_an_empty_list_says_what_to_do(runs, beside):
    dialog = RunsWindow(runs, beside)
    assert "Train page" in dialog.table.empty_words
    assert not dialog.open.isEnabled()


def test_the_list_shows_names_notes_and_what_they_need(listed):
    assert listed.table.item(0, NAME).text() == "Mine"
    assert listed.table.item(1, NAME).text().startswith("784-4-10, log-softmax, SGD 0.01: ")
    assert "2020-01-01 00.00.00" in listed.table.item(1, NAME).toolTip()
    assert listed.note.text() == "a note"
    assert listed.findChild(QLabel, "runsWords").text().startswith("2 runs · ")


def test_a_click_on_the_star_and_the_key_turn_it(listed, folder, wait):
    QTest.mouseClick(listed.table.viewport(), Qt.MouseButton.LeftButton, pos=cell(listed, 1, STAR))
    wait(lambda: all(entry.about.starred for entry in entries(folder / "runs")))
    wait(lambda: listed.table.item(1, STAR).text() == "★")
    QTest.keyClick(listed.table, Qt.Key.Key_S)
    wait(lambda: sum(entry.about.starred for entry in entries(folder / "runs")) == 1)


def test_a_run_gets_a_name_and_a_note(listed, folder, wait):
    listed.table.item(1, NAME).setText("Wide")
    wait(lambda: entries(folder / "runs")[1].title == "Wide")
    QTest.mouseClick(listed.table.viewport(), Qt.MouseButton.LeftButton, pos=cell(listed, 1, BEST))
    listed.note.setFocus()
    listed.note.selectAll()
    QTest.keyClicks(listed.note, "best so far")
    QTest.keyClick(listed.note, Qt.Key.Key_Return)
    wait(lambda: entries(folder / "runs")[1].about == About("Wide", "best so far"))


def test_deleting_can_be_undone(listed, folder, wait, click):
    listed.table.setFocus()
    QTest.keyClick(listed.table, Qt.Key.Key_Delete)
    wait(lambda: listed.table.rowCount() == 1)
    assert "Mine" in listed.undo.words()
    click(listed.undo.take)
    wait(lambda: listed.table.rowCount() == 2)
    nameless = next(entry for entry in entries(folder / "runs") if entry.title != "Mine")
    assert (nameless.folder.name, nameless.title) == ("2020-01-01 00.00.00", nameless.nameless_title)


def test_after_deleting_several_each_is_offered_back_in_turn(runs, session, listed, folder, some_run, wait, click):
    for day in (3, 4):
        put(folder, some_run, day)
    runs.look()
    wait(lambda: listed.table.rowCount() == 4)
    listed.table.setFocus()
    listed.table.setCurrentCell(1, NAME)
    for left in (3, 2):
        QTest.keyClick(listed.table, Qt.Key.Key_Delete)
        wait(lambda left=left: listed.table.rowCount() == left and not session.tasks.busy)
    assert "2020-01-01 00.00.00" in listed.table.item(listed.table.currentRow(), NAME).toolTip()  # the neighbour
    assert "Mine" in listed.undo.words()
    click(listed.undo.take)
    wait(lambda: listed.table.rowCount() == 3)
    assert "784-4-10" in listed.undo.words()
    click(listed.undo.take)
    wait(lambda: listed.table.rowCount() == 4)
    assert listed.undo.words() == ""


def test_a_note_that_is_typed_and_a_click_on_another_star_are_both_kept(session, listed, folder, wait):
    for number in range(5):
        listed.table.setCurrentCell(number % 2, NAME)
        chosen, other = listed.table.chosen(), 1 - number % 2
        listed.note.setFocus()
        listed.note.selectAll()
        QTest.keyClicks(listed.note, f"note {number}")
        starred = listed.table.item(other, STAR).text() == "★"
        listed.table.setFocus()
        QTest.mouseClick(listed.table.viewport(), Qt.MouseButton.LeftButton, pos=cell(listed, other, STAR))
        wait(lambda: not session.tasks.busy)
        assert read_about(chosen).note == f"note {number}"
        assert (listed.table.item(other, STAR).text() == "★") != starred


def test_a_note_that_is_being_typed_belongs_to_its_run_also_when_that_is_no_longer_chosen(listed, wait):
    """Another window deletes the other run meanwhile, or this one is sorted away: what is typed stays what it is of."""
    listed.table.setCurrentCell(1, NAME)
    first = listed.table.chosen()
    listed.note.setFocus()
    listed.note.selectAll()
    QTest.keyClicks(listed.note, "of the first")
    listed.table.setCurrentCell(0, NAME)  # while the field keeps the focus
    assert listed.note.text() == "a note"
    wait(lambda: read_about(first).note == "of the first")


def test_a_note_that_is_taken_back_before_the_list_is_read_anew_is_taken_back(session, listed, wait):
    listed.table.setCurrentCell(1, NAME)
    chosen = listed.table.chosen()
    for text in ("x", ""):
        listed.note.setFocus()
        listed.note.setText(text)
        QTest.keyClick(listed.note, Qt.Key.Key_Return)
    wait(lambda: not session.tasks.busy)
    assert read_about(chosen).note == ""


def test_what_is_still_being_typed_when_the_program_ends_is_kept(of_window, window, wait):
    chosen = of_window.table.chosen()
    of_window.note.setFocus()
    QTest.keyClicks(of_window.note, ", and more")
    window.close()
    assert read_about(chosen).note == "a note, and more"


def test_a_name_still_being_typed_when_the_program_ends_is_kept_and_what_was_deleted_gone(
    of_window, folder, window, wait, click
):
    click(of_window.findChild(QPushButton, "deleteRunButton"))
    wait(lambda: of_window.table.rowCount() == 1)
    chosen = of_window.table.chosen()
    of_window.table.setFocus()
    QTest.keyClick(of_window.table, Qt.Key.Key_F2)
    QTest.keyClicks(of_window.table.viewport().findChild(QLineEdit), "Yours")
    window.close()
    assert read_about(chosen).name == "Yours"
    assert [path.parent.name for path in (folder / "runs").rglob("run.safetensors")] == ["2020-01-01 00.00.00"]


def test_a_run_opens_on_any_page(of_window, window, some_run, wait):
    before = None
    for page in ("inspectPage", "drawPage", "trainPage"):
        window.show_page(window.data_page)
        window.session.networks.choose("shipped")
        (action,) = [action for action in of_window.open.menu().actions() if action.data() == page]
        action.trigger()
        wait(lambda before=before: window.session.training.run is not before and not window.session.tasks.busy)
        before = window.session.training.run
        assert window.pages.currentWidget().objectName() == page
        assert np.array_equal(window.session.networks.network("trained").flat, some_run.checkpoint.last)
        assert window.session.networks.chosen == "trained"
    assert window.train_page.form.setup().spec.hidden == (4,)


def test_a_run_is_not_opened_over_one_that_trains(listed, session, some_digits, beside, wait):
    session.data.set_digits(some_digits)
    session.training.start(NetworkSpec((8,)), TrainingConfig(epochs=100_000), 0.1)
    QTest.keyClick(listed.table, Qt.Key.Key_Return)
    wait(lambda: "stop it first" in beside.notice.text())
    assert session.training.under_way
    session.training.stop()
    wait(lambda: not session.training.under_way)


def test_a_run_goes_out_as_a_file(session, listed, monkeypatch, wait, tmp_path):
    path = tmp_path / "out"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(path), ""))
    for kind, ending in (("network", "safetensors"), ("state_dict", "pt"), ("zip", "zip")):
        (action,) = [action for action in listed.export.menu().actions() if action.data() == kind]
        action.trigger()
        wait(lambda ending=ending: path.with_suffix(f".{ending}").exists() and not session.tasks.busy)
    assert load_network(path.with_suffix(".safetensors")).spec.hidden == (4,)


def test_the_program_of_any_run_goes_out(runs, session, beside, monkeypatch, wait, tmp_path):
    session.data.set_digits(bundled())
    session.training.start(NetworkSpec((8,)), TrainingConfig(epochs=1, optimizer="adam"), 0.1)
    wait(lambda: not session.training.under_way and not session.tasks.busy)
    listed, said = RunsWindow(runs, beside), []
    listed.show()
    wait(lambda: listed.table.rowCount() == 1)
    session.messages.told.connect(said.append)
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(tmp_path / "mine"), ""))
    for kind, ending in (("program", "py"), ("notebook", "ipynb")):
        (action,) = [action for action in listed.export.menu().actions() if action.data() == kind]
        action.trigger()
        wait(lambda: said)
        assert said == [f"Saved mine.{ending}; its images are in mnist-20k.npz beside it."]
        text = (tmp_path / f"mine.{ending}").read_text("utf-8")
        assert "nn.Linear(784, 8)" in text
        assert "torch.optim.Adam" in text
        (tmp_path / "mnist-20k.npz").unlink()  # it is beside each of them
        said.clear()


def test_of_a_run_whose_images_are_gone_there_is_no_program_and_it_is_told(runs, listed, beside, wait, tmp_path):
    runs.export(runs.entries[0].folder, "program", tmp_path / "mine.py")
    wait(lambda: "“Somebody's digits”" in beside.notice.text())
    assert not (tmp_path / "mine.py").exists()


def test_a_run_that_went_out_as_zip_comes_back(runs, session, listed, folder, monkeypatch, wait, tmp_path, click):
    path = tmp_path / "run.zip"
    runs.export(runs.entries[0].folder, "zip", path)
    wait(lambda: path.exists() and not session.tasks.busy)
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(path), ""))
    told = []
    session.messages.told.connect(told.append)
    click(listed.take_in)
    wait(lambda: listed.table.rowCount() == 3)
    assert told == ["The run is here as “Mine”"]
    assert sum(entry.title == "Mine" for entry in entries(folder / "runs")) == 2


def test_a_zip_dropped_onto_the_window_is_taken_in_and_listed(window, of_window, folder, wait, drop, tmp_path):
    path = tmp_path / "run.zip"
    window.runs.export(window.runs.entries[0].folder, "zip", path)
    wait(lambda: path.exists() and not window.session.tasks.busy)
    of_window.close()
    drop(window, path)
    wait(lambda: of_window.isVisible() and of_window.table.rowCount() == 3)


def test_nonsense_is_not_taken_in(listed, beside, folder, monkeypatch, wait, tmp_path, click):
    path = tmp_path / "run.zip"
    path.write_bytes(b"nonsense")
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(path), ""))
    click(listed.take_in)
    wait(lambda: "run.zip" in beside.notice.text())
    assert len(entries(folder / "runs")) == 2


def test_the_limit_is_remembered(listed):
    listed.limit.setValue(250)
    assert settings().value("runs/limit") == "250"


def test_a_limit_that_cannot_be_remembered_is_told(listed, beside, folder):
    (folder / "settings.ini").unlink(missing_ok=True)
    (folder / "settings.ini").mkdir()
    listed.limit.setValue(250)
    assert "Settings cannot be written" in beside.notice.text()


def test_the_list_tells_what_is_not_as_in_the_lesson(listed, runs, session, some_digits, wait):
    assert listed.table.item(0, NETWORK).text().count(",") == 0
    session.data.set_digits(some_digits)
    session.training.start(NetworkSpec(activation="tanh", output="softmax"), TrainingConfig(epochs=1), 0.1)
    wait(lambda: not session.training.under_way)
    runs.look()
    wait(lambda: listed.table.rowCount() == 3)
    assert listed.table.item(0, NETWORK).text() == "784-64-32-32-10, tanh, softmax"
