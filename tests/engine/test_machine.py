"""A process knows what it may use, also where it is bound to some cores or lives in a container."""

import multiprocessing
import os
import subprocess
import sys
import threading

import psutil
import pytest

from engine import machine
from engine.machine import available_memory, cores, keep_freed_memory, lower_priority, stand_back

GIGABYTE = 2**30


@pytest.fixture
def group(tmp_path, monkeypatch):
    """The folder of a control group two levels down, as Linux has them, in which there are no limits yet."""
    own = tmp_path / "own"
    own.write_text("4:memory:/elsewhere\n0::/outer/inner\n")
    monkeypatch.setattr(machine, "OWN_GROUP", own)
    monkeypatch.setattr(machine, "CONTROL_GROUPS", tmp_path / "groups")
    folder = tmp_path / "groups" / "outer" / "inner"
    folder.mkdir(parents=True)
    return folder


@pytest.fixture
def large(monkeypatch):
    """A computer of 64 cores, of which this process may use all, with 32 GB of free memory."""
    monkeypatch.setattr(psutil.Process, "cpu_affinity", lambda self: list(range(64)), raising=False)
    monkeypatch.setattr(psutil, "virtual_memory", lambda: type("Memory", (), {"available": 32 * GIGABYTE}))


@pytest.mark.skipif(not hasattr(os, "sched_getaffinity"), reason="this system does not tell")
def test_there_are_as_many_cores_as_the_process_is_bound_to(group):
    assert cores() == len(os.sched_getaffinity(0))


def test_where_nothing_is_bound_all_cores_count(group, monkeypatch):
    monkeypatch.delattr(psutil.Process, "cpu_affinity", raising=False)
    monkeypatch.setattr(psutil, "cpu_count", lambda: 12)
    assert cores() == 12
    monkeypatch.setattr(psutil, "cpu_count", lambda: None)
    assert cores() == 1


@pytest.mark.parametrize(
    ("limit", "count"),
    [("max 100000", 64), ("200000 100000", 2), ("250000 100000", 3), ("50000 100000", 1), ("nonsense", 64), ("", 64)],
)
def test_a_container_has_the_cores_of_its_quota(group, large, limit, count):
    (group / "cpu.max").write_text(limit)
    assert cores() == count


def test_the_limit_of_an_outer_group_holds_too(group, large):
    (group / "cpu.max").write_text("800000 100000")
    (group.parent / "cpu.max").write_text("300000 100000")
    assert cores() == 3


def test_without_control_groups_there_is_no_limit(large, monkeypatch, tmp_path):
    monkeypatch.setattr(machine, "OWN_GROUP", tmp_path / "missing")
    assert cores() == 64
    assert available_memory() == 32 * GIGABYTE


@pytest.mark.parametrize(
    ("limit", "free"),
    [("max", 32), (str(8 * GIGABYTE), 5), (str(2 * GIGABYTE), 0), (str(64 * GIGABYTE), 32)],
)
def test_a_container_has_what_is_left_under_its_limit(group, large, limit, free):
    (group / "memory.max").write_text(limit)
    (group / "memory.current").write_text(str(3 * GIGABYTE))
    assert available_memory() == free * GIGABYTE


def test_there_is_some_memory():
    assert 0 < available_memory() < psutil.virtual_memory().total


def niceness(pipe):
    before = psutil.Process().nice()
    pipe.send((before, lower_priority(), psutil.Process().nice()))


@pytest.mark.skipif(sys.platform == "win32", reason="priorities are other numbers there")
def test_a_process_steps_back_behind_others():
    ours, theirs = multiprocessing.Pipe()
    process = multiprocessing.get_context("spawn").Process(target=niceness, args=(theirs,))
    process.start()
    before, done, after = ours.recv()
    process.join()
    assert done
    assert after == min(19, before + 10)


def test_where_the_priority_cannot_be_changed_it_says_so(monkeypatch):
    def refuse(self, value=None):
        raise psutil.AccessDenied

    monkeypatch.setattr(psutil.Process, "nice", refuse)
    assert not lower_priority()


PAGES_ASKED_FOR = """
import resource
from engine.machine import keep_freed_memory
import numpy as np
kept = keep_freed_memory() if {keep} else None
def pages():
    before = resource.getrusage(resource.RUSAGE_SELF).ru_minflt
    for _ in range(20):
        np.ones(2**21, np.uint8)
    return resource.getrusage(resource.RUSAGE_SELF).ru_minflt - before
pages()
print(kept, pages())
"""


@pytest.mark.skipif(sys.platform != "linux", reason="glibc's")
def test_what_is_freed_is_kept_for_the_next_who_asks():
    """Also where malloc was told to give all back at once, as Dask tells its workers."""

    def said(keep):
        script = PAGES_ASKED_FOR.format(keep=keep)
        environment = {**os.environ, "MALLOC_TRIM_THRESHOLD_": "65536"}
        answer = subprocess.run(
            [sys.executable, "-c", script], capture_output=True, text=True, env=environment
        )  # fmt: skip
        assert not answer.stderr
        return answer.stdout.split()

    (kept, few), (_none, many) = said(True), said(False)
    assert kept == "True"
    assert int(many) > 20 * 400  # of 512 pages that each array has
    assert int(few) < int(many) / 20


def test_without_glibc_memory_is_what_it_was(monkeypatch):
    monkeypatch.setattr(machine.ctypes, "CDLL", lambda name: object())
    assert not keep_freed_memory()


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere a thread has the priority of its process")
def test_a_thread_stands_back_behind_all_others_and_the_rest_of_its_process_does_not():
    found = []
    thread = threading.Thread(target=lambda: found.extend((stand_back(), os.sched_getscheduler(0))))
    thread.start()
    thread.join()
    assert found == [True, os.SCHED_IDLE]
    assert os.sched_getscheduler(0) != os.SCHED_IDLE
