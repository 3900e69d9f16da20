"""A process that has only begun to start is gone, too, when the program that started it is."""

import os
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest

from engine.experiments import start

SOON = 60.0  # seconds; nothing takes that long unless it hangs

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
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=_root())
    assert done.stdout.strip() == "False"


def _root():
    return Path(__file__).resolve().parents[3]


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere a thread has the priority of its process")
def test_what_loads_the_libraries_ahead_stands_back_and_what_trains_does_not(monkeypatch):
    found = []
    monkeypatch.setattr(start.importlib, "import_module", lambda name: found.append((name, os.sched_getscheduler(0))))
    start._load_last_of_all()
    assert found == [("engine.experiments.worker", os.SCHED_IDLE)]
    assert os.sched_getscheduler(0) != os.SCHED_IDLE


@pytest.mark.skipif(os.name != "posix", reason="asks for processes by their numbers")
def test_it_is_gone_when_the_program_is_killed_while_it_starts_ahead_or_not(tmp_path):
    script, folder = tmp_path / "main.py", tmp_path / "handed"
    script.write_text(ORPHAN)
    folder.mkdir()
    environment = {**os.environ, "PYTHONPATH": str(_root())}
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "stderr": subprocess.PIPE}
    with subprocess.Popen([sys.executable, script, folder], env=environment, text=True, **pipes) as program:
        numbers = list(map(int, program.stdout.readline().split()))
        program.send_signal(signal.SIGKILL)
    assert len(numbers) == 2
    end, pause = time.monotonic() + SOON, threading.Event()
    while any(map(_is_there, numbers)) and time.monotonic() < end:
        pause.wait(0.01)
    assert [_is_there(number) for number in numbers] == [False, False]


def _is_there(process):
    """A process that has ended and was not waited for is not."""
    state = Path(f"/proc/{process}/stat")
    try:
        os.kill(process, 0)
        return not state.exists() or state.read_text().rsplit(")", 1)[1].split()[0] != "Z"
    except (ProcessLookupError, FileNotFoundError):
        return False
