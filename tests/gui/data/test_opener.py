"""Of several files that are opened one after another the last one counts, however long each takes."""

import threading
from dataclasses import replace

import numpy as np
import pytest
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from engine.digits.dataset import Digits
from engine.digits.readers import Cancelled, Images, Loaded
from engine.errors import UserError
from gui.data import opener
from gui.data import opener as module
from gui.data.fit_dialog import FitDialog
from gui.data.opener import RECENT, Opener, recent
from gui.data.reading_strip import ReadingStrip
from gui.data.unlabelled_dialog import UnlabelledDialog
from gui.work import settings
from tests.gui.data.tools import some_digits as sixty


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


class Desk(QWidget):
    """What an opener needs of a window, and no more. ``said``: the sentence on each topic that is not settled."""

    def __init__(self, session):
        super().__init__()
        self.session, self.reading, self.said = session, ReadingStrip(), {}
        QVBoxLayout(self).addWidget(self.reading)
        data, tasks, messages, networks = session.data, session.tasks, session.messages, session.networks
        self.opener = Opener(data, tasks, messages, networks, self, self.reading)
        messages.failed_on.connect(self._on_said)
        messages.noted.connect(self._on_said)
        messages.settled.connect(self._on_settled)

    def _on_said(self, topic, sentence):
        self.said[topic] = sentence

    def _on_settled(self, topic):
        self.said.pop(topic, None)

    def says(self, words):
        return lambda: any(words in sentence for sentence in self.said.values())


@pytest.fixture
def desk(session, show, wait):
    """With what ships at hand, as in the window."""
    session.at_start.load()
    wait(lambda: session.data.digits is not None and not session.tasks.busy)
    return show(Desk(session), 600, 60)


def open_and_wait(desk, files, tmp_path, name):
    desk.opener.open(tmp_path / name)
    assert files.begun[name].wait(20)


def test_the_file_that_was_opened_last_is_in_hand_whichever_is_read_first(desk, files, tmp_path, wait):
    for name in ("slow", "quick"):
        files.add(name)
        open_and_wait(desk, files, tmp_path, name)
    files.gates["quick"].set()
    wait(lambda: desk.session.data.digits.name == "quick")
    files.gates["slow"].set()
    wait(lambda: not desk.session.tasks.busy)
    assert desk.session.data.digits.name == "quick"
    assert files.given_up == {"quick": False, "slow": True}


def test_a_failure_of_the_file_before_is_not_told_and_does_not_end_the_reading(desk, files, tmp_path, wait):
    files.add("bad", UserError("bad is no table."))
    files.add("good")
    for name in ("bad", "good"):
        open_and_wait(desk, files, tmp_path, name)
    files.gates["bad"].set()
    wait(lambda: "bad" in files.given_up)
    assert desk.opener.reading
    assert desk.reading.isVisible()
    files.gates["good"].set()
    wait(lambda: desk.session.data.digits.name == "good")
    assert not desk.said


def test_a_set_that_ships_takes_the_place_of_a_file_that_is_being_read(desk, files, tmp_path, wait):
    files.add("slow")
    open_and_wait(desk, files, tmp_path, "slow")
    desk.opener.open_bundled("mnist-test")
    assert not desk.reading.isVisible()
    wait(lambda: len(desk.session.data.digits) == 10_000)
    files.gates["slow"].set()
    wait(lambda: not desk.session.tasks.busy)
    assert len(desk.session.data.digits) == 10_000


def test_a_cancelled_reading_changes_nothing(desk, files, tmp_path, wait):
    before = desk.session.data.digits
    files.add("slow")
    open_and_wait(desk, files, tmp_path, "slow")
    desk.opener.cancel()
    files.gates["slow"].set()
    wait(lambda: not desk.session.tasks.busy)
    assert desk.session.data.digits is before
    assert files.given_up == {"slow": True}
    assert not desk.reading.isVisible()


def csv_of(path, digits):
    rows = np.column_stack([digits.labels, digits.images.reshape(len(digits), 784)])
    np.savetxt(path, rows, "%d", ",")
    return path


