"""My digits outlive the program, whatever happens to their file."""

import errno
import os
import threading
from unittest.mock import Mock

import numpy as np
import pytest

from engine import locks
from engine.handwriting import my_digits
from engine.handwriting.my_digits import kept, load, save
from engine.inspection.image_sets import MINE, OFFICIAL
from gui.inspect.controller import Inspector
from gui.model.my_digits import MyDigits, my_digits_path
from gui.model.networks import SHIPPED, shipped
from gui.model.session import Session
from gui.work.messages import Messages
from gui.work.tasks import Tasks

LINE = [np.array([[140.0, 40.0], [140.0, 240.0]])]


@pytest.fixture
def tasks(qapp, folder):
    made = Tasks()
    yield made
    made.close()


@pytest.fixture
def mine(tasks):
    made = MyDigits(tasks, Messages())
    yield made
    made.close()


def labels(mine):
    return [int(drawing.name) for drawing in mine.drawings]


def saved():
    return [int(drawing.name) for drawing in load(my_digits_path())]


def test_what_is_kept_is_saved_at_once(mine, wait):
    mine.add(kept(1, LINE))
    mine.add(kept(7, LINE), kept(8, LINE))
    wait(lambda: saved() == [1, 7, 8])


def test_labels_can_be_corrected_digits_deleted_and_all_of_it_undone(mine, wait):
    mine.add(kept(1, LINE), kept(2, LINE))
    wait(lambda: saved() == [1, 2])
    mine.relabel(0, "7")
    mine.remove(1)
    assert labels(mine) == [7]
    mine.stack.undo()
    mine.stack.undo()
    assert labels(mine) == [1, 2]
    mine.stack.redo()
    assert labels(mine) == [7, 2]
    wait(lambda: saved() == [7, 2])


def test_what_is_kept_before_the_file_is_read_comes_after_it(mine, wait):
    save(my_digits_path(), [kept(3, LINE)])
    mine.add(kept(4, LINE))
    wait(lambda: saved() == [3, 4])
    assert labels(mine) == [3, 4]
    mine.stack.undo()
    assert labels(mine) == [3]


@pytest.fixture
def one_unsaved(mine, wait, monkeypatch):
    """A drawing of 1 was kept when the disk was full; it is not any more."""
    mine.load()
    wait(lambda: mine._loaded and not mine._saving)
    with monkeypatch.context() as patch:
        patch.setattr(os, "fsync", lambda _: (_ for _ in ()).throw(OSError(28, "No space left on device")))
        mine.add(kept(1, LINE))
        wait(lambda: not mine._saving)


def test_closing_at_once_loses_nothing(mine):
    save(my_digits_path(), [kept(3, LINE)])
    mine.add(kept(4, LINE))
    mine.close()
    assert saved() == [3, 4]


def test_closing_while_one_is_saved_saves_the_next_and_neither_twice(mine, wait):
    mine.load()
    wait(lambda: mine._loaded and not mine._saving)
    mine.add(kept(1, LINE))
    mine.add(kept(2, LINE))
    mine.close()
    assert saved() == [1, 2]


def test_what_could_not_be_saved_is_tried_once_more_when_closing(mine, one_unsaved):
    mine.close()
    assert saved() == [1]


def test_a_damaged_file_is_set_aside_and_said(mine, wait, folder):
    my_digits_path().write_text("{nonsense")
    said = []
    mine._messages.failed_on.connect(lambda _, sentence: said.append(sentence))
    mine.load()
    wait(lambda: len(said) == 1)
    assert "set aside" in said[0]
    assert (folder / "my-digits.damaged.json").read_text() == "{nonsense"
    mine.add(kept(5, LINE))
    wait(lambda: saved() == [5])


@pytest.fixture
def unreadable(monkeypatch):
    """The file cannot be read until the context is left."""
    with monkeypatch.context() as patch:
        patch.setattr(my_digits, "read_file", Mock(side_effect=OSError(errno.EMFILE, "Too many open files")))
        yield patch


def test_a_file_that_could_not_be_read_stays_is_told_and_is_added_to_as_soon_as_it_can_be(mine, unreadable, wait):
    save(my_digits_path(), [kept(3, LINE)])
    said, settled = [], []
    mine._messages.failed_on.connect(lambda _, sentence: said.append(sentence))
    mine._messages.settled.connect(settled.append)
    mine.add(kept(4, LINE))
    wait(lambda: said)
    assert "Too many open files" in said[0]
    assert settled == []
    assert labels(mine) == [4]
    unreadable.undo()
    assert saved() == [3]
    mine.add(kept(5, LINE))
    wait(lambda: saved() == [3, 4, 5])
    assert settled
    assert labels(mine) == [3, 4, 5]
    mine.stack.undo()
    assert labels(mine) == [3, 4]


def test_what_was_kept_while_the_file_could_not_be_read_is_saved_when_closing(mine, unreadable, wait):
    save(my_digits_path(), [kept(3, LINE)])
    mine.add(kept(4, LINE))
    wait(lambda: not mine._asked)
    unreadable.undo()
    mine.close()
    assert saved() == [3, 4]


