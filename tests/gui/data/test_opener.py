"""Of several files that are opened one after another the last one counts, however long each takes."""

import threading
from dataclasses import replace

import numpy as np
import pytest
from PySide6.QtWidgets import QLabel

from engine.digits.dataset import Digits
from engine.digits.readers import Cancelled, Images, Loaded
from engine.errors import UserError
from gui.data import opener
from gui.data import opener as module
from gui.data.fit_dialog import FitDialog
from gui.data.opener import RECENT, recent
from gui.data.unlabelled_dialog import UnlabelledDialog
from gui.work import settings
from tests.gui.data.tools import some_digits


def some(name):
    return Digits(np.zeros((20, 28, 28), np.uint8), np.arange(20) % 10, name, f"/x/{name}")


class Files:
    """Readings that end when they are let through; each says whether it was told to give up."""

    def __init__(self):
        self.gates, self.begun, self.given_up, self.errors = {}, {}, {}, {}

    def add(self, name, error=None):
        self.gates[name], self.begun[name], self.errors[name] = threading.Event(), threading.Event(), error

    def read(self, path, progress, cancelled, *fit):
        self.begun[path.name].set()
        assert self.gates[path.name].wait(20)
        self.given_up[path.name] = cancelled()
        if self.errors[path.name]:
            raise self.errors[path.name]
        return Loaded(some(path.name))


@pytest.fixture
def files(monkeypatch):
    made = Files()
    monkeypatch.setattr(module, "read_sets", made.read)
    return made


def open_and_wait(window, files, tmp_path, name):
    window.opener.open(tmp_path / name)
    assert files.begun[name].wait(20)


def test_the_file_that_was_opened_last_is_in_hand_whichever_is_read_first(window, files, tmp_path, wait):
    for name in ("slow", "quick"):
        files.add(name)
        open_and_wait(window, files, tmp_path, name)
    files.gates["quick"].set()
    wait(lambda: window.session.data.digits.name == "quick")
    files.gates["slow"].set()
    wait(lambda: not window.session.tasks.busy)
    assert window.session.data.digits.name == "quick"
    assert files.given_up == {"quick": False, "slow": True}


def test_a_failure_of_the_file_before_is_not_told_and_does_not_end_the_reading(window, files, tmp_path, wait):
    files.add("bad", UserError("bad is no table."))
    files.add("good")
    for name in ("bad", "good"):
        open_and_wait(window, files, tmp_path, name)
    files.gates["bad"].set()
    wait(lambda: "bad" in files.given_up)
    assert window.opener.reading
    assert window.reading.isVisible()
    files.gates["good"].set()
    wait(lambda: window.session.data.digits.name == "good")
    assert window.notice.text() == ""


def test_a_set_that_ships_takes_the_place_of_a_file_that_is_being_read(window, files, tmp_path, wait):
    files.add("slow")
    open_and_wait(window, files, tmp_path, "slow")
    window.opener.open_bundled("mnist-test")
    assert not window.reading.isVisible()
    wait(lambda: len(window.session.data.digits) == 10_000)
    files.gates["slow"].set()
    wait(lambda: not window.session.tasks.busy)
    assert len(window.session.data.digits) == 10_000


def test_a_cancelled_reading_changes_nothing(window, files, tmp_path, wait):
    before = window.session.data.digits
    files.add("slow")
    open_and_wait(window, files, tmp_path, "slow")
    window.opener.cancel()
    files.gates["slow"].set()
    wait(lambda: not window.session.tasks.busy)
    assert window.session.data.digits is before
    assert files.given_up == {"slow": True}
    assert not window.reading.isVisible()


def csv_of(path, digits):
    rows = np.column_stack([digits.labels, digits.images.reshape(len(digits), 784)])
    np.savetxt(path, rows, "%d", ",")
    return path


def notice_says(window, words):
    return lambda: words in window.notice.text()