def test_what_was_loaded_stays_when_a_file_cannot_be_read(desk, wait, tmp_path):
    before = desk.session.data.digits
    path = csv_of(tmp_path / "bad.csv", sixty())
    path.write_text(path.read_text("utf-8").replace("\n", "\nseven", 1), "utf-8")
    desk.opener.open(path)
    wait(desk.says("bad.csv, line 2, column 1"))
    assert desk.session.data.digits is before
    assert not desk.reading.isVisible()
    assert opener.recent() == []
    desk.opener.open(tmp_path / "nowhere.npz")
    wait(desk.says("nowhere.npz"))


def test_reading_shows_how_far_it_is_and_can_be_cancelled(desk, wait, click, monkeypatch, tmp_path):
    before, told = desk.session.data.digits, []

    def endless(path, progress, cancelled, *fit):
        while not cancelled():
            progress(0.4)
        told.append("cancelled")
        raise Cancelled("Reading was cancelled.")

    monkeypatch.setattr(opener, "read_sets", endless)
    desk.opener.open(tmp_path / "endless.csv")
    bar = desk.reading.findChild(object, "readingBar")
    wait(lambda: bar.value() == 400)
    click(desk.reading.findChild(object, "cancelReadingButton"))
    assert not desk.reading.isVisible()
    wait(lambda: told == ["cancelled"])
    wait(lambda: not desk.session.tasks.busy)
    assert desk.session.data.digits is before
    assert not desk.said


def seen(desk, kind, wait):
    """The dialog of this kind that has opened."""
    wait(lambda: any(one.isVisible() for one in desk.findChildren(kind)))
    return next(one for one in desk.findChildren(kind) if one.isVisible())


def test_images_of_another_size_are_scaled_or_prepared_if_the_person_wants_it(desk, wait, click, tmp_path):
    images = np.full((30, 56, 56), 9, np.uint8)
    images[:, 10:20, 10:40] = 200
    np.savez(tmp_path / "large.npz", x_train=images, y_train=np.arange(30) % 3)
    desk.opener.open(tmp_path / "large.npz")
    dialog = seen(desk, FitDialog, wait)
    assert "56 x 56" in dialog.findChild(QLabel, "fitWords").text()
    dialog.reject()
    assert desk.session.data.digits.name == "MNIST 20,000"
    made = []
    for choice in ("scale", "prepare"):
        desk.opener.open(tmp_path / "large.npz")
        dialog = seen(desk, FitDialog, wait)
        getattr(dialog, choice).setChecked(True)
        before = desk.session.data.digits
        click(dialog.take)
        wait(lambda before=before: desk.session.data.digits is not before)
        made.append(desk.session.data.digits.images)
    assert made[0].shape == made[1].shape == (30, 28, 28)
    assert not np.array_equal(*made)


def test_images_without_labels_are_shown_and_judged_and_what_was_loaded_stays(desk, wait, tmp_path, some_digits):
    before = desk.session.data.digits
    names = ",".join(f"pixel{place}" for place in range(784))
    rows = some_digits.images[:50].reshape(50, 784)
    np.savetxt(tmp_path / "test.csv", rows, "%d", ",", header=names, comments="")
    desk.opener.open(tmp_path / "test.csv")
    dialog = seen(desk, UnlabelledDialog, wait)
    assert "50 images and no labels" in dialog.words.text()
    wait(dialog.save.isEnabled)
    right = sum(dialog.grid.caption(k) == str(some_digits.labels[k]) for k in range(50))
    assert right >= 45
    assert desk.session.data.digits is before
    assert opener.recent() == [tmp_path / "test.csv"]
    dialog.close()


def test_images_without_labels_that_came_with_a_set_are_shown_beside_it(desk, wait, monkeypatch, tmp_path):
    rest = Images(np.zeros((4, 28, 28), np.uint8), "test.csv")
    loaded = Loaded(threes(), None, (), (), rest)
    monkeypatch.setattr(opener, "read_sets", lambda *_: loaded)
    desk.opener.open(tmp_path / "kaggle.zip")
    dialog = seen(desk, UnlabelledDialog, wait)
    assert desk.session.data.digits is loaded.digits
    assert dialog.words.text() == "test.csv came with it: 4 images without labels, which can be judged."
    dialog.close()


def threes():
    return Digits(np.zeros((9, 28, 28), np.uint8), np.arange(9) % 3, "pets", "/x/pets", ("cat", "dog", "bird"))


