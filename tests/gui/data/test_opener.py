"""Of several files that are opened one after another the last one counts, however long each takes."""

import threading

import numpy as np
import pytest

from engine.digits.dataset import Digits
from engine.digits.readers import Loaded
from engine.errors import UserError
from gui.data import opener as module


def some(name):
    return Digits(np.zeros((20, 28, 28), np.uint8), np.arange(20) % 10, name, f"/x/{name}")


class Files:
    """Readings that end when they are let through; each says whether it was told to give up."""

    def __init__(self):
        self.gates, self.begun, self.given_up, self.errors = {}, {}, {}, {}

    def add(self, name, error=None):
        self.gates[name], self.begun[name], self.errors[name] = threading.Event(), threading.Event(), error

    def read(self, path, progress, cancelled, scale):
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
