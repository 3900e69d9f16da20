"""The list of runs is always that of the folder, and what is asked of it is done in the order in which it was asked."""

import pytest
from PySide6.QtCore import QObject

from engine.runs.library import entries, read_about


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
