"""What is done in a process of its own comes back, and the process is gone: at the end, or when it is told to."""

import multiprocessing
import os
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path

import numpy as np
import pytest

from engine.apart import Apart, Cancelled, apart
from engine.errors import UserError
from engine.inspection.tsne import check

ROOT = Path(__file__).resolve().parents[2]
pytestmark = pytest.mark.usefixtures("spawned")
SOON = 60.0  # seconds; nothing takes that long unless it hangs


def never():
    return False


def test_it_returns_what_the_function_returns():
    assert apart(never, np.multiply, np.arange(3), 2).tolist() == [0, 2, 4]
    assert not multiprocessing.active_children()


def test_a_mistake_of_the_persons_is_told_with_its_field():
    with pytest.raises(UserError) as error:
        apart(never, check, 100, 1.0)
    assert error.value.field == "perplexity"


def test_a_mistake_of_ours_is_told_as_one():
    with pytest.raises(UserError, match="ZeroDivisionError"):
        apart(never, divmod, 1, 0)


def test_it_is_killed_when_it_is_cancelled():
    began, asked = time.monotonic(), []
    with pytest.raises(Cancelled):
        apart(lambda: asked.append(1) or len(asked) > 2, time.sleep, SOON)
    assert time.monotonic() - began < SOON / 2
    assert not multiprocessing.active_children()


@pytest.mark.skipif(os.name != "posix", reason="kills a process as the system would")
def test_a_process_that_the_system_ends_is_told():
    with Apart(time.sleep, SOON) as process:
        os.kill(process.process.pid, signal.SIGKILL)
        with pytest.raises(UserError, match="-9"):
            process.answer()


ORPHAN = """
import sys, time
from engine.apart import Apart

if __name__ == "__main__":
    process = Apart(time.sleep, 600)
    print(process.process.pid, flush=True)
    sys.stdin.read()
"""


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="looks into /proc")
def test_it_is_gone_when_the_program_is_killed(tmp_path):
    (tmp_path / "main.py").write_text(ORPHAN)
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE}
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    with subprocess.Popen([sys.executable, tmp_path / "main.py"], env=environment, text=True, **pipes) as program:
        state = Path(f"/proc/{int(program.stdout.readline())}/stat")
        program.kill()
    end, pause = time.monotonic() + SOON, threading.Event()
    while _is_running(state) and time.monotonic() < end:
        pause.wait(0.01)
    assert not _is_running(state)


def _is_running(state):
    try:
        return state.read_text().rsplit(")", 1)[1].split()[0] != "Z"
    except (ProcessLookupError, FileNotFoundError):
        return False
