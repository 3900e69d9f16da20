"""A process that has only begun to start is gone, too, when the program that started it is."""

import os
import subprocess
import sys

import pytest

from engine.experiments import start
from tests.engine.experiments.orphans import ROOT, is_there, last_words, wait

ORPHAN = """
import sys
from pathlib import Path
from engine.experiments.processes import Member

if __name__ == "__main__":
    members = [Member(Path(sys.argv[1]), ahead=ahead) for ahead in (False, True)]
    print(*[member.process.pid for member in members], flush=True)
    sys.stdin.read()
"""


def test_it_loads_no_torch_before_it_watches_over_its_program():
    code = "import sys, engine.experiments.start; print('torch' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=ROOT)
    assert done.stdout.strip() == "False"


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere a thread has the priority of its process")
def test_what_loads_the_libraries_ahead_stands_back_and_what_trains_does_not(monkeypatch):
    found = []
    monkeypatch.setattr(start.importlib, "import_module", lambda name: found.append((name, os.sched_getscheduler(0))))
    start._load_last_of_all()
    assert found == [("engine.experiments.worker", os.SCHED_IDLE)]
    assert os.sched_getscheduler(0) != os.SCHED_IDLE


@pytest.mark.skipif(os.name != "posix", reason="asks for processes by their numbers")
def test_it_is_gone_when_the_program_is_killed_while_it_starts_ahead_or_not(tmp_path):
    folder = tmp_path / "handed"
    folder.mkdir()
    numbers = last_words(ORPHAN, tmp_path, folder)
    assert len(numbers) == 2
    assert wait(lambda: not any(map(is_there, numbers)))
