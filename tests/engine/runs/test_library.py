"""The folder of all runs is put in order by itself, and nobody gets into another's way."""

import csv
import os
import subprocess
import sys
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from engine import files
from engine.errors import UserError
from engine.runs import library
from engine.runs.autosave import RunKeeper
from engine.runs.finding import newest
from engine.runs.library import (
    RUN,
    About,
    delete,
    empty_bin,
    entries,
    in_use,
    lock,
    make_room,
    new_folder,
    restore,
    tidy,
)
from engine.runs.run_file import MOST_NUMBER
from engine.runs.titles import title
from engine.training.rate_changes import RateChange


def test_the_history_is_also_there_as_csv(saved, kept):
    with (kept / "history.csv").open(newline="") as file:
        rows = list(csv.DictReader(file))
    assert [int(row["epoch"]) for row in rows] == [0, 1, 2]
    assert [float(row["test_accuracy"]) for row in rows] == saved.history.test_accuracy[:3].tolist()


def test_rates_that_were_changed_stand_beside_their_epochs(saved):
    history = saved.history.extended(4)
    history.rate_changes, history.learning_rate[1:3] = (RateChange(2, 1, 0.5),), (0.01, 0.5)
    rows = list(csv.DictReader(library.history_csv(history, 2).decode().splitlines()))
    assert [row["learning_rate"] for row in rows] == ["nan", "0.01", "0.5"]
    assert "learning_rate" not in library.history_csv(saved.history, 2).decode()


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
    assert entries(kept.parent)[0].title == entries(kept.parent)[0].nameless_title


def test_a_run_without_a_name_is_called_what_it_is_and_reached(saved, kept):
    spec, config, accuracy = saved.checkpoint.spec, saved.checkpoint.config, saved.summary().accuracy
    assert entries(kept.parent)[0].title == title(spec, config, accuracy)
    assert entries(kept.parent)[0].title.endswith(f": {accuracy:.1f} %")
    library.write_about(kept, About("Mine"))
    assert entries(kept.parent)[0].title == "Mine"


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
    library.write_about(folders[1], About("the second"))
    size = entries(runs)[0].bytes
    assert make_room(runs, 10 * size).runs == []
    removed = make_room(runs, 7 * size // 2).runs  # the star takes a little room, too
    assert removed == ["the second"]
    assert make_room(runs, 0).runs == [entries(runs)[0].nameless_title]
    assert not folders[2].exists()
    assert [entry.folder for entry in entries(runs)] == [folders[3], folders[0]]


def test_the_run_that_was_trained_last_is_the_newest_whatever_the_clock_says(saved, kept, tmp_path):
    """And it is the last one that makes room, also if it was an old one that went on."""
    runs = kept.parent
    keeper = RunKeeper(runs)
    keeper.offer(saved)
    keeper.close()
    back = keeper.folder.rename(runs / "2001-01-01 00.00.00")
    os.utime(back, (0, 0))
    assert [entry.folder for entry in entries(runs)] == [back, kept]
    assert newest(runs, None).entry.folder == back
    assert len(make_room(runs, 0).runs) == 1
    assert [entry.folder for entry in entries(runs)] == [back]


def test_an_old_run_that_went_on_is_the_newest(saved, kept):
    runs = kept.parent
    for folder in (None, None, kept):
        keeper = RunKeeper(runs, folder)
        keeper.offer(saved)
        keeper.close()
    assert entries(runs)[0].folder == kept


def test_a_number_beyond_all_others_leaves_room_for_no_higher_one_and_harms_nothing(saved, kept):
    library.write_run(kept, replace(saved, number=MOST_NUMBER))
    assert library.next_number(kept.parent) == MOST_NUMBER
    assert entries(kept.parent)[0].summary.number == MOST_NUMBER


@pytest.mark.parametrize("error", [ValueError("odd"), PermissionError(13, "no"), RuntimeError("torch"), MemoryError()])
def test_one_run_that_cannot_be_read_keeps_no_other_from_being_listed_and_stays(saved, kept, monkeypatch, error):
    runs = kept.parent
    bad = new_folder(runs, datetime(2001, 1, 1))
    library.write_run(bad, saved)
    read = library.read_summary

    def fails(path):
        if path.parent == bad:
            raise error
        return read(path)

    monkeypatch.setattr(library, "read_summary", fails)
    assert [entry.folder for entry in entries(runs)] == [kept]
    tidy(runs)
    assert make_room(runs, 0).runs == []
    assert library.next_number(runs) == 1
    assert (bad / "run.safetensors").exists()


def test_one_folder_that_cannot_even_be_looked_at_hides_no_other(saved, kept, monkeypatch):
    library.write_run(bad := new_folder(kept.parent, datetime(2001, 1, 1)), saved)
    is_dir = Path.is_dir

    def fails(path):
        if path == bad:
            raise OSError(5, "Input/output error")
        return is_dir(path)

    monkeypatch.setattr(Path, "is_dir", fails)
    assert [entry.folder for entry in entries(kept.parent)] == [kept]


def test_one_run_that_cannot_be_put_in_order_keeps_no_other_from_it(saved, kept, monkeypatch):
    bad = new_folder(kept.parent, datetime(2001, 1, 1))
    for folder in (bad, kept):
        library.write_run(folder, saved)
        (folder / "history.csv").unlink(missing_ok=True)
    read = library.read_run

    def fails(path):
        if path.parent == bad:
            raise ValueError("odd")
        return read(path)

    monkeypatch.setattr(library, "read_run", fails)
    tidy(kept.parent)
    assert (kept / "history.csv").exists()
    assert (bad / "run.safetensors").exists()


@pytest.mark.skipif(not hasattr(os, "fork"), reason="processes are forked")
def test_killed_while_room_is_made_no_run_is_half_there_and_the_next_start_removes_the_rest(saved, kept):
    runs = kept.parent
    old = new_folder(runs, datetime(2001, 1, 1))
    library.write_run(old, saved)
    library.write_about(old, About("with a name"))
    child = os.fork()
    if child == 0:
        os.unlink = os.rmdir = lambda *_, **__: os._exit(9)  # the first file that is removed
        make_room(runs, 0)
        os._exit(0)
    _, status = os.waitpid(child, 0)
    assert os.waitstatus_to_exitcode(status) == 9
    assert not old.exists()
    assert list((runs / ".deleted").rglob("run.safetensors"))
    tidy(runs)
    assert sorted(path.name for path in runs.iterdir()) == [kept.name]


def test_what_is_half_written_of_a_note_stays_while_its_writer_is_there(kept):
    """It holds no lock on the run, which may be trained meanwhile."""
    ours, gone = kept / f".about.json.{os.getpid()}-ab{files.PART}", kept / f".about.json.999999999-ab{files.PART}"
    for path in (ours, gone):
        path.write_text("{")
    tidy(kept.parent)
    assert ours.exists()
    assert not gone.exists()


def test_a_run_that_could_not_be_read_any_more_is_not_written(saved, kept, monkeypatch):
    before = (kept / RUN).read_bytes()
    monkeypatch.setattr(library.limits, "RUN_FILE", len(before) - 1)
    with pytest.raises(OSError, match="too large"):
        library.write_run(kept, saved)
    assert (kept / RUN).read_bytes() == before
