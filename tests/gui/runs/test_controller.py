"""The list of runs is always that of the folder, and what is asked of it is done in the order in which it was asked."""

from pathlib import Path

import pytest
from PySide6.QtCore import QObject

from engine import locks
from engine.runs.library import About, entries, read_about
from gui.model.session import Session
from gui.runs.controller import RunsController


@pytest.fixture
def train(window, click, wait):
    """``train()``: a short run, to its end; returns its folder."""

    def trained():
        window.train_page.form.set_values({"hidden": "4", "epochs": "1"})
        click(window.train_page.start)
        wait(lambda: not window.session.training.under_way and not window.session.tasks.busy)
        return window.session.training.run.folder

    return trained


def test_a_run_that_has_ended_is_in_the_list_by_itself(window, train, folder):
    window.show_runs()
    table = window.findChild(QObject, "runsTable")
    first = train()
    assert [entry.folder for entry in window.runs.entries] == [first]
    second = train()
    assert [entry.folder for entry in window.runs.entries] == [second, first]
    assert table.rowCount() == 2


def test_a_run_that_is_under_way_is_not_looked_for_at_every_change(window, click, wait, train, monkeypatch):
    train()
    looked = []
    monkeypatch.setattr(window.runs, "look", lambda: looked.append(True))
    window.train_page.form.set_values({"epochs": "1000"})
    click(window.train_page.start)
    click(window.train_page.pause)
    click(window.train_page.pause)
    assert looked == []
    click(window.train_page.stop)
    wait(lambda: looked == [True])


def test_name_note_and_star_at_once_are_all_kept(window, train, wait):
    place = train()
    for number in range(10):
        window.runs.rename(place, f"name {number}")
        window.runs.set_note(place, f"note {number}")
    window.runs.turn_star(place)
    wait(lambda: not window.session.tasks.busy)
    about = read_about(place)
    assert (about.name, about.note, about.starred) == ("name 9", "note 9", True)


def test_deleting_and_bringing_back_end_with_the_run_in_its_place(window, train, folder, wait):
    place = train()
    window.runs.delete(place)
    wait(lambda: window.runs.entries == [])
    assert entries(folder / "runs") == []
    window.runs.undo()
    wait(lambda: [entry.folder for entry in window.runs.entries] == [place])
    wait(lambda: not window.session.tasks.busy)


def test_a_star_that_is_clicked_twice_at_once_is_as_before_and_thrice_is_set(window, train, wait):
    place = train()
    for times, starred in ((2, False), (3, True)):
        for _ in range(times):
            window.runs.turn_star(place)
        wait(lambda: not window.session.tasks.busy)
        assert read_about(place).starred is starred
        assert window.runs.entry(place).about.starred is starred


def test_what_two_windows_say_about_a_run_at_once_is_all_kept(window, train, wait, qtbot):
    place, other = train(), Session()
    runs = RunsController(other.training, other.data, other.tasks, other.messages)
    for number in range(10):
        window.runs.rename(place, f"name {number}")
        runs.set_note(place, f"note {number}")
        runs.turn_star(place)
    runs.turn_star(place)
    wait(lambda: not window.session.tasks.busy and not other.tasks.busy)
    assert read_about(place) == About("name 9", "note 9", True)
    other.close()


def test_undo_goes_back_as_far_as_runs_were_deleted_and_offers_the_next_one(window, train, wait):
    places, offered = [train() for _ in range(3)], []
    window.runs.deleted.connect(offered.append)
    for place in places:
        window.runs.rename(place, place.name)
    wait(lambda: not window.session.tasks.busy)
    for place in places:
        window.runs.delete(place)
        wait(lambda: not window.session.tasks.busy)
    for _ in range(4):
        window.runs.undo()
    wait(lambda: not window.session.tasks.busy)
    names = [place.name for place in places]
    assert offered == [*names, *reversed(names[:2])]
    assert {entry.folder for entry in window.runs.entries} == set(places)


def test_what_could_not_be_brought_back_is_offered_again(window, train, wait, monkeypatch):
    place, offered = train(), []
    title = window.runs.entry(place).title
    window.runs.delete(place)
    wait(lambda: not window.session.tasks.busy)
    window.runs.deleted.connect(offered.append)
    with monkeypatch.context() as patch:
        patch.setattr(Path, "rename", lambda *_: (_ for _ in ()).throw(OSError(5, "Input/output error")))
        window.runs.undo()
        wait(lambda: offered == [title])
    assert "could not be brought back" in window.notice.text()
    window.runs.undo()
    wait(lambda: [entry.folder for entry in window.runs.entries] == [place])


def test_a_list_that_is_older_than_what_was_asked_for_is_not_shown(window, train, wait):
    place, shown = train(), []
    window.runs.changed.connect(lambda: shown.append(window.runs.entry(place).about.starred))
    for _ in range(20):
        window.runs.look()
        window.runs.turn_star(place)
        wait(lambda: not window.session.tasks.busy)
    assert shown == [number % 2 == 0 for number in range(20)]


def test_a_drive_without_locks_is_told_once_and_everything_is_kept(window, train, wait, monkeypatch):
    monkeypatch.setattr(locks, "_notices", {})
    monkeypatch.setattr(
        locks, "lock_descriptor", lambda *_, **__: (_ for _ in ()).throw(OSError(37, "No locks available"))
    )
    told = []
    window.session.messages.failed.connect(told.append)
    place = train()
    window.runs.rename(place, "mine")
    wait(lambda: window.runs.entry(place) is not None and window.runs.entry(place).title == "mine")
    assert len([sentence for sentence in told if "has no locks" in sentence]) == 1
    assert len(told) == 1


def test_a_run_that_is_given_the_title_that_it_has_anyway_keeps_no_name(window, train, wait):
    place = train()
    made = window.runs.entry(place).nameless_title
    window.runs.rename(place, "mine")
    wait(lambda: read_about(place).name == "mine")
    window.runs.rename(place, made)
    wait(lambda: read_about(place).name == "")
