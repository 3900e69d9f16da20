"""A run is on disk while it is trained, whatever happens to the disk."""

import errno
import os
from dataclasses import replace

import pytest

from engine import files
from engine.errors import UserError
from engine.runs import autosave
from engine.runs.autosave import RunKeeper
from engine.runs.library import in_use
from engine.runs.run_file import SavedRun, read_run, read_summary


def keep(runs, saved, folder=None):
    kept = RunKeeper(runs, folder)
    kept.offer(saved)
    kept.close()
    return kept


def test_what_was_offered_last_is_on_disk_after_closing(saved, tmp_path):
    kept = RunKeeper(tmp_path)
    kept.offer(replace(saved, outcome="training"))
    kept.offer(saved)
    kept.close()
    assert kept.problem is None
    assert read_summary(kept.folder / "run.safetensors").outcome == "stopped"
    assert (kept.folder / "history.csv").exists()
    assert not in_use(kept.folder)


def test_a_run_is_written_while_it_goes_on(saved, tmp_path, monkeypatch):
    monkeypatch.setattr(autosave, "EVERY", 0.001)
    kept = RunKeeper(tmp_path)
    kept.offer(saved)
    while not list(tmp_path.glob("*/run.safetensors")):
        assert kept._thread.is_alive()
    assert in_use(kept.folder)
    kept.close()


def test_a_run_that_nothing_was_offered_of_leaves_no_folder(tmp_path):
    RunKeeper(tmp_path / "runs").close()
    assert list(tmp_path.iterdir()) == []


def test_a_folder_that_was_deleted_meanwhile_is_made_again(saved, kept):
    went_on = RunKeeper(kept.parent, kept)
    for path in kept.iterdir():
        path.unlink()
    kept.rmdir()
    went_on.offer(saved)
    went_on.close()
    assert went_on.problem is None
    assert read_run(kept / "run.safetensors").summary() == saved.summary()


def test_on_a_full_disk_the_former_state_stays_and_a_sentence_says_so_until_there_is_room(saved, kept, monkeypatch):
    before = (kept / "run.safetensors").read_bytes()

    def full(_):
        raise OSError(errno.ENOSPC, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr(files.os, "fsync", full)
        failed = keep(kept.parent, replace(saved, outcome="completed"), kept)
    assert "No space left on device" in failed.problem
    assert (kept / "run.safetensors").read_bytes() == before
    assert not list(kept.glob(f".*{files.PART}"))
    assert keep(kept.parent, replace(saved, outcome="completed"), kept).problem is None
    assert read_summary(kept / "run.safetensors").outcome == "completed"


def test_where_nothing_can_be_written_a_sentence_says_so(saved, tmp_path):
    (tmp_path / "file").write_text("in the way")
    assert "could not be saved" in keep(tmp_path / "file" / "runs", saved).problem


def test_a_clock_that_was_set_back_does_not_keep_a_run_from_being_written(saved, kept):
    os.utime(kept / "run.safetensors", (4e9, 4e9))  # from a future
    os.utime(kept / "history.csv", (4e9, 4e9))
    keep(kept.parent, replace(saved, outcome="completed"), kept)
    assert read_summary(kept / "run.safetensors").outcome == "completed"


def test_two_programs_do_not_train_the_same_run(kept):
    first = RunKeeper(kept.parent, kept)
    with pytest.raises(UserError, match="in use"):
        RunKeeper(kept.parent, kept)
    first.close()


def test_a_run_that_goes_on_where_nothing_can_be_written_is_trained_and_written_later(saved, kept, monkeypatch):
    def denied(folder):
        raise PermissionError(13, "Permission denied")

    with monkeypatch.context() as patch:
        patch.setattr(autosave, "lock", denied)
        patch.setattr(autosave, "EVERY", 0.001)
        went_on = RunKeeper(kept.parent, kept)
        went_on.offer(replace(saved, outcome="completed"))
        while went_on.problem is None:
            assert went_on._thread.is_alive()
        assert "Permission denied" in went_on.problem
    went_on.close()
    assert went_on.problem is None
    assert read_summary(kept / "run.safetensors").outcome == "completed"
    assert not in_use(kept)


def test_a_run_that_there_was_no_memory_to_write_is_written_later(saved, tmp_path, monkeypatch):
    with monkeypatch.context() as patch:
        patch.setattr(autosave, "write_run", lambda *_: (_ for _ in ()).throw(MemoryError()))
        patch.setattr(autosave, "EVERY", 0.001)
        kept = RunKeeper(tmp_path)
        kept.offer(saved)
        while kept.problem is None:
            assert kept._thread.is_alive()
        assert "memory" in kept.problem
    kept.close()
    assert read_summary(kept.folder / "run.safetensors").outcome == "stopped"


@pytest.mark.parametrize("error", [RuntimeError("[enforce fail at alloc.cpp] no memory\nmore"), KeyError("odd")])
def test_whatever_is_raised_while_it_is_written_the_thread_goes_on_and_writes_it_later(
    saved, tmp_path, monkeypatch, error
):
    with monkeypatch.context() as patch:
        patch.setattr(SavedRun, "to_bytes", lambda *_: (_ for _ in ()).throw(error))
        patch.setattr(autosave, "EVERY", 0.001)
        kept = RunKeeper(tmp_path)
        kept.offer(saved)
        while kept.problem is None:
            assert kept._thread.is_alive()
        assert "could not be saved" in kept.problem
        assert "\n" not in kept.problem
        assert kept._thread.is_alive()
    kept.close()
    assert kept.problem is None
    assert read_summary(kept.folder / "run.safetensors").outcome == "stopped"


def test_a_folder_that_is_deleted_between_two_writes_is_not_brought_back_by_a_lock(saved, kept):
    went_on = RunKeeper(kept.parent, kept)
    moved = kept.rename(kept.parent / "elsewhere")
    assert not kept.exists()
    assert not in_use(kept)
    went_on.close()
    assert sorted(path.name for path in kept.parent.iterdir()) == [moved.name]
