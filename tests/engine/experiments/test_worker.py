"""A process that trains is gone when the program that started it is."""

import os
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest

SOON = 60.0  # seconds; nothing takes that long unless it hangs


def _wait(condition):
    end, pause = time.monotonic() + SOON, threading.Event()
    while not condition() and time.monotonic() < end:
        pause.wait(0.01)
    return condition()


ORPHANS = """
import multiprocessing, numpy, sys
from engine.digits import Digits
from engine.experiments.experiment import Experiment, Factor
from engine.experiments.factors import Plan
from engine.experiments.race import Race

if __name__ == "__main__":
    images = numpy.zeros((200, 28, 28), numpy.uint8)
    digits = Digits(images, numpy.arange(200) % 10, "zeros", "")
    race = Race(Experiment("", Plan(), (Factor("epochs", (100_000, 99_999)),)), digits, workers=2)
    race.start()
    while not all(run.history.count > 1 for run in race.runs):
        race._thread.join(0.02)
    print(*[member.process.pid for member in race.place.crew], race.place.handed.images.parent, flush=True)
    race._thread.join()
"""


@pytest.mark.skipif(os.name != "posix", reason="asks for processes by their numbers")
def test_nothing_is_left_when_the_program_itself_is_killed(tmp_path):
    script = tmp_path / "main.py"
    script.write_text(ORPHANS)
    environment = {**os.environ, "PYTHONPATH": str(Path(__file__).resolve().parents[3])}
    with subprocess.Popen([sys.executable, script], env=environment, stdout=subprocess.PIPE, text=True) as program:
        *numbers, folder = program.stdout.readline().split()
        program.send_signal(signal.SIGKILL)
    assert len(numbers) == 2
    assert _wait(lambda: not any(_is_running(int(number)) for number in numbers))
    assert not Path(folder).exists()


def _is_running(process):
    """A process that has ended and was not waited for is none."""
    state = Path(f"/proc/{process}/stat")
    try:
        os.kill(process, 0)
        return not state.exists() or state.read_text().rsplit(")", 1)[1].split()[0] != "Z"
    except (ProcessLookupError, FileNotFoundError):  # it ended between two of these questions
        return False
