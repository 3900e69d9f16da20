"""Whether a run is in use is found out without leaving a trace."""

import os

import pytest

from engine import locks
from engine.errors import UserError
from engine.runs.use import in_use, lock, unlocked


def test_a_run_that_is_held_is_in_use_until_it_is_released(tmp_path):
    held = lock(tmp_path)
    assert in_use(tmp_path)
    with pytest.raises(UserError, match="in use"):
        lock(tmp_path, 0)
    unlocked(held)
    unlocked(None)
    assert not in_use(tmp_path)


def test_to_look_at_a_folder_that_was_just_deleted_does_not_make_it_again(tmp_path):
    assert not in_use(tmp_path / "gone")
    assert not in_use(tmp_path)
    assert os.listdir(tmp_path) == []


def test_what_cannot_be_found_out_is_not_in_use(tmp_path, monkeypatch):
    lock(tmp_path).release()

    def broken(*_, **__):
        raise OSError(5, "Input/output error")

    monkeypatch.setattr(locks, "lock_descriptor", broken)
    assert not in_use(tmp_path)