def test_a_second_damaged_file_is_not_set_aside_over_the_first(tasks, wait, folder):
    for content in ("{one", "{two"):
        my_digits_path().write_text(content)
        mine = MyDigits(tasks, Messages())
        mine.load()
        wait(lambda mine=mine: mine._loaded)
    assert sorted(path.read_text() for path in folder.glob("*damaged*")) == ["{one", "{two"]


def test_a_drive_without_locks_is_told_and_they_are_saved(mine, wait, monkeypatch):
    def refuse(*_, **__):
        raise OSError(errno.ENOLCK, "No locks available")

    monkeypatch.setattr(locks, "_notices", {})
    monkeypatch.setattr(locks, "lock_descriptor", refuse)
    said = []
    mine._messages.failed.connect(said.append)
    mine.add(kept(4, LINE))
    wait(lambda: saved() == [4] and said)
    mine.add(kept(5, LINE))
    wait(lambda: saved() == [4, 5])
    assert len(said) == 1
    assert "has no locks" in said[0]


def test_the_session_saves_them_when_it_closes(qapp, folder):
    session = Session()
    session.my_digits.add(kept(6, LINE))
    session.close()
    assert saved() == [6]


def test_two_inklings_at_once_lose_nothing_of_each_other(mine, wait):
    other = MyDigits(Tasks(), Messages())
    for one in (mine, other):
        one.load()
    wait(lambda: mine._loaded and other._loaded and not mine._saving and not other._saving)
    mine.add(kept(1, LINE))
    wait(lambda: not mine._saving)
    other.add(kept(2, LINE))
    wait(lambda: labels(other) == [2, 1])
    mine.stack.undo()
    wait(lambda: saved() == [2])
    wait(lambda: labels(mine) == [2])
    other.close()


def test_a_file_that_could_not_be_written_is_written_with_everything_later(mine, one_unsaved, wait):
    mine.add(kept(2, LINE))
    wait(lambda: saved() == [1, 2])


def test_the_inspect_page_can_judge_a_network_by_them_and_follows_their_changes(session, wait):
    s = session
    s.networks.add(SHIPPED, shipped())
    inspector = Inspector(s.data, s.networks, s.training, s.my_digits, s.tasks, s.messages, s.yardsticks)
    inspector.wake(True)
    assert MINE not in inspector.sets()
    session.my_digits.add(kept(1, LINE), kept(7, LINE))
    assert inspector.sets()[MINE] == "My digits: 2 of your drawings"
    inspector.choose_images(MINE)
    wait(lambda: inspector.found is not None and inspector.found.images == MINE and not inspector.busy)
    assert inspector.found.evaluation.digits.labels.tolist() == [1, 7]
    session.my_digits.relabel(1, "1")
    wait(lambda: inspector.found.evaluation.digits.labels.tolist() == [1, 1])
    session.my_digits.remove(0)
    session.my_digits.remove(0)
    assert MINE not in inspector.sets()
    assert inspector.images() == OFFICIAL
    wait(lambda: not inspector.busy)


def test_what_cannot_be_saved_before_the_end_is_there_at_the_next_start(tasks, folder, wait):
    first = MyDigits(tasks, Messages())
    first.load()
    wait(lambda: not tasks.busy)
    locks.ending.set()
    with locks.Lock(locks.lock_of(my_digits_path()), 0):  # another program that hangs
        first.add(kept(4, LINE))
        first.close()
    assert not my_digits_path().exists()
    locks.ending.clear()
    again = MyDigits(tasks, Messages())
    again.load()
    wait(lambda: labels(again) == [4])
    assert saved() == [4]


def test_a_file_that_hangs_keeps_nobody_and_loses_nothing(qapp, folder, monkeypatch, wait):
    hangs, own = threading.Event(), Tasks()
    with monkeypatch.context() as patch:
        patch.setattr(my_digits, "read_file", lambda *_: hangs.wait())
        patch.setattr("gui.model.my_digits.PATIENCE", 0.01)
        mine = MyDigits(own, Messages())
        mine.add(kept(4, LINE))
        mine.close()
    hangs.set()
    own.close()
    assert [int(drawing.name) for drawing in my_digits.load_sound(my_digits_path())[0]] == [4]


def test_those_of_a_set_s_classes_are_a_set_with_its_names(mine, wait):
    mine.add(kept("B", LINE), kept("7", LINE), kept("A", LINE))
    letters = mine.digits(("A", "B"))
    assert (letters.labels.tolist(), letters.names) == ([1, 0], ("A", "B"))
    assert mine.digits(("A", "B")) is letters
    assert mine.digits().labels.tolist() == [7]
    assert mine.digits(("x", "y")) is None
    mine.relabel(1, "A")
    assert mine.digits(("A", "B")).labels.tolist() == [1, 0, 0]
    assert mine.digits() is None
    wait(lambda: not mine._saving)