def test_a_csv_file_is_opened_and_remembered(page, window, wait, tmp_path):
    path = csv_of(tmp_path / "mine.csv", some_digits())
    window.opener.open(path)
    wait(lambda: window.session.data.digits.name == "mine.csv")
    wait(lambda: "60 images" in page.glance.facts.text())
    assert page.sets.currentText() == "mine.csv"
    assert page.glance.origin.toolTip() == str(path)
    assert "mine.csv · 54 train, 6 test" in window.findChild(object, "digitsStatus").text()
    assert opener.recent() == [path]
    menu = opener.RecentMenu(window.opener, window)
    window.opener.open_bundled("mnist-test")
    wait(lambda: window.session.data.digits.name == "MNIST official test")
    assert page.sets.currentText() == "MNIST official test"
    next(action for action in menu.actions() if action.text() == "mine.csv").trigger()
    wait(lambda: window.session.data.digits.name == "mine.csv")
    next(action for action in menu.actions() if "Forget" in action.text()).trigger()
    assert opener.recent() == []


def test_what_was_loaded_stays_when_a_file_cannot_be_read(page, window, wait, tmp_path):
    before = window.session.data.digits
    path = csv_of(tmp_path / "bad.csv", some_digits())
    path.write_text(path.read_text("utf-8").replace("\n", "\nseven", 1), "utf-8")
    window.opener.open(path)
    wait(notice_says(window, "bad.csv, line 2, column 1"))
    assert window.session.data.digits is before
    assert not window.reading.isVisible()
    assert opener.recent() == []
    window.opener.open(tmp_path / "nowhere.npz")
    wait(notice_says(window, "nowhere.npz"))


def test_where_there_are_no_digits_none_are_spoken_of(page, window, wait, tmp_path):
    session = window.session
    session.data.set_digits(replace(some_digits(count=200), names=tuple("ABCDEFGHIJ")))
    window.opener.open(tmp_path / "nowhere.npz")
    wait(notice_says(window, "The images that were loaded before are still there."))
    window.train_page.form.set_values({"epochs": "1000"})
    window.train_page.start.click()
    window.opener.open(csv_of(tmp_path / "mine.csv", some_digits()))
    wait(lambda: "keeps the images it has" in window.statusBar().currentMessage())
    session.training.stop()
    wait(lambda: not session.training.under_way)


def test_a_file_dropped_onto_the_window_is_opened(window, wait, drop, tmp_path):
    drop(window, csv_of(tmp_path / "dropped.csv", some_digits()))
    wait(lambda: window.session.data.digits.name == "dropped.csv")
    assert window.pages.currentWidget() is window.data_page


def test_reading_shows_how_far_it_is_and_can_be_cancelled(window, wait, click, monkeypatch, tmp_path):
    before, told = window.session.data.digits, []

    def endless(path, progress, cancelled, *fit):
        while not cancelled():
            progress(0.4)
        told.append("cancelled")
        raise Cancelled("Reading was cancelled.")

    monkeypatch.setattr(opener, "read_sets", endless)
    window.opener.open(tmp_path / "endless.csv")
    bar = window.reading.findChild(object, "readingBar")
    wait(lambda: bar.value() == 400)
    click(window.reading.findChild(object, "cancelReadingButton"))
    assert not window.reading.isVisible()
    wait(lambda: told == ["cancelled"])
    wait(lambda: not window.session.tasks.busy)
    assert window.session.data.digits is before
    assert not window.notice.text()


def seen(window, kind, wait):
    """The dialog of this kind that has opened."""
    wait(lambda: any(one.isVisible() for one in window.findChildren(kind)))
    return next(one for one in window.findChildren(kind) if one.isVisible())


def test_images_of_another_size_are_scaled_or_prepared_if_the_person_wants_it(window, wait, click, tmp_path):
    images = np.full((30, 56, 56), 9, np.uint8)
    images[:, 10:20, 10:40] = 200
    np.savez(tmp_path / "large.npz", x_train=images, y_train=np.arange(30) % 3)
    window.opener.open(tmp_path / "large.npz")
    dialog = seen(window, FitDialog, wait)
    assert "56 x 56" in dialog.findChild(QLabel, "fitWords").text()
    dialog.reject()
    assert window.session.data.digits.name == "MNIST 20,000"
    made = []
    for choice in ("scale", "prepare"):
        window.opener.open(tmp_path / "large.npz")
        dialog = seen(window, FitDialog, wait)
        getattr(dialog, choice).setChecked(True)
        before = window.session.data.digits
        click(dialog.take)
        wait(lambda before=before: window.session.data.digits is not before)
        made.append(window.session.data.digits.images)
    assert made[0].shape == made[1].shape == (30, 28, 28)
    assert not np.array_equal(*made)


