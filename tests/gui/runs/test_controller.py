"""The list of runs is always that of the folder, and what is asked of it is done in the order in which it was asked."""

from pathlib import Path

import pytest

from engine import locks
from engine.networks.network import NetworkSpec
from engine.runs.library import About, entries, read_about
from engine.training.config import TrainingConfig
from gui.model.session import Session
from gui.runs.controller import RunsController
from gui.runs.window import RunsWindow


@pytest.fixture
def train(session, runs, some_digits, wait):
    """``train()``: a short run, to its end; returns its folder."""
    session.data.set_digits(some_digits)

    def trained():
        session.training.start(NetworkSpec((4,)), TrainingConfig(epochs=1), 0.1)
        wait(lambda: not session.training.under_way and not session.tasks.busy)
        return session.training.run.folder

    return trained


def test_a_run_that_has_ended_is_in_the_list_by_itself(runs, train, beside):
    table = RunsWindow(runs, beside).table
    first = train()
    assert [entry.folder for entry in runs.entries] == [first]
    second = train()
    assert [entry.folder for entry in runs.entries] == [second, first]
    assert table.rowCount() == 2


def test_a_run_that_is_under_way_is_not_looked_for_at_every_change(runs, session, wait, train, monkeypatch):
    train()
    looked, training = [], session.training
    monkeypatch.setattr(runs, "look", lambda: looked.append(True))
    training.start(NetworkSpec((4,)), TrainingConfig(epochs=1000), 0.1)
    training.pause()
    training.resume()
    assert looked == []
    training.stop()
    wait(lambda: looked == [True])


def test_name_note_and_star_at_once_are_all_kept(runs, session, train, wait):
    place = train()
    for number in range(10):
        runs.rename(place, f"name {number}")
        runs.set_note(place, f"note {number}")
    runs.turn_star(place)
    wait(lambda: not session.tasks.busy)
    about = read_about(place)
    assert (about.name, about.note, about.starred) == ("name 9", "note 9", True)


def test_deleting_and_bringing_back_end_with_the_run_in_its_place(runs, session, train, folder, wait):
    place = train()
    runs.delete(place)
    wait(lambda: runs.entries == [])
    assert entries(folder / "runs") == []
    runs.undo()
    wait(lambda: [entry.folder for entry in runs.entries] == [place])
    wait(lambda: not session.tasks.busy)


def test_a_star_that_is_clicked_twice_at_once_is_as_before_and_thrice_is_set(runs, session, train, wait):
    place = train()
    for times, starred in ((2, False), (3, True)):
        for _ in range(times):
            runs.turn_star(place)
        wait(lambda: not session.tasks.busy)
        assert read_about(place).starred is starred
        assert runs.entry(place).about.starred is starred


def test_what_two_windows_say_about_a_run_at_once_is_all_kept(runs, session, train, wait):
    place, other = train(), Session()
    theirs = RunsController(other.training, other.data, other.tasks, other.messages)
    for number in range(10):
        runs.rename(place, f"name {number}")
        theirs.set_note(place, f"note {number}")
        theirs.turn_star(place)
    theirs.turn_star(place)
    wait(lambda: not session.tasks.busy and not other.tasks.busy)
    assert read_about(place) == About("name 9", "note 9", True)
    other.close()


def test_undo_goes_back_as_far_as_runs_were_deleted_and_offers_the_next_one(runs, session, train, wait):
    places, offered = [train() for _ in range(3)], []
    runs.deleted.connect(offered.append)
    for place in places:
        runs.rename(place, place.name)
    wait(lambda: not session.tasks.busy)
    for place in places:
        runs.delete(place)
        wait(lambda: not session.tasks.busy)
    for _ in range(4):
        runs.undo()
    wait(lambda: not session.tasks.busy)
    names = [place.name for place in places]
    assert offered == [*names, *reversed(names[:2])]
    assert {entry.folder for entry in runs.entries} == set(places)


def test_what_could_not_be_brought_back_is_offered_again(runs, session, train, wait, monkeypatch):
    place, offered, told = train(), [], []
    session.messages.failed.connect(told.append)
    title = runs.entry(place).title
    runs.delete(place)
    wait(lambda: not session.tasks.busy)
    runs.deleted.connect(offered.append)
    with monkeypatch.context() as patch:
        patch.setattr(Path, "rename", lambda *_: (_ for _ in ()).throw(OSError(5, "Input/output error")))
        runs.undo()
        wait(lambda: offered == [title])
    assert "could not be brought back" in told[0]
    runs.undo()
    wait(lambda: [entry.folder for entry in runs.entries] == [place])


def test_a_list_that_is_older_than_what_was_asked_for_is_not_shown(runs, session, train, wait):
    place, shown = train(), []
    runs.changed.connect(lambda: shown.append(runs.entry(place).about.starred))
    for _ in range(20):
        runs.look()
        runs.turn_star(place)
        wait(lambda: not session.tasks.busy)
    assert shown == [number % 2 == 0 for number in range(20)]


def test_a_drive_without_locks_is_told_once_and_everything_is_kept(runs, session, train, wait, monkeypatch):
    monkeypatch.setattr(locks, "_notices", {})
    monkeypatch.setattr(
        locks, "lock_descriptor", lambda *_, **__: (_ for _ in ()).throw(OSError(37, "No locks available"))
    )
    told = []
    session.messages.failed.connect(told.append)
    place = train()
    runs.rename(place, "mine")
    wait(lambda: runs.entry(place) is not None and runs.entry(place).title == "mine")
    assert len([sentence for sentence in told if "has no locks" in sentence]) == 1
    assert len(told) == 1


def test_a_run_that_is_given_the_title_that_it_has_anyway_keeps_no_name(runs, train, wait):
    place = train()
    made = runs.entry(place).nameless_title
    runs.rename(place, "mine")
    wait(lambda: read_about(place).name == "mine")
    runs.rename(place, made)
    wait(lambda: read_about(place).name == "")
