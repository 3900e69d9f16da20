"""What was deleted comes back as long as whoever deleted it is there, and only so long."""

import os
import signal
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from engine.errors import UserError
from engine.runs.bin import DELETED, delete, empty_bin, free_name, place_for, remove, restore, sweep
from engine.runs.library import entries, tidy
from engine.runs.use import lock

ROOT = Path(__file__).resolve().parents[3]
DELETES = "import sys; from pathlib import Path; from engine.runs.bin import delete; delete(Path(sys.argv[1])); "
DELETES += "print(flush=True); input()"


@pytest.fixture
def runs(tmp_path):
    made = tmp_path / "runs"
    made.mkdir()
    yield made
    empty_bin(made)


@pytest.fixture
def folders(runs):
    for name in ("a", "b", "c"):
        (runs / name).mkdir()
        (runs / name / "run.safetensors").write_text(name)
    return [runs / name for name in ("a", "b", "c")]


def names(runs):
    return sorted(path.name for path in runs.iterdir())


def test_several_are_brought_back_in_any_order(runs, folders):
    places = [delete(folder) for folder in folders]
    assert names(runs) == [DELETED]
    for place, folder in reversed(list(zip(places, folders, strict=True))):
        assert restore(place, folder) == folder
    assert [(folder / "run.safetensors").read_text() for folder in folders] == ["a", "b", "c"]


def test_where_there_is_another_of_that_name_it_comes_back_beside_it(runs, folders):
    place = delete(folders[0])
    folders[0].mkdir()
    assert restore(place, folders[0]).name == "a (2)"


def test_two_of_one_name_are_both_in_the_bin(runs, folders):
    first = delete(folders[0])
    folders[0].mkdir()
    second = delete(folders[0])
    assert restore(second, folders[0]) == folders[0]
    assert (first / "run.safetensors").read_text() == "a"


def test_what_is_removed_for_good_leaves_no_bin(runs, folders):
    first, second = delete(folders[0]), delete(folders[1])
    remove(first)
    assert second.exists()
    remove(second)
    assert names(runs) == ["c"]


def test_a_run_that_is_trained_is_not_deleted(folders):
    with lock(folders[0]), pytest.raises(UserError, match="being trained"):
        delete(folders[0])
    delete(folders[0])


def test_what_is_not_there_is_not_deleted_and_not_brought_back(runs):
    with pytest.raises(UserError, match="could not be deleted"):
        delete(runs / "none")
    with pytest.raises(UserError, match="could not be brought back"):
        restore(runs / "none", runs / "again")
    assert "none" not in names(runs)


def test_the_start_of_another_does_not_empty_the_bin_of_one_that_is_there(runs, folders):
    """And that of one that was killed is emptied."""
    with subprocess.Popen(
        [sys.executable, "-c", DELETES, str(folders[0])], cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as process:
        process.stdout.readline()
        mine = delete(folders[1])
        for _ in range(2):
            tidy(runs)
            empty_bin(runs.parent / "elsewhere")
            assert sorted(path.read_text() for path in (runs / DELETED).rglob("run.safetensors")) == ["a", "b"]
        os.kill(process.pid, signal.SIGTERM)
    tidy(runs)
    assert [path.read_text() for path in (runs / DELETED).rglob("run.safetensors")] == ["b"]
    restore(mine, folders[1])


def test_what_an_older_inkling_has_deleted_is_gone_at_the_next_start(runs, folders):
    (runs / DELETED).mkdir()
    folders[0].rename(runs / DELETED / "a")
    sweep(runs)
    assert names(runs) == ["b", "c"]


def test_what_is_in_the_making_is_no_run_and_leaves_nothing(runs):
    with place_for(runs) as place:
        (place / "half").write_text("x")
        assert entries(runs) == []
    assert names(runs) == []


def test_deleting_and_bringing_back_while_others_list_loses_nothing(runs, folders):
    ended, failed = threading.Event(), []

    def list_them():
        while not ended.is_set():
            try:
                entries(runs)
            except OSError as error:
                failed.append(error)

    for folder in folders:
        lock(folder).release()
    threads = [threading.Thread(target=list_them) for _ in range(2)]
    for thread in threads:
        thread.start()
    for _ in range(100):
        place = delete(folders[0])
        assert not folders[0].exists()
        assert restore(place, folders[0]) == folders[0]
    ended.set()
    for thread in threads:
        thread.join()
    assert failed == []
    assert (folders[0] / "run.safetensors").read_text() == "a"


def test_a_free_name_is_the_name_itself_or_has_a_number(tmp_path):
    assert free_name(tmp_path / "a") == tmp_path / "a"
    (tmp_path / "a").touch()
    (tmp_path / "a (2)").symlink_to(tmp_path / "nowhere")
    assert free_name(tmp_path / "a") == tmp_path / "a (3)"
