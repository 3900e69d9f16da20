"""Files that are made to do harm: each is opened in a process with 0.7 GB of memory and ten seconds, and has to be
opened or refused in a sentence, within three seconds; no program starts, and nothing is written beside it.

python tests/abuse/hostile.py [parts of their names with commas between, to try only those]

What they are is in hostile_files.py. Only where processes can be forked and limited: on Linux.
"""

import gc
import os
import resource
import signal
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
if str(ROOT) not in sys.path:
    sys.path.insert(0, str(ROOT))

import torch

torch.set_num_threads(1)

from hostile_files import FILES

from engine.digits.readers import read_sets
from engine.errors import UserError
from engine.experiments.experiment import open_experiment
from engine.handwriting.my_digits import load_sound
from engine.networks.files import load_network
from engine.runs.about import read_about
from engine.runs.archive import unpack_run
from engine.runs.library import entries, tidy
from engine.runs.run_file import read_run
from gui.draw.pictures import read_picture

MEMORY = 690_000_000  # bytes of address space beside what is there before; torch alone has 0.7 or 3.2 GB, by its build
DEADLINE, SLOWEST = 10, 3.0  # seconds: on the clock, until it is ended; of the processor, that it may take
CANCELLED = 1.0  # seconds; nothing may be deaf for the rest of the time
OPENED, REFUSED, FAILED = 0, 3, 4
MEMORY_DISK = Path("/dev/shm")  # tens of thousands of folders are made and removed


def _cancelled_soon(path):
    """As by a person who waits for a second, and then gives up."""
    end = time.monotonic() + CANCELLED
    return read_sets(path, cancelled=lambda: time.monotonic() > end)


def _all_runs(path):
    tidy(path)
    return entries(path)


OPEN = {
    "digits": _cancelled_soon,
    "picture": read_picture,
    "network": load_network,
    "run": read_run,
    "runs": _all_runs,
    "zip": lambda path: unpack_run(path, path.parent / "runs"),
    "experiment": open_experiment,
    "drawings": load_sound,
    "about": lambda path: read_about(path.parent),
}


def opened(kind, path):
    """In a process of its own: what came of it, in a word and a sentence."""
    try:
        OPEN[kind](path)
    except UserError as error:
        sentence = str(error)
        assert sentence.strip(), "a refusal without a sentence"
        assert len(sentence) < 1_000, "a sentence that nobody reads"
        return REFUSED, sentence
    return OPENED, "opened"


def _mapped():
    """Bytes of address space of this process."""
    return int(Path("/proc/self/statm").read_text().split()[0]) * resource.getpagesize()


def _in_child(kind, path, pipe):
    signal.alarm(DEADLINE)  # the system's own: nothing in Python can be asked while something hangs
    most = MEMORY + _mapped()
    resource.setrlimit(resource.RLIMIT_AS, (most, most))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    status, said = FAILED, ""
    try:
        status, said = opened(kind, path)
    except BaseException as error:
        said = repr(error)
    os.write(pipe, said.encode(errors="replace")[:2_000])
    os._exit(status)


def tried(kind, path):
    """(whether it was opened, what was said, seconds, bytes of memory that it took). Raises AssertionError."""
    reads, writes = os.pipe()
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    child = os.fork()
    if child == 0:
        _in_child(kind, path, writes)
    os.close(writes)
    _, status, usage = os.wait4(child, 0)
    seconds = usage.ru_utime + usage.ru_stime
    with os.fdopen(reads, "rb") as pipe:
        said = pipe.read().decode(errors="replace")
    assert not os.WIFSIGNALED(status), f"ended by signal {os.WTERMSIG(status)} after {seconds:.1f} s"
    code = os.waitstatus_to_exitcode(status)
    assert code in (OPENED, REFUSED), said
    assert seconds <= SLOWEST, f"{seconds:.1f} s: {said}"
    return code == OPENED, said, seconds, 1024 * max(0, usage.ru_maxrss - before)


def names(folder):
    """All that lies there."""
    return {path.relative_to(folder) for path in folder.rglob("*")}


def attempt(name):
    """Make a file, and open it. Raises AssertionError; else what ``tried`` returns."""
    kind, make = FILES[name]
    with tempfile.TemporaryDirectory(dir=MEMORY_DISK if MEMORY_DISK.is_dir() else None) as place:
        folder = Path(place)
        path = make(folder)
        before = names(folder)
        try:
            found = tried(kind, path)
            added = {
                new for new in names(folder) - before if new.parts[0] not in ("runs",) and "damaged" not in new.name
            }
            assert not [new for new in added if not new.name.endswith(".lock")], f"it has made {added}"
        except AssertionError as error:
            raise AssertionError(f"{name}: {error}") from error
    return found


def main():
    parts = sys.argv[1].split(",") if len(sys.argv) > 1 else [""]
    chosen, failures = [name for name in FILES if any(part in name for part in parts)], 0
    gc.freeze()  # what is forked does not look through the libraries, whose pages would be copied for it
    for name in chosen:
        try:
            is_open, said, seconds, memory = attempt(name)
            print(
                f"{name:44} {seconds:5.2f} s {memory / 1e6:6.0f} MB  {'OPENED' if is_open else said[:140]}", flush=True
            )
        except AssertionError as error:
            failures += 1
            print(f"FAILED {error}", flush=True)
    print(f"{len(chosen)} hostile files, {failures} failures")
    return min(1, failures)


if __name__ == "__main__":
    sys.exit(main())
