"""A run on disk is whole or as it was before, and its folder is put in order by itself."""

import csv
import errno
import json
import os
import subprocess
import sys
from dataclasses import replace
from datetime import datetime, timedelta

import numpy as np
import pytest

from engine import files
from engine.digits.changes import Change, Changes
from engine.errors import UserError
from engine.networks.network import NetworkSpec
from engine.runs import autosave, library
from engine.runs.autosave import RunKeeper
from engine.runs.library import About, delete, empty_bin, entries, in_use, lock, make_room, new_folder, restore, tidy
from engine.runs.provenance import TrainedOn
from engine.runs.run_file import SavedRun, read_run, read_summary
from engine.training.config import TrainingConfig
from engine.training.control import Control
from engine.training.history import History
from engine.training.trainer import train


@pytest.fixture(scope="module")
def saved(some_digits, few_digits):
    """A run of two epochs, of the four that were asked for."""
    config, control = TrainingConfig(epochs=4, seed=5), Control(resumable=True)
    history = History(4)
    for report in train(NetworkSpec((6,)), config, some_digits, few_digits, control):
        history.append(report)
        if report.epoch == 2:
            control.stop()
    changes = Changes((Change("inverted"), Change("left_out", (3, 4), "training")))
    return SavedRun(control.checkpoint(), history, TrainedOn("MNIST", 0.1, 5, changes, "ab"), "stopped", "digits.csv")


@pytest.fixture
def kept(saved, tmp_path):
    """The folder of such a run, in an empty folder of runs."""
    folder = new_folder(tmp_path / "runs")
    library.write_run(folder, saved)
    library.write_history(folder, saved.history, 2)
    return folder


def test_a_run_comes_back_as_it_was_saved(saved, kept):
    found = read_run(kept / "run.safetensors")
    assert found.summary() == saved.summary() == read_summary(kept / "run.safetensors")
    assert found.history.count == 3
    assert np.array_equal(found.history.test_accuracy, saved.history.test_accuracy, equal_nan=True)
    assert np.array_equal(found.history.batch_losses[2], saved.history.batch_losses[2])
    assert found.trained_on == saved.trained_on
    assert found.summary().can_go_on


def test_the_history_is_also_there_as_csv(saved, kept):
    with (kept / "history.csv").open(newline="") as file:
        rows = list(csv.DictReader(file))
    assert [int(row["epoch"]) for row in rows] == [0, 1, 2]
    assert [float(row["test_accuracy"]) for row in rows] == saved.history.test_accuracy[:3].tolist()


def test_runs_of_the_same_second_and_of_a_clock_that_was_set_back_have_folders_of_their_own(tmp_path):
    now = datetime(2026, 5, 4, 3, 2, 1)
    names = [new_folder(tmp_path, now).name, new_folder(tmp_path, now).name]
    names.append(new_folder(tmp_path, now - timedelta(days=400)).name)
    assert names == ["2026-05-04 03.02.01", "2026-05-04 03.02.01 (2)", "2025-03-30 03.02.01"]


def test_the_list_shows_the_newest_first_and_leaves_out_what_is_no_run(saved, kept, tmp_path):
    runs = tmp_path / "runs"
    older = new_folder(runs, datetime(2001, 1, 1))
    library.write_run(older, saved)
    library.write_about(older, About("My best", "with care", True))
    (new_folder(runs) / "run.safetensors").write_bytes(b"nonsense")
    found = entries(runs)
    assert [entry.folder for entry in found] == [kept, older]
    assert found[1].title == "My best"
    assert found[1].about == About("My best", "with care", True)
    assert found[0].bytes >= (kept / "run.safetensors").stat().st_size
    assert entries(tmp_path / "nowhere") == []


@pytest.mark.parametrize("content", [b"", b"[]", b'{"name": 1}', b"\xff", b"[" * 100_000])
def test_an_unreadable_note_does_not_hide_its_run(kept, content):
    (kept / "about.json").write_bytes(content)
    assert entries(kept.parent)[0].title == kept.name


def test_what_a_killed_program_has_left_is_put_in_order(saved, kept):
    runs = kept.parent
    (kept / f".run.safetensors.123{files.PART}").write_bytes(b"half")
    (kept / "history.csv").unlink()
    empty, new = new_folder(runs), new_folder(runs)
    os.utime(empty, (0, 0))
    tidy(runs)
    assert sorted(path.name for path in kept.iterdir() if path.name != ".lock") == ["history.csv", "run.safetensors"]
    assert not empty.exists()
    assert new.exists()  # somebody may just have made it
    assert len((kept / "history.csv").read_text().splitlines()) == 4


def test_a_run_in_use_is_neither_put_in_order_nor_deleted_nor_taken_by_another(kept):
    held = lock(kept)
    part = kept / f".run.safetensors.123{files.PART}"
    part.write_bytes(b"half")
    tidy(kept.parent)
    assert part.exists()
    assert entries(kept.parent)[0].in_use
    with pytest.raises(UserError, match="being trained"):
        delete(kept)
    with pytest.raises(UserError, match="in use"):
        lock(kept, 0)
    held.release()
    assert not in_use(kept)


def test_a_killed_process_holds_no_run(kept):
    holds = "import sys; from filelock import FileLock; held = FileLock(sys.argv[1]); held.acquire(); "
    holds += "print(flush=True); input()"
    with subprocess.Popen(
        [sys.executable, "-c", holds, str(kept / library.LOCK)], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as process:
        process.stdout.readline()
        assert in_use(kept)
        process.kill()
    assert not in_use(kept)


def test_a_deleted_run_can_be_brought_back_until_the_bin_is_emptied(kept):
    runs = kept.parent
    place = delete(kept)
    assert entries(runs) == []
    restore(place, kept)
    assert [entry.folder for entry in entries(runs)] == [kept]
    delete(kept)
    empty_bin(runs)
    assert list(runs.iterdir()) == []


def test_room_is_made_by_the_oldest_runs_without_a_star(saved, tmp_path):
    runs = tmp_path / "runs"
    folders = [new_folder(runs, datetime(2020, 1, day)) for day in (1, 2, 3, 4)]
    for folder in folders:
        library.write_run(folder, saved)
    library.write_about(folders[0], About(starred=True))
    size = entries(runs)[0].bytes
    assert make_room(runs, 10 * size) == []
    removed = make_room(runs, 7 * size // 2)  # the star takes a little room, too
    assert removed == [folders[1].name]
    assert make_room(runs, 0) == [folders[2].name]
    assert [entry.folder for entry in entries(runs)] == [folders[3], folders[0]]


# The keeper


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


# Files that are no runs


def test_a_header_that_asks_for_what_cannot_be_is_refused(saved, kept):
    path = kept / "run.safetensors"
    data = path.read_bytes()
    length = int.from_bytes(data[:8], "little")
    header = json.loads(data[8 : 8 + length])
    wrong = {
        "spec": {"hidden": [10**9]}, "config": {"epochs": "many"}, "epoch": 5, "outcome": "won", "threads": -1,
        "trained_on": {"digits": "x"}, "seconds": float("nan"), "unsound": 9, "versions": [],
    }  # fmt: skip
    for field, value in wrong.items():
        run = json.loads(header["__metadata__"]["run"]) | {field: value}
        changed = json.loads(json.dumps(header))
        changed["__metadata__"]["run"] = json.dumps(run)
        text = json.dumps(changed).encode()
        path.write_bytes(len(text).to_bytes(8, "little") + text + data[8 + length :])
        with pytest.raises(UserError, match="run"):
            read_run(path)
