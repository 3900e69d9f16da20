"""The program is asked to end in every state that it can be in: it is gone within two seconds, and nothing of it stays.

python tests/abuse/ends.py [rounds, 6] [states, such as training,race; all]

Each case is a window of its own, brought into a state, and then asked by a signal, by closing, as systems ask at
the end of a session, or killed. The libraries are loaded once for all of them (loaded.py), but for the program that is
asked while it loads them. Only where there are signals: not on Windows.
"""

import os
import signal
import subprocess
import sys
import tempfile
import threading
import time
from contextlib import suppress
from pathlib import Path

import psutil

ROOT = Path(__file__).resolve().parents[2]
if str(ROOT) not in sys.path:
    sys.path.insert(0, str(ROOT))

import ending
from loaded import Loaded

LONGEST = 2.0  # seconds until it has to be gone
START = 120.0  # seconds that a window may take to come into a state
ASKED = {"SIGTERM": signal.SIGTERM, "SIGINT": signal.SIGINT, "SIGHUP": signal.SIGHUP, "killed": signal.SIGKILL}
BY_ITSELF = ("closed", "quit")  # the window is told in its own words
NEVER_KILLED = ("starting",)
LOAD = ("starting",)  # what is about the loading itself


def _left(family, end):
    """Those that still run at ``end``. One that has ended, and that nobody has asked about yet, does not."""
    pause = threading.Event()
    while (left := [process for process in family if _runs(process)]) and time.monotonic() < end:
        pause.wait(0.01)
    return left


def _runs(process):
    try:
        return process.is_running() and process.status() != psutil.STATUS_ZOMBIE
    except psutil.NoSuchProcess:
        return False


class Case:
    """One window in a place of its own. ``loaded``: what it begins from, unless it shall load everything itself."""

    def __init__(self, state, how, place, loaded):
        self.state, self.how, self.place = state, how, place
        (place / "temporary").mkdir()
        environment = {
            "QT_QPA_PLATFORM": "offscreen", "XDG_DATA_HOME": str(place), "PYTHONPATH": str(ROOT),
            "TMPDIR": str(place / "temporary"),
        }  # fmt: skip
        arguments = [state, how if how in BY_ITSELF else "", str(place)]
        if state in LOAD:
            command, pipe = [sys.executable, ending.__file__, *arguments], subprocess.PIPE
            surroundings = {**os.environ, **environment}
            self.program = subprocess.Popen(command, env=surroundings, stdout=pipe, stderr=pipe, stdin=pipe, text=True)
        else:
            self.program = loaded.begin(arguments, environment)

    def run(self):
        """Raises AssertionError. Returns the seconds that the end took."""
        ready = self.program.stdout.readline().strip()
        if ready != self.state:
            said, status = self.program.communicate()[1], self.program.returncode
            told = "".join(path.read_text("utf-8") for path in self.place.glob("Inkling/crash*.txt"))
            raise AssertionError(f"it did not come into the state: {ready}, status {status}, {said} {told}")
        family = [psutil.Process(self.program.pid), *psutil.Process(self.program.pid).children(recursive=True)]
        began = time.monotonic()
        self._ask()
        with suppress(subprocess.TimeoutExpired):
            self.program.wait(LONGEST + 8)  # first: psutil would keep its status to itself
        left = _left(family, began + LONGEST)
        seconds = time.monotonic() - began
        said = self.program.communicate()[1]
        assert not left, f"still there: {left}"
        assert seconds <= LONGEST, f"{seconds:.1f} s"
        self._check_left(said)
        return seconds

    def _ask(self):
        if self.how in ASKED:
            self.program.send_signal(ASKED[self.how])
        else:
            self.program.stdin.write("end\n")
            self.program.stdin.flush()

    def _check_left(self, said):
        if self.how == "killed":
            return
        assert self.program.returncode == 0, f"status {self.program.returncode}: {said}"
        assert "Traceback" not in said, said
        left = [path for path in (self.place / "temporary").rglob("*") if path.is_file()]
        left += list(self.place.rglob("*.part"))
        assert not left, f"left behind: {left}"

    def close(self):
        if self.program.poll() is None:
            self.program.kill()
            self.program.communicate()


def tried(state, how, loaded):
    """The seconds that it took. Raises AssertionError."""
    with tempfile.TemporaryDirectory() as folder:
        try:
            with ending.surroundings(state, Path(folder)):
                seconds = _ended(Case(state, how, Path(folder), loaded))
            if how != "killed":
                ending.STATES[state].check(Path(folder))
        except AssertionError as error:
            raise AssertionError(f"{state}, {how}: {error}") from error
    return seconds


def _ended(case):
    try:
        return case.run()
    finally:
        case.close()


def cases(rounds, states):
    """Every state with one way to end in each round, and with every way in six rounds."""
    for number in range(rounds):
        for index, state in enumerate(states):
            hows = [*BY_ITSELF, *ASKED] if state not in NEVER_KILLED else ["SIGTERM", "SIGINT", "SIGHUP"]
            yield state, hows[(number + index) % len(hows)]


def main():
    rounds, chosen = (*sys.argv[1:], *("6", "")[len(sys.argv) - 1 :])
    states = chosen.split(",") if chosen else list(ending.STATES)
    longest, count = 0.0, 0
    with Loaded() as loaded:
        for state, how in cases(int(rounds), states):
            seconds = tried(state, how, loaded)
            longest, count = max(longest, seconds), count + 1
            print(f"{state:20} {how:8} {seconds:.2f} s", flush=True)
    print(f"{count} ends, the longest {longest:.2f} s")


if __name__ == "__main__":
    main()
