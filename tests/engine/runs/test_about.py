"""What a person said about a run is changed by one at a time, so that nothing of it is lost."""

import json
import os
import threading
from dataclasses import replace
from functools import partial
from unittest.mock import Mock

import pytest

from engine import limits
from engine.errors import UserError
from engine.locks import Lock, lock_of
from engine.runs import about
from engine.runs.about import ABOUT, About, change_about, read_about, write_about


def test_changes_are_made_to_what_is_on_disk(tmp_path):
    write_about(tmp_path, About("mine", "a note"))
    for _ in range(3):
        change_about(tmp_path, lambda said: replace(said, starred=not said.starred))
    assert read_about(tmp_path) == About("mine", "a note", True)


def test_name_note_and_star_by_three_threads_at_once_are_all_kept(tmp_path):
    def change(field, count):
        for number in range(count):
            change_about(tmp_path, partial(replace, **{field: f"{number}"}))

    def turn():
        for _ in range(21):
            change_about(tmp_path, lambda said: replace(said, starred=not said.starred))

    work = [threading.Thread(target=change, args=(field, 20)) for field in ("name", "note")]
    work.append(threading.Thread(target=turn))
    for thread in work:
        thread.start()
    for thread in work:
        thread.join()
    assert read_about(tmp_path) == About("19", "19", True)
    assert sorted(os.listdir(tmp_path)) == [lock_of(tmp_path / ABOUT).name, ABOUT]


@pytest.mark.parametrize("content", [b"", b"[]", b'{"name": 1}', b"\xff", b"[" * 100_000])
def test_a_damaged_one_is_set_aside_before_it_is_replaced(tmp_path, content):
    (tmp_path / ABOUT).write_bytes(content)
    change_about(tmp_path, lambda said: replace(said, note="new"))
    assert read_about(tmp_path) == About(note="new")
    assert (tmp_path / "about.damaged.json").read_bytes() == content


def test_one_that_cannot_be_read_is_neither_replaced_nor_set_aside(tmp_path, monkeypatch):
    write_about(tmp_path, About("mine"))
    with monkeypatch.context() as patch:
        patch.setattr(about, "read_file", Mock(side_effect=OSError(5, "Input/output error")))
        with pytest.raises(UserError, match="was not saved: Input/output error"):
            change_about(tmp_path, lambda said: replace(said, note="new"))
    assert json.loads((tmp_path / ABOUT).read_text())["name"] == "mine"
    assert not list(tmp_path.glob("*damaged*"))


def test_where_somebody_else_hangs_it_is_told(tmp_path, monkeypatch):
    monkeypatch.setattr(about, "PATIENCE", 0)
    with Lock(lock_of(tmp_path / ABOUT), 0), pytest.raises(UserError, match="another window"):
        change_about(tmp_path, lambda said: said)


def test_in_a_folder_that_is_gone_nothing_is_made(tmp_path):
    with pytest.raises(UserError, match="was not saved"):
        change_about(tmp_path / "gone", lambda said: said)
    assert os.listdir(tmp_path) == []


@pytest.mark.parametrize(("name", "most"), [("name", limits.NAME), ("note", limits.NOTE)])
def test_what_is_too_long_to_be_shown_is_refused_and_what_was_there_stays(tmp_path, name, most):
    write_about(tmp_path, About("mine", "a note"))
    with pytest.raises(UserError, match=f"A {name} of {most + 1:,} characters is too long"):
        change_about(tmp_path, lambda said: replace(said, **{name: "x" * (most + 1)}))
    assert read_about(tmp_path) == About("mine", "a note")
    assert len(getattr(change_about(tmp_path, lambda said: replace(said, **{name: "é" * most})), name)) == most
    assert len(getattr(read_about(tmp_path), name)) == most


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="there are no pipes with names")
def test_a_pipe_in_the_place_of_the_file_is_set_aside(tmp_path):
    os.mkfifo(tmp_path / ABOUT)
    assert read_about(tmp_path) == About()
    assert change_about(tmp_path, lambda said: replace(said, note="new")) == read_about(tmp_path) == About(note="new")


def test_at_the_end_of_the_program_what_was_said_is_written_whoever_has_the_lock(tmp_path, ending):
    with Lock(lock_of(tmp_path / ABOUT), 0):
        change_about(tmp_path, lambda said: replace(said, note="at the last moment"))
    assert read_about(tmp_path).note == "at the last moment"