def test_images_without_labels_are_shown_and_judged_and_what_was_loaded_stays(window, wait, tmp_path, some_digits):
    before = window.session.data.digits
    names = ",".join(f"pixel{place}" for place in range(784))
    rows = some_digits.images[:50].reshape(50, 784)
    np.savetxt(tmp_path / "test.csv", rows, "%d", ",", header=names, comments="")
    window.opener.open(tmp_path / "test.csv")
    dialog = seen(window, UnlabelledDialog, wait)
    assert "50 images and no labels" in dialog.words.text()
    wait(dialog.save.isEnabled)
    right = sum(dialog.grid.caption(k) == str(some_digits.labels[k]) for k in range(50))
    assert right >= 45
    assert window.session.data.digits is before
    assert opener.recent() == [tmp_path / "test.csv"]
    dialog.close()


def test_images_without_labels_that_came_with_a_set_are_shown_beside_it(window, wait, monkeypatch, tmp_path):
    rest = Images(np.zeros((4, 28, 28), np.uint8), "test.csv")
    loaded = Loaded(threes(), None, (), (), rest)
    monkeypatch.setattr(opener, "read_sets", lambda *_: loaded)
    window.opener.open(tmp_path / "kaggle.zip")
    dialog = seen(window, UnlabelledDialog, wait)
    assert window.session.data.digits is loaded.digits
    assert dialog.words.text() == "test.csv came with it: 4 images without labels, which can be judged."
    dialog.close()


def threes():
    return Digits(np.zeros((9, 28, 28), np.uint8), np.arange(9) % 3, "pets", "/x/pets", ("cat", "dog", "bird"))


def test_what_the_looks_of_a_file_call_for_is_offered_on_the_data_page(page, window, wait, tmp_path, some_digits):
    lying = 255 - some_digits.images.transpose(0, 2, 1)
    tested = lying[:200]
    np.savez(
        tmp_path / "lying.npz",
        x_train=lying, y_train=some_digits.labels, x_test=tested, y_test=some_digits.labels[:200],
    )  # fmt: skip
    window.opener.open(tmp_path / "lying.npz")
    wait(page.adjust.strip.isVisible)
    assert "dark on light" in page.adjust.strip.words.text()
    data = window.session.data
    page.adjust.adjusting.apply(data.offers)
    wait(lambda: np.array_equal(data.digits.images, some_digits.images))
    assert np.array_equal(data.test_digits.images, some_digits.images[:200])
    window.menus.steps.undo()
    wait(lambda: np.array_equal(data.digits.images, lying))


def test_opening_another_set_while_a_training_runs_leaves_that_alone(window, wait, tmp_path):
    session, before = window.session, window.session.data.digits
    window.train_page.form.set_values({"epochs": "1000"})
    window.train_page.start.click()
    wait(lambda: session.training.run.history.count > 1)
    window.opener.open(csv_of(tmp_path / "mine.csv", some_digits()))
    wait(lambda: session.data.digits.name == "mine.csv")
    count = session.training.run.history.count
    wait(lambda: session.training.run.history.count > count)
    assert session.training.run.digits is before
    session.training.stop()
    wait(lambda: not session.training.under_way)
    assert session.training.run.trained_on.digits == before.name


def test_a_note_about_the_file_reaches_the_person(window, wait, monkeypatch, tmp_path):
    monkeypatch.setattr(opener, "read_sets", lambda *_: Loaded(some_digits(), None, ("The pixels were 0 to 1.",)))
    window.opener.open(tmp_path / "floats.npz")
    wait(notice_says(window, "0 to 1"))


def test_files_that_cannot_be_remembered_are_opened_and_it_is_told(window, folder, some_digits, wait, tmp_path):
    (folder / "settings.ini").unlink(missing_ok=True)
    (folder / "settings.ini").mkdir()
    np.savez(tmp_path / "mine.npz", x_train=some_digits.images, y_train=some_digits.labels)
    window.opener.open(tmp_path / "mine.npz")
    wait(lambda: window.session.data.digits.origin)
    assert "Settings cannot be written" in window.notice.text()


def test_recent_files_that_make_no_sense_are_none(folder):
    for text in ("[" * 100_000, "{}", "nonsense", "[3, null]"):
        settings.remember({RECENT: text})
        assert recent() == []
