"""What is left of a program's processes when it is killed."""

import os
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[3]
SOON = 60.0  # seconds; nothing takes that long unless it hangs


def wait(condition):
    """Until it is true; whether it is."""
    end, pause = time.monotonic() + SOON, threading.Event()
    while not condition() and time.monotonic() < end:
        pause.wait(0.005)
    return condition()


def last_words(program, folder, *arguments):
    """What a program, in Python, says in its first line, before it is killed. ``folder``: for the program itself."""
    script = folder / "main.py"
    script.write_text(program)
    command, environment = [sys.executable, script, *arguments], {**os.environ, "PYTHONPATH": str(ROOT)}
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "stderr": subprocess.PIPE}
    with subprocess.Popen(command, env=environment, text=True, **pipes) as running:
        words = running.stdout.readline().split()
        running.send_signal(signal.SIGKILL)
    return words


def is_there(process):
    """By its number. A process that has ended and was not waited for is not."""
    state = Path(f"/proc/{process}/stat")
    try:
        os.kill(int(process), 0)
        return not state.exists() or state.read_text().rsplit(")", 1)[1].split()[0] != "Z"
    except (ProcessLookupError, FileNotFoundError):  # it ended between two of these questions
        return False