def test_a_note_about_the_file_reaches_the_person(desk, wait, monkeypatch, tmp_path):
    monkeypatch.setattr(opener, "read_sets", lambda *_: Loaded(sixty(), None, ("The pixels were 0 to 1.",)))
    desk.opener.open(tmp_path / "floats.npz")
    wait(desk.says("0 to 1"))


def test_files_that_cannot_be_remembered_are_opened_and_it_is_told(desk, folder, some_digits, wait, tmp_path):
    (folder / "settings.ini").unlink(missing_ok=True)
    (folder / "settings.ini").mkdir()
    np.savez(tmp_path / "mine.npz", x_train=some_digits.images, y_train=some_digits.labels)
    desk.opener.open(tmp_path / "mine.npz")
    wait(lambda: desk.session.data.digits.origin)
    assert "Settings cannot be written" in desk.said["settings"]


def test_recent_files_that_make_no_sense_are_none(folder):
    for text in ("[" * 100_000, "{}", "nonsense", "[3, null]"):
        settings.remember({RECENT: text})
        assert recent() == []


# In the window


def test_a_file_is_opened_shown_and_remembered_or_dropped_and_what_its_looks_call_for_is_offered(
    page, window, wait, drop, tmp_path, some_digits
):
    data, path = window.session.data, csv_of(tmp_path / "mine.csv", sixty())
    window.opener.open(path)
    wait(lambda: data.digits.name == "mine.csv")
    wait(lambda: "60 images" in page.glance.facts.text())
    assert page.sets.currentText() == "mine.csv"
    assert page.glance.origin.toolTip() == str(path)
    assert "mine.csv · 54 train, 6 test" in window.findChild(object, "digitsStatus").text()
    assert opener.recent() == [path]
    menu = opener.RecentMenu(window.opener, window)
    window.opener.open_bundled("mnist-test")
    wait(lambda: data.digits.name == "MNIST official test")
    assert page.sets.currentText() == "MNIST official test"
    next(action for action in menu.actions() if action.text() == "mine.csv").trigger()
    wait(lambda: data.digits.name == "mine.csv")
    next(action for action in menu.actions() if "Forget" in action.text()).trigger()
    assert opener.recent() == []

    window.pages.setCurrentWidget(window.draw_page)
    drop(window, csv_of(tmp_path / "dropped.csv", sixty()))
    wait(lambda: data.digits.name == "dropped.csv")
    assert window.pages.currentWidget() is page

    lying = 255 - some_digits.images.transpose(0, 2, 1)
    tested = lying[:200]
    np.savez(
        tmp_path / "lying.npz",
        x_train=lying, y_train=some_digits.labels, x_test=tested, y_test=some_digits.labels[:200],
    )  # fmt: skip
    window.opener.open(tmp_path / "lying.npz")
    wait(lambda: data.digits.name == "lying.npz (x_train)" and page.adjust.strip.isVisible())
    assert "dark on light" in page.adjust.strip.words.text()
    page.adjust.adjusting.apply(data.offers)
    wait(lambda: np.array_equal(data.digits.images, some_digits.images))
    assert np.array_equal(data.test_digits.images, some_digits.images[:200])
    window.menus.steps.undo()
    wait(lambda: np.array_equal(data.digits.images, lying))


def test_where_there_are_no_digits_none_are_spoken_of_and_a_training_under_way_keeps_its_images(window, wait, tmp_path):
    session, before = window.session, replace(sixty(count=200), names=tuple("ABCDEFGHIJ"))
    session.data.set_digits(before)
    window.opener.open(tmp_path / "nowhere.npz")
    wait(lambda: "The images that were loaded before are still there." in window.notice.text())
    window.train_page.form.set_values({"epochs": "1000"})
    window.train_page.start.click()
    wait(lambda: session.training.run.history.count > 1)
    window.opener.open(csv_of(tmp_path / "mine.csv", sixty()))
    wait(lambda: "keeps the images it has" in window.statusBar().currentMessage())
    assert session.data.digits.name == "mine.csv"
    count = session.training.run.history.count
    wait(lambda: session.training.run.history.count > count)
    assert session.training.run.digits is before
    session.training.stop()
    wait(lambda: not session.training.under_way)
    assert session.training.run.trained_on.digits == before.name
