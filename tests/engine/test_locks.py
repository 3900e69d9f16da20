"""A lock is held by one at a time, also where the drive knows none, and by nobody who was killed."""

import errno
import os
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest

from engine import locks
from engine.locks import Lock, Taken, is_held, lock_of, notice

ROOT = Path(__file__).resolve().parents[2]
HOLDS = "import sys; from pathlib import Path; from engine.locks import Lock; held = Lock(Path(sys.argv[1]), 0); "
HOLDS += "print(flush=True); input()"


@pytest.fixture
def path(tmp_path):
    return lock_of(tmp_path / "a.json")


@pytest.fixture(params=["locks", *sorted(locks.WITHOUT)], ids=lambda value: errno.errorcode.get(value, value))
def drive(request, monkeypatch):
    """One that has locks, and one for each way to say that there are none."""
    monkeypatch.setattr(locks, "_notices", {})
    if request.param != "locks":

        def refuse(*_, **__):
            raise OSError(request.param, os.strerror(request.param))

        monkeypatch.setattr(locks, "lock_descriptor", refuse)
    return request.param


def test_one_at_a_time(drive, path):
    with Lock(path, 0):
        assert is_held(path)
        with pytest.raises(Taken):
            Lock(path, 0)
    assert not is_held(path)
    Lock(path, 0).release()


def test_whoever_waits_gets_it_when_it_is_released(drive, path):
    held, got = Lock(path, 0), threading.Event()

    def wait():
        with Lock(path, 60):
            got.set()

    thread = threading.Thread(target=wait)
    thread.start()
    assert not got.is_set()
    held.release()
    thread.join()
    assert got.is_set()


def test_it_is_released_by_any_thread_and_once_is_enough(drive, path):
    held = Lock(path, 0)
    thread = threading.Thread(target=held.release)
    thread.start()
    thread.join()
    held.release()
    Lock(path, 0).release()


def test_that_there_are_no_locks_is_told_once(drive, path):
    for _ in range(2):
        Lock(path, 0).release()
    told = notice()
    assert ("has no locks" in told) == (drive != "locks")
    assert notice() == ""


def test_a_killed_program_holds_none(path):
    with subprocess.Popen(
        [sys.executable, "-c", HOLDS, str(path)], cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as process:
        process.stdout.readline()
        assert is_held(path)
        with pytest.raises(Taken):
            Lock(path, 0)
        process.kill()
    assert not is_held(path)
    Lock(path, 0).release()


def test_neither_a_lock_nor_a_look_brings_back_a_folder_that_is_gone(drive, tmp_path):
    gone = tmp_path / "gone" / ".lock"
    with pytest.raises(FileNotFoundError):
        Lock(gone, 0)
    assert not is_held(gone)
    assert os.listdir(tmp_path) == []


def test_to_look_makes_nothing(drive, path):
    assert not is_held(path)
    assert not path.exists()


def test_a_lock_in_a_folder_that_was_put_away_meanwhile_is_none(tmp_path, monkeypatch):
    inner, lock_descriptor = tmp_path / "inner", locks.lock_descriptor
    inner.mkdir()

    def put_away(handle, **words):
        inner.rename(tmp_path / "bin")
        return lock_descriptor(handle, **words)

    monkeypatch.setattr(locks, "lock_descriptor", put_away)
    with pytest.raises(Taken):
        Lock(inner / ".lock", 0)


def test_other_failures_are_no_lock(path, monkeypatch):
    def broken(*_, **__):
        raise OSError(errno.EIO, "Input/output error")

    monkeypatch.setattr(locks, "lock_descriptor", broken)
    with pytest.raises(OSError, match="Input/output error"):
        Lock(path, 0)


@pytest.mark.skipif(os.name != "posix", reason="links need rights on Windows")
def test_no_lock_is_taken_through_a_link(path, tmp_path):
    (tmp_path / "far").touch()
    path.symlink_to(tmp_path / "far")
    with pytest.raises(OSError, match="symbolic"):
        Lock(path, 0)


def test_at_the_end_of_the_program_nobody_waits_long(path, ending):
    began = time.monotonic()
    with Lock(path, 0), pytest.raises(Taken):
        Lock(path, 60)
    assert time.monotonic() - began < 30
