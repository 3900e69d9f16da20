"""A crash leaves its trace, and two Inklings at once do not take each other for crashed."""

import logging
import os
import subprocess
import sys
from pathlib import Path

import pytest

from gui.shell.instance import Instance

ROOT = Path(__file__).resolve().parents[3]


@pytest.fixture
def log():
    """The root logger, put back as it was afterwards."""
    root = logging.getLogger()
    handlers, level = root.handlers[:], root.level
    yield root
    for handler in root.handlers:
        if handler not in handlers:
            handler.close()
    root.handlers[:] = handlers
    root.setLevel(level)


CRASH = """
import faulthandler, sys
from pathlib import Path
from gui.shell.instance import Instance
kept = Instance(Path(sys.argv[1]))
if sys.argv[2] == "crash":
    faulthandler._sigsegv()
kept.close()
"""


def run_until(folder, what):
    return subprocess.run([sys.executable, "-c", CRASH, str(folder), what], cwd=ROOT, capture_output=True, check=False)


def test_a_crash_of_the_process_leaves_its_trace_and_the_next_start_says_so(folder, log):
    assert run_until(folder, "crash").returncode != 0
    instance = Instance(folder)
    assert "Segmentation fault" in instance.crash
    assert "Segmentation fault" in (folder / "inkling.log").read_text()
    instance.close()
    again = Instance(folder)
    assert again.crash == ""  # it is told once
    again.close()


def test_an_end_in_order_leaves_nothing_to_tell(folder, log):
    assert run_until(folder, "end").returncode == 0
    instance = Instance(folder)
    assert instance.crash == ""
    instance.close()
    assert not (folder / "crash.txt").exists()


def test_two_at_once_have_a_log_each_and_do_not_take_each_other_for_crashed(folder, log):
    first, second = Instance(folder), Instance(folder)
    assert (first.number, second.number) == (0, 1)
    assert first.log_path != second.log_path
    assert second.crash == ""
    first.close()
    third = Instance(folder)
    assert third.number == 0
    second.close()
    third.close()


def test_where_nothing_can_be_written_it_runs_without_a_log(tmp_path, log):
    (tmp_path / "file").write_text("in the way")
    instance = Instance(tmp_path / "file")
    assert instance.log_path is None
    instance.close()
    Instance(None).close()


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="there are no pipes with names")
def test_pipes_in_the_place_of_its_files_are_never_opened(folder, log):
    for name in ("inkling.log", "crash.txt"):
        os.mkfifo(folder / name)
    instance = Instance(folder)
    assert (instance.log_path, instance.crash) == (None, "")
    instance.close()
