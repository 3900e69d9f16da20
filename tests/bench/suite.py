"""What the tests cost: the processor's seconds of all of them, and the files that take most.

python tests/bench/suite.py [what pytest is to be told, -n 2 --dist loadfile]

Processor time, of the tests and of all programs that they start: what else the machine does changes it far less than
the time on the clock. It is pytest's plug-in, too, by which each worker notes what a test has taken.
"""

import os
import subprocess
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
NOTES = "INKLING_COST_OF_TESTS"  # the file in which each test has a line
MOST = 25


def used() -> float:
    """Seconds that this process, and those that it has waited for, have had a processor."""
    times = os.times()
    return times.user + times.system + times.children_user + times.children_system


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_runtest_protocol(item, nextitem):
    before = used()
    done = yield
    with open(os.environ[NOTES], "a", encoding="utf-8") as notes:  # one short write: two workers do not mix theirs
        notes.write(f"{used() - before:.3f}\t{item.nodeid.partition('::')[0]}\n")
    return done


def main() -> int:
    with tempfile.TemporaryDirectory() as folder:
        notes, began, before = Path(folder) / "notes", time.monotonic(), used()
        path = os.pathsep.join(filter(None, (str(Path(__file__).parent), os.environ.get("PYTHONPATH"))))
        command = [sys.executable, "-m", "pytest", "-q", "-p", Path(__file__).stem]
        told = sys.argv[1:] or ["-n", "2", "--dist", "loadfile"]
        status = subprocess.call([*command, *told], cwd=ROOT, env=os.environ | {NOTES: str(notes), "PYTHONPATH": path})
        seconds, clock, costs = used() - before, time.monotonic() - began, Counter()
        for line in notes.read_text("utf-8").splitlines() if notes.exists() else ():
            cost, _, name = line.partition("\t")
            costs[name] += float(cost)
    print(f"{seconds:.0f} s of processors in {clock:.0f} s on the clock; {sum(costs.values()):.0f} s of them in tests:")
    for name, cost in costs.most_common(MOST):
        print(f"{cost:7.1f} s  {name}")
    return status


if __name__ == "__main__":
    sys.exit(main())
